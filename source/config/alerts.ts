import type {Alert} from '../model/alert.js';
import {durationForm, parseDuration} from '../model/duration.js';
import type {Faults} from './faults.js';
import type {ConfigFile} from './file.js';
import type {FilterJudges} from './filter-judges.js';
import {programOf} from './plugins.js';

/** The alerts of the file; what is wrong with one goes to `faults`, what may be to `warn`. */
export const alertsOf = (
	file: ConfigFile,
	{judgeFilter, doubtFilter}: FilterJudges,
	faults: Faults,
	warn: (line: string) => void,
): readonly Alert[] =>
	(file.content.alerts ?? []).flatMap((entry, index) => {
		if (entry === undefined) return [];
		const at = ['alerts', String(index)];
		const {when, do: means = ['bell', 'notify']} = entry;
		const fault = judgeFilter(when);
		if (fault !== null) faults.add(`${file.place(...at, 'when')}: ${fault}`);
		else for (const doubt of doubtFilter(when)) warn(`${file.place(...at, 'when')}: ${doubt}`);
		const forMs = entry.for === undefined ? 0 : parseDuration(entry.for);
		if (forMs === null) faults.add(`${file.place(...at, 'for')}: expected ${durationForm}`);
		const run = means.flatMap((one, place) =>
			typeof one === 'string' ? [] : [programOf(file, one.run, [...at, 'do', String(place)], faults)],
		);
		return [{when, forMs: forMs ?? 0, bell: means.includes('bell'), notify: means.includes('notify'), run}];
	});
