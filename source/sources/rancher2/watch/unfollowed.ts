import {isFatal, retryAfterOf} from '../../../model/errors.js';
import {UpgradeAnswer} from '../../../transport/websocket.js';
import type {WatchStream} from '../../follow/watch-adapter.js';

/**
 * The stream of a scope whose websocket is answered without an upgrade, by a proxy that does not let it through or
 * cannot: lists may work all the same. Throws any other error on, and that of a server that asks to be left alone.
 */
export const unfollowedBy = (error: unknown): WatchStream => {
	const isAnswered = error instanceof Error && error.cause instanceof UpgradeAnswer && !isFatal(error);
	if (!isAnswered || retryAfterOf(error) > 0) throw error;
	return {ended: new Promise(() => undefined), unfollowed: error};
};
