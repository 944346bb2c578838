import type {SameHost} from '../model/machine.js';
import type {Faults} from './faults.js';
import type {ConfigFile} from './file.js';

/** The machines of the file that have several names; an empty list, or a name of two machines, goes to `faults`. */
export const sameHostsOf = ({content, place}: ConfigFile, faults: Faults): readonly SameHost[] => {
	const owners = new Map<string, string>();
	return Object.entries(content.sameHost ?? {}).map(([name, others]) => {
		const at = place('sameHost', name);
		if (others.length === 0) faults.add(`${at}: expected other names or addresses of ${name}, found none`);
		for (const each of new Set([name, ...others].map(one => one.toLowerCase()))) {
			const owner = owners.get(each);
			if (owner !== undefined)
				faults.add(`${at}: ${each} is also ${owner}; expected one machine for each name`);
			owners.set(each, name);
		}

		return [name, ...others];
	});
};
