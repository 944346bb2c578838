import type {Action} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import type {Confirm} from '../../model/source-config.js';
import {offeredBy} from '../keys/refusals.js';
import type {State} from '../state.js';
import type {Dialog} from './dialogs.js';

/** A key pressed so soon after a question opened was meant for something else and does not answer it. */
const tooEarlyMs = 200;

/** Which actions ask first on a source. */
export const confirmOf = ({settings}: State, source: string): Confirm =>
	settings.confirm.bySource.get(source) ?? settings.confirm.usual;

/** Whether an action is marked as dangerous, or goes to more than one row. */
export const isDangerous = (targets: readonly Resource[], action: Action): boolean =>
	targets.length > 1 || targets.some(target => offeredBy(target, action)?.dangerous ?? action.dangerous);

/** Whether an action asks first. `filled`: a form with rows and source was filled in, which counts as a question. */
export const asksFirst = (
	state: State,
	targets: readonly Resource[],
	action: Action,
	filled: boolean,
): boolean => {
	const levels = new Set(targets.map(({source}) => confirmOf(state, source)));
	if (levels.has('all') && !filled) return true;
	return (levels.has('all') || levels.has('dangerous')) && isDangerous(targets, action);
};

/** Whether it is too early for a key to answer the dialog. Keys of the read that opened it have the same time. */
export const isTooEarly = (dialog: Dialog | null, now: number): boolean =>
	dialog !== null && 'openedAt' in dialog && now - dialog.openedAt < tooEarlyMs;

/** When the open question can be answered, epoch milliseconds; null where none is open. */
export const answerableAt = (dialog: Dialog | null): number | null =>
	dialog !== null && 'openedAt' in dialog ? dialog.openedAt + tooEarlyMs : null;
