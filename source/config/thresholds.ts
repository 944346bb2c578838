import {type Threshold, type Thresholds, usualThresholds} from '../model/thresholds.js';
import type {Faults} from './faults.js';
import type {ConfigFile} from './file.js';

const names = ['cpu', 'memory', 'restarts'] as const;

/** From when on figures stand out; a warning that comes after the error goes to `faults`. */
export const thresholdsOf = ({content, place}: ConfigFile, faults: Faults): Thresholds => {
	const given = Object.fromEntries(
		names.flatMap((name): ReadonlyArray<readonly [string, Threshold]> => {
			const pair = content.thresholds?.[name];
			if (pair === undefined) return [];
			const [warning = 0, error = 0] = pair.map(value => Number.parseFloat(String(value)));
			if (warning > error)
				faults.add(
					`${place('thresholds', name)}: expected the warning before the error, found ${pair.join(', ')}`,
				);
			return [[name, {warning, error}]];
		}),
	);
	return {...usualThresholds, ...given};
};
