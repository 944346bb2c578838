import type {MachineFacts} from '../../../source/model/machine.js';
import type {Resource} from '../../../source/model/resource.js';
import {resource} from '../rows.js';

/** A row that is a machine: `salt minion web-1` is the row of that kind and name on the source `salt`. */
export const machine = (words: string, facts: Partial<MachineFacts> = {}): Resource => {
	const [source = '', kind = '', name = ''] = words.split(' ');
	return {
		...resource({source, kind, id: name, name}),
		key: words,
		machine: {names: [name], addresses: [], machineId: null, ...facts},
	};
};

/** A machine id: the same character throughout would be none. */
export const machineId = (character: string): string => character.repeat(31).padEnd(32, '0');
