import type {Dispatcher} from 'undici';
import {UnreachableError} from '../model/errors.js';
import {maxErrorBytes} from './body.js';
import {urlForMessages} from './errors.js';
import {holdSent} from './hold-sent.js';
import {isSignOn, signOnAdvice} from './sign-on.js';

/** One request as it goes out. */
type Exchange = {
	readonly dispatcher: Dispatcher;
	/** Absolute. */
	readonly url: string;
	/** The client's base URL. */
	readonly base: string;
	readonly method: Dispatcher.HttpMethod;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | null;
	readonly signal: AbortSignal;
	readonly attempted: string;
};

type Headers = Dispatcher.ResponseData['headers'];

const maxRedirects = 5;

/** Whether a URL is below the base. */
const isBelow = (url: string, base: string): boolean =>
	`${new URL(url).pathname}/`.startsWith(`${new URL(base).pathname.replace(/\/+$/, '')}/`);

/**
 * Sends a request, without any time limit of its own. Redirects within the origin are followed, those of a request below
 * the base path only to what is below it too: behind one path of a server there may be another server, whose login is
 * not for the first. Any other is an `UnreachableError`, as the credentials must not go there.
 */
export const exchange = async (outgoing: Exchange): Promise<Dispatcher.ResponseData> => {
	const {dispatcher, base, method, headers, body, signal, attempted} = outgoing;
	let {url} = outgoing;
	holdSent(url, headers);
	for (let count = 0; ; count++) {
		const {origin, pathname, search} = new URL(url);
		const response = await dispatcher.request({
			origin,
			path: pathname + search,
			method,
			headers,
			body,
			signal,
			headersTimeout: 0,
			bodyTimeout: 0,
		});
		// Who reads the body learns of its failure; without a listener one that nobody reads would end the process.
		response.body.on('error', () => undefined);
		const next = redirectOf(response, url);
		if (next === null) return response;
		const isElsewhere = next.origin !== new URL(url).origin;
		if (isElsewhere || (isBelow(url, base) && !isBelow(next.href, base))) {
			response.body.destroy();
			throw new UnreachableError({
				attempted,
				target: urlForMessages(url),
				answer: `HTTP ${response.statusCode}: the server sends us on to ${urlForMessages(next.href)}`,
				advice: adviceOn(next, url, base),
			});
		}

		// A write is only sent again where the status says that it may be.
		const repeatable = method === 'GET' || method === 'HEAD' || response.statusCode >= 307;
		if (!repeatable || count === maxRedirects) return response;
		await response.body.dump({limit: maxErrorBytes});
		url = next.href;
	}
};

/** What to do about a redirect that is not followed. */
const adviceOn = (next: URL, url: string, base: string): string => {
	const from = new URL(url);
	if (next.origin === from.origin) return `that is not below ${urlForMessages(base)}: check the source's URL`;
	return isSignOn(next, from)
		? signOnAdvice
		: `use ${next.origin} in the source's URL if that is the right server`;
};

const redirectOf = ({statusCode, headers}: Dispatcher.ResponseData, url: string): URL | null => {
	const {location} = headers;
	if (![301, 302, 303, 307, 308].includes(statusCode) || typeof location !== 'string') return null;
	return URL.canParse(location, url) ? new URL(location, url) : null;
};

/** Headers of an answer, several of one name joined by a comma. */
export const joinHeaders = (headers: Headers): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value = '']) => [
			name,
			Array.isArray(value) ? value.join(', ') : value,
		]),
	);
