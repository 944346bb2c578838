import type {Resource} from '../../model/resource.js';
import {ownKind} from '../connections/own-kind.js';
import {objectOf} from '../rows/action-phrase.js';
import {cellOf} from '../rows/cell.js';
import type {State} from '../state.js';

const keepsEarlierLogs = (state: State, target: Resource): boolean =>
	ownKind(state, target)?.earlierLogs === true;

/** Whether there may be a log of the run before the present one. */
export const hasEarlierRun = (state: State, target: Resource): boolean => {
	const row = state.resources.get(target.key);
	const restarts = row ? cellOf(row, 'RESTARTS') : target.cells.RESTARTS;
	return keepsEarlierLogs(state, target) && restarts !== 0;
};

/** Why none of these rows has a log of an earlier run, or null. */
export const refuseEarlierRun = (state: State, targets: readonly Resource[]): string | null => {
	const [first] = targets;
	if (!first || targets.some(target => hasEarlierRun(state, target))) return null;
	const why = keepsEarlierLogs(state, first)
		? 'there was no restart'
		: 'its server keeps only the log of the present one';
	return `no previous run of ${objectOf(state, targets)}: ${why}`;
};
