import {RefusedError, ServerError, UnreachableError} from '../../../model/errors.js';
import {answerText} from '../../../transport/errors.js';

/** What came back through `/meta/proxy`. Names of headers are in lower case. */
export type ProxyAnswer = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly sentBytes: number;
};

/** The request that was answered. */
type ProxyRequest = {
	readonly attempted: string;
	readonly proxy: string;
	readonly url: string;
	/** Rancher before 2.3 is taken too. */
	readonly allowOldRancher: boolean;
	/** It has marked an answer as the target's before, so that it is not that old. */
	readonly isRecent: boolean;
};

/** The Rancher itself refuses what authenticates to it. */
export class ProxyRefusedError extends RefusedError {}

/** Rancher hands its own session on to whatever is behind it. */
export class TooOldError extends RefusedError {}

/** Rancher cuts a longer request after its head (test/fixtures/meta-proxy/30-body-over-1-MiB). */
const maxSentBytes = 1024 * 1024;

/** Since 2.3 whatever the target answers, and nothing else, has this (test/fixtures/meta-proxy, 02 and 26 against 03 to 07). */
export const isMarked = ({headers}: Pick<ProxyAnswer, 'headers'>): boolean =>
	/(?:^|[;,])\s*sandbox\b/.test(headers['content-security-policy'] ?? '');

/** Pages of salt-api are HTML (salt/netapi/rest_cherrypy/app.py), Rancher's refusals JSON or plain text. */
const isUnauthorized = ({status, headers}: ProxyAnswer): boolean =>
	status === 401 &&
	(headers['x-api-cattle-auth'] === 'false' || !(headers['content-type'] ?? '').includes('html'));

/** Why Rancher passes on its own session, and what to do. */
export const tooOld = (
	{attempted, proxy, url}: Pick<ProxyRequest, 'attempted' | 'proxy' | 'url'>,
	answer: string,
): TooOldError =>
	new TooOldError({
		attempted,
		target: `${url} through ${proxy}`,
		answer,
		advice: `Rancher before 2.3 reveals its own session to the server behind it: update it, or accept that with allowOldRancher: true`,
	});

/** Both mean that Rancher has nothing to hand on; whatever stands before it says more. */
const isSilent = ({status, body}: ProxyAnswer): boolean =>
	(status === 502 || status === 503) && body.trim() === '';

const gatewayError = (request: ProxyRequest, {status, body, sentBytes}: ProxyAnswer): Error => {
	const {attempted, proxy, url, allowOldRancher} = request;
	const target = `${url} through ${proxy}`;
	const answer = `${proxy} answers ${answerText(status, body)}`;
	if (sentBytes > maxSentBytes) {
		const advice = `the request has ${sentBytes} bytes, and Rancher passes on ${maxSentBytes} at most`;
		return new ServerError({attempted, target, answer, advice}, status, '');
	}

	const {host, hostname, protocol} = new URL(url);
	const trust = protocol === 'https:' ? ' and trust its certificate' : '';
	// Before 2.3 the list is compared with the port (test/fixtures/meta-proxy/41-rancher-2.0-list-wants-the-port).
	const listed = allowOldRancher ? host : hostname;
	return new UnreachableError({
		attempted,
		target,
		answer: `${answer} without a reason`,
		advice: `an administrator of that Rancher must allow the host ${listed} (setting whitelist-domain, or a ProxyEndpoint), and Rancher must be able to reach it${trust}`,
	});
};

/**
 * Throws where an answer is that of Rancher, or of what stands before it, and not the target's: `ProxyRefusedError`,
 * `UnreachableError`, or `ServerError` for a request that is too long. Throws `TooOldError` where Rancher is too old to
 * keep its session to itself.
 */
export const throwUnlessTargets = (request: ProxyRequest, answer: ProxyAnswer): void => {
	if (isMarked(answer)) return;
	const {attempted, proxy, url, allowOldRancher, isRecent} = request;
	const {status, body} = answer;
	const account = {
		attempted,
		target: `${url} through ${proxy}`,
		answer: `${proxy} answers ${answerText(status, body)}`,
	};
	if (isUnauthorized(answer))
		throw new ProxyRefusedError({...account, advice: `check the credentials of ${proxy}`});
	if (isSilent(answer)) throw gatewayError(request, answer);
	const {location} = answer.headers;
	if (location?.startsWith('/meta/proxy/'))
		throw new UnreachableError({...account, answer: `HTTP ${status}: ${proxy} sends us on to ${location}`});
	if (isRecent || (status >= 500 && !allowOldRancher)) throw new UnreachableError(account);
	if (allowOldRancher) return;
	const problem = `${proxy} passes on HTTP ${status} without Content-Security-Policy, as only Rancher before 2.3 does`;
	throw tooOld(request, problem);
};
