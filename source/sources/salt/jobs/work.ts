import {argumentsText} from '../wire/redact.js';
import type {Job, Progress} from './job.js';

/** `3 of 12 states, 1 failed`. */
export const statesText = ({done, total, failed}: Progress): string =>
	`${done} of ${total ?? '?'} states${failed > 0 ? `, ${failed} failed` : ''}`;

/** What a job does: `state.apply web`. Made once, because rows are made with every return. */
export const titleOf = ({fun, args, row}: Job): string => {
	if (row.title === null || row.title.fun !== fun || row.title.args !== args) {
		row.title = {fun, args, text: `${fun || '?'} ${argumentsText(fun, args, 60)}`.trim()};
	}

	return row.title.text;
};

/** What a job does on a minion: `state.apply web: 3 of 12 states`. */
export const workText = (job: Job, minion: string): string => {
	const progress = job.progress.get(minion);
	const what = job.fun === '' ? '' : titleOf(job);
	return progress === undefined ? what : `${what}: ${statesText(progress)}`;
};
