import type {Jobs} from '../jobs/jobs.js';
import type {Meaning} from '../wire/events.js';
import {isInternal} from '../wire/internal.js';

/** True for what was reported before, and for events of calls that only look around, such as rwatch's own polls. */
export const isNoise = (meaning: Meaning, jobs: Jobs): boolean => {
	switch (meaning.type) {
		case 'new':
		case 'call':
			return isInternal(meaning.job.fun);
		case 'return':
		case 'call-return': {
			const {jid, fun} = meaning.returned;
			return jobs.get(jid)?.internal ?? isInternal(fun ?? '');
		}

		case 'duplicate':
		case 'copy':
			return true;
		default:
			return false;
	}
};
