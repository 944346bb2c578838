import {ProtocolError, RefusedError, ServerError} from '../../model/errors.ts';
import type {Credentials, SourceConfig} from '../../model/source-config.ts';
import {answerText} from '../../transport/errors.ts';
import {
	createHttpClient,
	type HttpClient,
	type HttpRequest,
	type HttpResponse,
	ontoOrigin,
} from '../../transport/http.ts';
import {openSocket, type Socket, type SocketOptions} from '../../transport/websocket.ts';
import {complaintOf, isMap, type WireMap} from './frames.ts';

/** An answer that is a JSON object with a good status. */
export type Reply = {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: WireMap;
};

/** A stream to open; the URL goes onto the configured origin. */
export type StreamRequest = Omit<SocketOptions, 'headers' | 'certificateAuthorities' | 'insecure'>;

/**
 * Requests to one server, with its credentials. Everything goes to the configured origin, whatever
 * the server's own links say: behind a proxy they name another host (cattle DefaultApiRequestParser.java).
 */
export type Api = {
	/** The configured URL. */
	readonly url: string;
	/** The one project that is wanted, by its name or id, where the URL names none; or null. */
	readonly project: string | null;
	/** Whether credentials were sent; true before any request. */
	readonly hasKey: () => boolean;
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

const basic = (username: string, password: string) =>
	`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** What the server takes as credentials; a local user's name and password are as good as a key (cattle BasicAuthImpl.java). */
export const authorizationOf = (credentials: Credentials): Readonly<Record<string, string>> => {
	switch (credentials.type) {
		case 'none':
			return {};
		case 'bearer':
			return {authorization: `Bearer ${credentials.token}`};
		default:
			return {authorization: basic(credentials.username, credentials.password)};
	}
};

const keyAdvice = 'check the access key and the secret key, and that the key is active';
const noKeyAdvice =
	'no key was given: set RANCHER_ACCESS_KEY and RANCHER_SECRET_KEY, or give accessKey and secretKey in the configuration file';

/** An answer that is an error. `target` is the URL that was asked. */
export type Failure = {
	readonly attempted: string;
	readonly target: string;
	readonly status: number;
	/** JSON, if it is. */
	readonly body: unknown;
	readonly text: string;
	/** The request had credentials. */
	readonly hadKey: boolean;
};

/** The error that an answer amounts to, in words. */
export const failureOf = ({attempted, target, status, body, text, hadKey}: Failure): Error => {
	const {code, message} = complaintOf(body);
	const answer = message === null ? answerText(status, isMap(body) ? '' : text) : `HTTP ${status} ${message}`;
	if (status === 401) {
		return new RefusedError({attempted, target, answer, advice: hadKey ? keyAdvice : noKeyAdvice});
	}

	const advice = status === 403 ? 'the key lacks the right, or the project is not active' : null;
	return new ServerError({attempted, target, answer, advice}, status, code);
};

/** Opens nothing yet. The credentials are asked for at the first request, and again after they were refused. */
export const createApi = (config: SourceConfig): Api => {
	let client: HttpClient | null = null;
	let headers: Promise<Readonly<Record<string, string>>> | null = null;
	let hadKey = true;
	const trust = {certificateAuthorities: config.certificateAuthorities, insecure: config.insecure};
	const origin = new URL(config.url).origin;

	const place = (url: string) => ontoOrigin(url.replace(/^ws/, 'http'), origin);

	const authorization = () => {
		headers ??= config.credentials().then(credentials => {
			hadKey = credentials.type !== 'none';
			return authorizationOf(credentials);
		});
		const asked = headers;
		asked.catch(() => {
			if (headers === asked) headers = null;
		});
		return asked;
	};

	const ask = async (request: HttpRequest) => {
		client ??= createHttpClient({...trust, url: config.url, headers: authorization});
		const response = await client.request(request);
		if (response.status === 401) headers = null;
		return response;
	};

	return {
		url: config.url,
		project: config.project ?? null,
		hasKey: () => hadKey,
		ask,
		async call(request) {
			const response = await ask(request);
			const target = withoutQuery(ontoOrigin(request.path, config.url));
			const body = response.json();
			if (response.status >= 400) {
				const {attempted} = request;
				throw failureOf({attempted, target, status: response.status, body, text: response.text, hadKey});
			}

			const {status, headers: told} = response;
			if (isMap(body)) return {status, headers: told, body};
			if (response.text === '') return {status, headers: told, body: {}};
			throw notJson(request.attempted, target, status);
		},
		ticketSocket: request => openSocket({...request, ...trust, url: place(request.url), headers: {}}),
		async socket(request) {
			try {
				return await openSocket({
					...request,
					...trust,
					url: place(request.url),
					headers: await authorization(),
				});
			} catch (error) {
				if (error instanceof RefusedError) headers = null;
				throw error;
			}
		},
		close() {
			void client?.close();
			client = null;
		},
	};
};

const withoutQuery = (url: string): string => url.split('?', 1)[0] ?? url;

const notJson = (attempted: string, target: string, status: number) =>
	new ProtocolError({
		attempted,
		target,
		answer: `HTTP ${status} with a page instead of JSON`,
		advice: 'check that the URL is that of a Rancher 1 server, and that no login page stands before it',
	});
