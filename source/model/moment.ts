import type {Health, Transitioning} from './resource.js';

/** One state that a resource was in, as the server reported it. */
export type Moment = {
	/** When it was received, epoch milliseconds. */
	readonly at: number;
	readonly state: string;
	readonly health: Health;
	readonly transitioning: Transitioning;
	readonly message: string | null;
	/** It was found by a listing: it may have begun earlier. */
	readonly listed: boolean;
	/** Changes right before it that came too fast to be processed. */
	readonly skipped?: number;
};
