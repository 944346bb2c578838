import type {Selection} from './selection.js';
import {hasListed, isKnownWhole, isListedWhole, isSettled, type SourceState} from './source-state.js';

/** Whether a source is done: it has listed the rows of the report, is given up, or was a recording that is over. */
export const isDone = (state: SourceState, selection: Selection): boolean => {
	const {kind} = selection;
	if (state.isOver || (kind && isListedWhole(state, kind.name))) return true;
	if (!isSettled(state)) return false;
	// Its other parts may have the kind: they are asked one after the other.
	if (state.status === 'live' && selection.lacksKind && !state.hasAllKinds) return false;
	if (!kind || !selection.isListedLate(state.name) || !isKnownWhole(state, kind.name)) return true;
	return hasListed(state, kind.name);
};

/** Whether a live source has not listed all rows of the report's kind yet. */
export const isLate = (state: SourceState, selection: Selection): boolean => {
	const {kind} = selection;
	if (!kind || !selection.isListedLate(state.name)) return false;
	return isKnownWhole(state, kind.name) && !hasListed(state, kind.name);
};
