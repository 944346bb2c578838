import type {Job, Progress} from './job.ts';
import {argumentsText} from './redact.ts';

/** `3 of 12 states, 1 failed`. */
export const statesText = ({done, total, failed}: Progress): string =>
	`${done} of ${total ?? '?'} states${failed > 0 ? `, ${failed} failed` : ''}`;

/** What a job does on a minion: `state.apply web: 3 of 12 states`. */
export const workText = (job: Job, minion: string): string => {
	const progress = job.progress.get(minion);
	const what = `${job.fun} ${argumentsText(job.fun, job.args, 60)}`.trim();
	return progress === undefined ? what : `${what}: ${statesText(progress)}`;
};
