import type {Environment} from '../model/environment.js';
import {jsonText, parseJson} from '../model/json.js';
import {readBody, readStart} from './body.js';
import {withDeadline} from './deadline.js';
import {urlForMessages} from './errors.js';
import {exchange, joinHeaders} from './exchange.js';
import {proxyFor, throughProxy} from './proxy.js';
import {throwIfBusy} from './retry-after.js';
import type {Route} from './route.js';
import {throwIfLoginPage} from './sign-on.js';
import {tlsOptions} from './tls.js';
import {requestTunnel} from './tunnel.js';
import {userAgent} from './user-agent.js';

/** One server. */
export type HttpOptions = Route & {
	/** Base URL, without credentials; relative paths are resolved against it. */
	readonly url: string;
	/** Headers for every request, such as the credentials: called for each request. What it throws is passed on. */
	readonly headers?: () => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>;
	/** For the whole of a request, with its body; 30 000 if omitted. */
	readonly timeoutMs?: number;
	/** The longest body of a good answer, packed or not; 128 MB if omitted. An error is read up to 64 kB. */
	readonly maxBodyBytes?: number;
	/** Where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are looked up; `process.env` if omitted. */
	readonly environment?: Environment;
};

/** One request. */
export type HttpRequest = {
	/** `GET` if omitted. */
	readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
	/** Below the base URL (`pods`), from the root (`/v3/pods`) or absolute; always goes to the client's origin. */
	readonly path: string;
	/** On top of the client's; `null` omits one of these. */
	readonly headers?: Readonly<Record<string, string | null>>;
	/** Sent as JSON; text is sent as it is (give its `content-type`). */
	readonly body?: unknown;
	/** `application/json` if omitted. */
	readonly accept?: string;
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
	/** What is being tried, for the error: `Cannot list pods`. */
	readonly attempted: string;
	/** The answer may be long: a good one that is JSON is to be read by `parts`, and has no `text`. */
	readonly inParts?: boolean;
};

/** An answer of any status. */
export type HttpResponse = {
	readonly status: number;
	/** Names in lower case; several of one name are joined by a comma. */
	readonly headers: Readonly<Record<string, string>>;
	/** Empty for a good answer that was asked for in parts. */
	readonly text: string;
	/** The body as JSON (`NaN` and `Infinity` become null); undefined where it is none. Never throws. */
	readonly json: () => unknown;
	/** The body bit by bit. Throws for one that cannot be unpacked. */
	readonly parts: () => AsyncIterable<string>;
};

/** An answer whose body comes bit by bit. Read the body to its end, close it, or abort the request's signal. */
export type HttpStream = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Throws where the connection breaks before the body's end, and on abort. */
	readonly body: AsyncIterable<Uint8Array>;
	/** The rest of the body as text (about 64 kB at most), for answers that are an error. */
	readonly text: () => Promise<string>;
	/** Ends it unread. */
	readonly close: () => void;
};

/**
 * Requests to one server. Any status is an answer, not an error, unless it asks to be left alone for a while
 * (`ServerError` with `retryAfterMs`). Rejects with `UnreachableError` where there is none (also for a redirect to
 * another origin, which is not followed, and for a login page), and with the signal's reason when aborted.
 */
export type HttpClient = {
	/** `https://host:port`. */
	readonly origin: string;
	/** Base URL, without a slash at the end. */
	readonly url: string;
	readonly request: (request: HttpRequest) => Promise<HttpResponse>;
	/** For logs and event streams: `timeoutMs` holds until the headers are there, then silence is fine. */
	readonly stream: (request: HttpRequest) => Promise<HttpStream>;
	/** Breaks what is running and closes all connections. */
	readonly close: () => Promise<void>;
};

/** Path and query of `url` on the origin of `base`: a server behind a proxy names itself wrongly. */
export const ontoOrigin = (url: string, base: string): string => {
	const target = new URL(url, base);
	return new URL(base).origin + target.pathname + target.search;
};

// Later headers win; names are compared without regard to case.
const headersOf = async (
	{headers = {}, accept = 'application/json', body}: HttpRequest,
	options: HttpOptions,
) => {
	const all = new Map<string, string>([
		['accept', accept],
		['user-agent', userAgent],
	]);
	if (body !== undefined && typeof body !== 'string') all.set('content-type', 'application/json');
	const own = (await options.headers?.()) ?? {};
	for (const [name, value] of [...Object.entries(own), ...Object.entries(headers)]) {
		if (value === null) all.delete(name.toLowerCase());
		else all.set(name.toLowerCase(), value);
	}

	return Object.fromEntries(all);
};

/** Opens nothing yet. */
export const createHttpClient = (options: HttpOptions): HttpClient => {
	const url = options.url.replace(/\/+$/, '');
	const places = {proxy: options.proxy ?? null, environment: options.environment ?? process.env};
	const dispatcher = requestTunnel(proxyFor(url, places), tlsOptions(options));
	let hasAnswered = false;

	const deadlineFor = ({attempted, path, timeoutMs, signal}: HttpRequest) => ({
		attempted,
		target: throughProxy(urlForMessages(ontoOrigin(path, `${url}/`)), url, places),
		timeoutMs: timeoutMs ?? options.timeoutMs ?? 30_000,
		signal,
		hasAnswered: () => hasAnswered,
	});

	const exchangeFor = async (
		request: HttpRequest,
		headers: Readonly<Record<string, string>>,
		signal: AbortSignal,
	) => {
		const response = await exchange({
			dispatcher,
			url: ontoOrigin(request.path, `${url}/`),
			base: url,
			method: request.method ?? 'GET',
			headers,
			body: typeof request.body === 'string' ? request.body : (jsonText(request.body) ?? null),
			signal,
			attempted: request.attempted,
		});
		hasAnswered = true;
		return response;
	};

	return {
		origin: new URL(url).origin,
		url,
		async request(request) {
			const headers = {'accept-encoding': 'gzip', ...(await headersOf(request, options))};
			const deadline = deadlineFor(request);
			return withDeadline(deadline, async ({signal, finish}) => {
				const response = await exchangeFor(request, headers, signal);
				const {attempted, target} = deadline;
				const {maxBodyBytes: max} = options;
				const {inParts = false} = request;
				const {text, parts} = await readBody({response, attempted, target, max, inParts});
				const status = response.statusCode;
				const joined = joinHeaders(response.headers);
				await throwIfBusy({...deadline, status, headers: joined, text: () => text});
				throwIfLoginPage({...deadline, status, text});
				finish();
				return {status, headers: joined, text, json: () => parseJson(text), parts};
			});
		},
		async stream(request) {
			const sent = await headersOf(request, options);
			const deadline = deadlineFor(request);
			return withDeadline(deadline, async ({signal, finish, stopClock}) => {
				const {statusCode: status, headers, body} = await exchangeFor(request, sent, signal);
				const joined = joinHeaders(headers);
				const text = () => readStart(body);
				await throwIfBusy({...deadline, status, headers: joined, text});
				stopClock();
				body.once('close', finish);
				return {status, headers: joined, body, text, close: () => void body.destroy()};
			});
		},
		close: () => dispatcher.destroy(),
	};
};
