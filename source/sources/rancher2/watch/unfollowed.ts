import {isFatal, retryAfterOf} from '../../../model/errors.js';
import {UpgradeAnswer} from '../../../transport/websocket.js';
import type {WatchStream} from '../../follow/watch-adapter.js';

/**
 * The stream of a scope whose websocket is not upgraded, because of a proxy: lists may still work. Rethrows any other
 * error, and that of a server that asks us to wait.
 */
export const unfollowedBy = (error: unknown): WatchStream => {
	const isAnswered = error instanceof Error && error.cause instanceof UpgradeAnswer && !isFatal(error);
	if (!isAnswered || retryAfterOf(error) > 0) throw error;
	return {ended: new Promise(() => undefined), unfollowed: error};
};
