import type {Meaning} from './events.ts';
import {isInternal} from './internal.ts';
import type {Jobs} from './jobs.ts';

/** True for events of what only looks around, rwatch's own polls among it. */
export const isNoise = (meaning: Meaning, jobs: Jobs): boolean => {
	switch (meaning.type) {
		case 'new':
		case 'call':
			return isInternal(meaning.job.fun);
		case 'return':
		case 'call-return':
			return isInternal(meaning.returned.fun ?? jobs.get(meaning.returned.jid)?.fun ?? '');
		default:
			return false;
	}
};
