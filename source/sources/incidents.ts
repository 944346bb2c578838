import type {SourceEvent} from '../model/source.ts';

type Gap = Extract<SourceEvent, {type: 'gap'}>;

// So far apart are the signs of life, and the new listings, of scopes that one and the same server reports on.
const slackMs = 30_000;

/**
 * Whether a gap is news. A server that goes away takes all scopes with it, which come back one after another: the gaps
 * of the others are that of the first once more.
 */
export const createIncidents = (): {readonly isNews: (gap: Gap) => boolean} => {
	let last: Gap | null = null;
	return {
		isNews(gap) {
			const isSame =
				last !== null &&
				gap.scope !== last.scope &&
				gap.from >= last.from - slackMs &&
				gap.from < last.to &&
				gap.to <= last.to + slackMs;
			if (!isSame) last = gap;
			return !isSame;
		},
	};
};
