/** Where to in the past, from the time that was looked up last. */
export type Travel =
	/** To a time, epoch milliseconds. */
	| {readonly to: number}
	/** By milliseconds; back where negative. */
	| {readonly by: number}
	/** To the next change, or the one before. */
	| {readonly change: 1 | -1}
	| {readonly end: 'oldest' | 'newest'};

/** Says that a time is being looked up. */
export const lookingUp = 'looking up that time…';
