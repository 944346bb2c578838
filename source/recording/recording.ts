import type {Reach} from '../model/recording.js';

/** A part of a recording that begins with a checkpoint, so that it can be read without those before it. */
export type Segment = {
	/** Epoch milliseconds. Null in what rwatch has not written in this form: it has one segment. */
	readonly from: number | null;
	/** The lines, checked as they are read: throws `UsageError` where it is damaged or cut off, after all whole lines. */
	readonly lines: () => AsyncIterable<string>;
};

/** What was recorded, in memory or in a file. */
export type Recording = {
	/** Oldest first; those that are still in memory now. Never empty. */
	readonly segments: () => Promise<readonly Segment[]>;
	/** How far it reaches. Only `isWhole` reads all of a file that does not say where it ends: else that is null. */
	readonly reach: (isWhole: boolean) => Promise<Reach>;
};
