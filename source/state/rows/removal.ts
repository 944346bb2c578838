import {momentText} from '../text/time-text.js';
import type {Row} from './row.js';

/** `removed at 14:05:10`; null for a row that is there. */
export const removalText = ({removedAt, dropped}: Row, now: number): string | null => {
	if (removedAt !== null) return `removed at ${momentText(removedAt, now)}`;
	return dropped ? 'removed' : null;
};
