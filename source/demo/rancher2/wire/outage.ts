import type {Answer, DemoRequest} from '../../serve/serve.js';
import {normanError, plain, steveError} from './answers.js';

// What becomes of a request once nothing listens on the port of the apiserver (fixtures rancher2/more/outage-kill).
const dial = 'dial tcp 127.0.0.1:6443: connect: connection refused';

/** What the cluster proxy answers while the apiserver behind it is away: `/version`, `/api…`, `/apis…`. */
export const proxyOutage = (): Answer => plain(500, dial);

/** What Steve answers for one object meanwhile; its lists come from the cache and look well. */
export const steveOutage = ({url}: DemoRequest): Answer =>
	steveError(500, 'ServerError', `Get "https://127.0.0.1:6443${url.pathname}?timeout=15m0s": ${dial}`);

/** What the management API answers meanwhile. */
export const normanOutage = (): Answer =>
	normanError(500, 'ServerError', `Get "https://127.0.0.1:6443": ${dial}`);
