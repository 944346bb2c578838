import {RefusedError} from '../../model/errors.ts';
import type {SourceConfig} from '../../model/source-config.ts';
import {
	createHttpClient,
	type HttpClient,
	type HttpRequest,
	type HttpResponse,
	ontoOrigin,
} from '../../transport/http.ts';
import {type Route, routeOf} from '../../transport/route.ts';
import {openSocket, type Socket, type SocketOptions, UpgradeAnswer} from '../../transport/websocket.ts';
import {isMap, type WireMap} from '../wire-map.ts';
import {Access} from './access.ts';
import {failureOf, notJson} from './failure.ts';

/** An answer that is a JSON object with a good status. */
export type Reply = {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: WireMap;
};

/** A stream to open; the URL goes onto the configured origin. */
export type StreamRequest = Omit<SocketOptions, 'headers' | keyof Route>;

/**
 * Requests to one server, with its credentials. Everything goes to the configured origin, whatever
 * the server's own links say: behind a proxy they name another host (cattle DefaultApiRequestParser.java).
 */
export type Api = {
	/** The configured URL. */
	readonly url: string;
	/** The one project that is wanted, by its name or id, where the URL names none; or null. */
	readonly project: string | null;
	/** What the person can do when the credentials are refused. */
	readonly keyAdvice: () => string;
	/** An answer of any kind; rejects only where there is none. */
	readonly ask: (request: HttpRequest) => Promise<HttpResponse>;
	/**
	 * Rejects with `RefusedError` (401), `ServerError` with the server's own code (any other error status),
	 * `ProtocolError` (a page instead of JSON), `UnreachableError`.
	 */
	readonly call: (request: HttpRequest) => Promise<Reply>;
	readonly socket: (request: StreamRequest) => Promise<Socket>;
	/** As `socket`, without credentials: the URL holds a ticket. */
	readonly ticketSocket: (request: StreamRequest) => Promise<Socket>;
	/** Ends all connections; a later request opens new ones. */
	readonly close: () => void;
};

/** Opens nothing yet. The credentials are asked for at the first request, and again after they were refused. */
export const createApi = (config: SourceConfig): Api => {
	let client: HttpClient | null = null;
	const access = new Access(config);
	const route = routeOf(config);
	const origin = new URL(config.url).origin;

	const place = (url: string) => ontoOrigin(url.replace(/^ws/, 'http'), origin);

	// A login runs out after hours: what is refused then is asked once more with a new one.
	const ask = async (request: HttpRequest, isLast = false): Promise<HttpResponse> => {
		const shown = access.headers();
		const headers = {...(await shown), ...request.headers};
		client ??= createHttpClient({...route, url: config.url});
		const response = await client.request({...request, headers});
		if (response.status !== 401) return response;
		return access.forget(shown) && !isLast ? ask(request, true) : response;
	};

	const socket = async (request: StreamRequest, isLast = false): Promise<Socket> => {
		const shown = access.headers();
		const headers = await shown;
		try {
			return await openSocket({...request, ...route, url: place(request.url), headers});
		} catch (error) {
			const isRefused = error instanceof RefusedError;
			const canRenew = isRefused && access.forget(shown) && isUnauthorized(error);
			if (!canRenew || isLast) throw error;
			return socket(request, true);
		}
	};

	return {
		url: config.url,
		project: config.project ?? null,
		keyAdvice: () => access.advice,
		ask: request => ask(request),
		async call(request) {
			const response = await ask(request);
			const target = withoutQuery(ontoOrigin(request.path, config.url));
			const body = response.json();
			if (response.status >= 400) {
				const {attempted} = request;
				const {status, text} = response;
				throw failureOf({attempted, target, status, body, text, keyAdvice: access.advice});
			}

			const {status, headers: told} = response;
			if (isMap(body)) return {status, headers: told, body};
			if (response.text === '') return {status, headers: told, body: {}};
			throw notJson(request.attempted, target, response);
		},
		ticketSocket: request => openSocket({...request, ...route, url: place(request.url), headers: {}}),
		socket: request => socket(request),
		close() {
			access.close();
			void client?.close();
			client = null;
		},
	};
};

const isUnauthorized = ({cause}: RefusedError): boolean =>
	cause instanceof UpgradeAnswer && cause.status === 401;

const withoutQuery = (url: string): string => url.split('?', 1)[0] ?? url;
