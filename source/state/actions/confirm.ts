import type {Dialog} from './dialogs.js';

/** A key pressed so soon after a question opened was meant for something else and does not answer it. */
const tooEarlyMs = 200;

/** Whether it is too early for a key to answer the dialog. Keys of the read that opened it have the same time. */
export const isTooEarly = (dialog: Dialog | null, now: number): boolean =>
	dialog !== null && 'openedAt' in dialog && now - dialog.openedAt < tooEarlyMs;

/** When the open question can be answered, epoch milliseconds; null where none is open. */
export const answerableAt = (dialog: Dialog | null): number | null =>
	dialog !== null && 'openedAt' in dialog ? dialog.openedAt + tooEarlyMs : null;
