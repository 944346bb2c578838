import type {Action} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import type {Confirm} from '../../model/source-config.js';
import {offeredBy} from '../keys/refusals.js';
import type {State} from '../state.js';
import type {Dialog} from './dialogs.js';

/** How soon after a question opened a key cannot answer it, in milliseconds: it was pressed for something else. */
const tooEarlyMs = 200;

/** What is asked about on a source. */
export const confirmOf = ({settings}: State, source: string): Confirm =>
	settings.confirm.bySource.get(source) ?? settings.confirm.usual;

/** Whether an action takes something away or down, or goes to more than one row. */
export const isDangerous = (targets: readonly Resource[], action: Action): boolean =>
	targets.length > 1 || targets.some(target => offeredBy(target, action)?.dangerous ?? action.dangerous);

/** Whether a question comes before an action; `filled`: a form that named rows and source was one already. */
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

/** Whether a key comes too early to answer what is open. Keys of the read that opened it have its time. */
export const isTooEarly = (dialog: Dialog | null, now: number): boolean =>
	dialog !== null && 'openedAt' in dialog && now - dialog.openedAt < tooEarlyMs;

/** When the open question can be answered, epoch milliseconds; null where none is open. */
export const answerableAt = (dialog: Dialog | null): number | null =>
	dialog !== null && 'openedAt' in dialog ? dialog.openedAt + tooEarlyMs : null;
