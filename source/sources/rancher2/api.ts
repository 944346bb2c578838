import {ProtocolError, RefusedError, retryAfterOf} from '../../model/errors.ts';
import type {Credentials, SourceConfig} from '../../model/source-config.ts';
import {
	createHttpClient,
	type HttpClient,
	type HttpRequest,
	type HttpResponse,
	type HttpStream,
	ontoOrigin,
} from '../../transport/http.ts';
import {type Route, routeOf} from '../../transport/route.ts';
import {openSocket, type Socket, type SocketOptions, UpgradeAnswer} from '../../transport/websocket.ts';
import {isMap, type WireMap} from '../wire-map.ts';
import {failureOf} from './failure.ts';
import {logIn, logOut} from './login.ts';

/** A websocket to open; the URL goes onto the configured origin. */
export type StreamRequest = Omit<SocketOptions, 'headers' | keyof Route>;

/**
 * Requests to one Rancher 2 server, with its credentials. Paths are from the root; everything goes to the
 * configured origin, whatever the server's own links say.
 */
export type Api = {
	/** The configured URL. */
	readonly url: string;
	/** An answer of any kind; rejects only where there is none, and for refused credentials. */
	readonly ask: (request: HttpRequest) => Promise<HttpResponse>;
	/** Body of a good answer, {} for any JSON but an object. Rejects with the errors of `failureOf`, `ProtocolError`, `UnreachableError`. */
	readonly call: (request: HttpRequest) => Promise<WireMap>;
	/** A body that comes bit by bit. Rejects like `call`. */
	readonly stream: (request: HttpRequest) => Promise<HttpStream>;
	readonly socket: (request: StreamRequest) => Promise<Socket>;
	/** Ends the session that a login made, and all connections; a later request opens new ones. Never rejects. */
	readonly close: () => Promise<void>;
};

/** The token itself, whether given bare or as the cookie that a browser keeps it in. */
const bare = (token: string): string => token.replace(/^R_SESS=/, '');

type Login = Extract<Credentials, {type: 'login'}>;

const headerOf = async (
	credentials: Credentials,
	logInWith: (login: Login) => Promise<string>,
): Promise<Readonly<Record<string, string>>> => {
	switch (credentials.type) {
		case 'none':
			return {};
		case 'bearer':
			return {authorization: `Bearer ${bare(credentials.token)}`};
		case 'basic': {
			// An access key is the name of a token (rancher pkg/auth/tokens/token_util.go).
			const {username, password} = credentials;
			return {authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`};
		}

		case 'login':
			return {authorization: `Bearer ${await logInWith(credentials)}`};
	}
};

const withoutQuery = (url: string): string => url.split('?', 1)[0] ?? url;

/** The clients and the credentials of one server; the latter are asked for anew after they were refused. */
class Connection {
	readonly #config: SourceConfig;
	#client: HttpClient | null = null;
	#anonymous: HttpClient | null = null;
	#headers: Promise<Readonly<Record<string, string>>> | null = null;
	/** A session that a login made can be made anew by itself. */
	#renewable = false;
	/** The token that the last login gave. */
	#session: string | null = null;

	constructor(config: SourceConfig) {
		this.#config = config;
	}

	get client(): HttpClient {
		// An agent that is away is waited for 15 s by the server itself (rancher pkg/api/steve/proxy/proxy.go).
		this.#client ??= createHttpClient({...this.#config, headers: () => this.headers(), timeoutMs: 40_000});
		return this.#client;
	}

	headers(): Promise<Readonly<Record<string, string>>> {
		this.#headers ??= this.#ask();
		const asked = this.#headers;
		asked.catch(() => this.forget(asked));
		return asked;
	}

	/** The credentials were refused; true where a new try makes sense at once, because they are renewed by it. */
	forget(refused = this.#headers): boolean {
		if (this.#headers === refused) this.#headers = null;
		return this.#renewable;
	}

	async close(): Promise<void> {
		const session = this.#session;
		if (session !== null) {
			this.#session = null;
			this.#headers = null;
			await logOut(this.#loginClient(), session);
		}

		void this.#client?.close();
		void this.#anonymous?.close();
		this.#client = null;
		this.#anonymous = null;
	}

	async #ask(): Promise<Readonly<Record<string, string>>> {
		const credentials = await this.#config.credentials();
		this.#renewable = credentials.type === 'login';
		return headerOf(credentials, async login => {
			this.#session = await logIn(this.#loginClient(), login);
			return this.#session;
		});
	}

	#loginClient(): HttpClient {
		this.#anonymous ??= createHttpClient(this.#config);
		return this.#anonymous;
	}
}

// Without access to a cluster the answer is a bare 401: nothing is wrong with the token then.
const isAboutToken = (status: number, text: string): boolean => status === 401 && text.trim() !== '';

/** Opens nothing yet. The credentials are asked for at the first request. */
export const createApi = (config: SourceConfig): Api => {
	const connection = new Connection(config);
	const {origin} = new URL(config.url);

	const ask = async (request: HttpRequest): Promise<HttpResponse> => {
		const response = await connection.client.request(request);
		if (!isAboutToken(response.status, response.text) || !connection.forget()) return response;
		return connection.client.request(request);
	};

	const stream = async (request: HttpRequest): Promise<HttpStream> => {
		const response = await connection.client.stream(request);
		if (response.status < 300) return response;
		const text = await response.text();
		if (isAboutToken(response.status, text)) connection.forget();
		throw failureOf(request.attempted, withoutQuery(ontoOrigin(request.path, origin)), response.status, text);
	};

	const open = async (request: StreamRequest): Promise<Socket> => {
		const url = ontoOrigin(request.url, origin);
		const headers = await connection.headers();
		try {
			return await openSocket({
				...request,
				...routeOf(config),
				url,
				headers,
			});
		} catch (error) {
			const answer = error instanceof Error && error.cause instanceof UpgradeAnswer ? error.cause : null;
			const isProxys = answer?.missesUpgrade || answer?.status === 407;
			if (answer === null || isProxys || answer.status < 400 || retryAfterOf(error) > 0) throw error;
			throw failureOf(request.attempted, withoutQuery(url), answer.status, answer.body, answer);
		}
	};

	return {
		url: config.url,
		ask,
		stream,
		async call(request) {
			const response = await ask(request);
			const target = withoutQuery(ontoOrigin(request.path, origin));
			if (response.status >= 400) throw failureOf(request.attempted, target, response.status, response.text);
			// Actions without output answer with nothing at all, or `null` (test/fixtures/rancher2/norman-node-cordon.http).
			if (response.text.trim() === '') return {};
			const body = response.json();
			if (body !== undefined) return isMap(body) ? body : {};
			throw new ProtocolError({
				attempted: request.attempted,
				target,
				answer: `HTTP ${response.status} with a page instead of JSON`,
				advice: 'check that the URL is that of a Rancher 2 server, and that no login page stands before it',
			});
		},
		async socket(request) {
			try {
				return await open(request);
			} catch (error) {
				if (!(error instanceof RefusedError) || error.message.includes('no access to cluster')) throw error;
				if (!connection.forget()) throw error;
				return open(request);
			}
		},
		close: () => connection.close(),
	};
};
