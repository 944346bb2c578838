import {isFatal, RefusedError, retryAfterOf, ServerError} from '../../../model/errors.js';
import type {SourceConfig} from '../../../model/source-config.js';
import {
	createHttpClient,
	type HttpClient,
	type HttpRequest,
	type HttpResponse,
	type HttpStream,
	ontoOrigin,
} from '../../../transport/http.js';
import {BusyAnswer} from '../../../transport/retry-after.js';
import {type Route, routeOf} from '../../../transport/route.js';
import {openSocket, type Socket, type SocketOptions, UpgradeAnswer} from '../../../transport/websocket.js';
import {Budget} from '../../requests/budget.js';
import type {Headers} from '../../requests/credential-headers.js';
import {Access} from './access.js';
import {failureOf, isAboutToken} from './failure.js';
import {placeOf} from './place.js';
import type {Timing} from './timing.js';
import {tokenNameIn} from './token-name.js';

// An agent that is away is waited for 15 s by the server itself (rancher pkg/api/steve/proxy/proxy.go).
const timeoutMs = 40_000;

const clusterPath = /^\/k8s\/clusters\/([^/]+)\//;

/** A websocket to open; the URL goes onto the configured origin. */
export type SocketRequest = Omit<SocketOptions, 'headers' | keyof Route>;

/** Sends to one server, with its credentials: each call at once, so that callers go by the budget. */
export class Sender {
	readonly budget: Budget;
	readonly #config: SourceConfig;
	readonly #access: Access;
	readonly #route: Route;
	readonly #origin: string;
	readonly #direct: boolean;
	#client: HttpClient | null = null;

	constructor(config: SourceConfig, {backoff, pauseMs, refusedMs}: Timing) {
		this.#config = config;
		this.#route = routeOf(config);
		this.#origin = new URL(config.url).origin;
		this.#direct = placeOf(config.url).direct;
		this.budget = new Budget({
			probe: signal => this.#probe(signal),
			credentials: async () => JSON.stringify(await config.credentials()),
			recheckMs: refusedMs,
			pauseMs,
			...(backoff && {backoff: backoff()}),
		});
		this.#access = new Access(config, this.budget);
	}

	/** The token that the last request had, by its name; and whether rwatch can have another by itself. */
	get login(): {readonly tokenName: string | null; readonly isRenewable: boolean} {
		const shown = this.#access.current;
		return {tokenName: tokenNameIn(shown?.headers ?? {}), isRenewable: shown?.renewable ?? false};
	}

	/** Where a request goes, without its query. */
	targetOf(path: string): string {
		return ontoOrigin(path, this.#origin).split('?', 1)[0] ?? '';
	}

	/** The cluster that a request goes to by way of the server, where that may be out alone. */
	partOf(path: string): string | undefined {
		return this.#direct ? undefined : clusterPath.exec(path)?.[1];
	}

	/** The error that an answer with an error status amounts to. */
	failureIn({attempted, path}: Pick<HttpRequest, 'attempted' | 'path'>, status: number, text: string): Error {
		return failureOf(attempted, this.targetOf(path), status, text);
	}

	/**
	 * An answer of any status; what is refused because a session has run out is sent once more with a new one. Rejects with
	 * the errors of the transport, and where the credentials are held back.
	 */
	send(request: HttpRequest): Promise<HttpResponse> {
		return this.#access.attempt(async shown => {
			const response = await this.#httpClient
				.request(withHeaders(request, shown))
				.catch((error: unknown) => Promise.reject(this.#inServersWords(request, error)));
			return {result: response, error: this.#refusalIn(request, response)};
		}, this.#realmOf(request.path));
	}

	/** As `send`, for a body that comes bit by bit. Rejects for an error status too. */
	stream(request: HttpRequest): Promise<HttpStream> {
		return this.#access.attempt(async shown => {
			const response = await this.#httpClient.stream(withHeaders(request, shown));
			if (response.status < 300) return {result: response};
			const {status, headers} = response;
			const text = await response.text();
			const error = this.#refusalIn(request, {status, headers, text});
			if (error) return {error};
			throw this.failureIn(request, status, text);
		}, this.#realmOf(request.path));
	}

	/** Opens a socket; rejects as `openSocket`, with the errors of `failureOf`, and where the credentials are held back. */
	open(request: SocketRequest): Promise<Socket> {
		return this.#access.attempt(async headers => {
			const url = ontoOrigin(request.url, this.#origin);
			try {
				return {result: await openSocket({...request, ...this.#route, url, headers})};
			} catch (thrown) {
				const answer = thrown instanceof Error && thrown.cause instanceof UpgradeAnswer ? thrown.cause : null;
				const isProxys = answer?.missesUpgrade || answer?.status === 407;
				if (answer === null || isProxys || answer.status < 400 || retryAfterOf(thrown) > 0) throw thrown;
				const {status, body: text} = answer;
				const failure = failureOf(request.attempted, this.targetOf(request.url), status, text, answer);
				const isRefusal = isAboutToken(request.url, {status, headers: {}, text});
				if (isRefusal && failure instanceof RefusedError) return {error: failure};
				throw failure;
			}
		}, this.#realmOf(request.url));
	}

	/** Ends the session that a login made, and all connections; a later request opens new ones. Never rejects. */
	async close(): Promise<void> {
		this.budget.close();
		await this.#access.close();
		void this.#client?.close();
		this.#client = null;
	}

	get #httpClient(): HttpClient {
		this.#client ??= createHttpClient({...this.#route, url: this.#config.url, timeoutMs});
		return this.#client;
	}

	/** The refusal of the token in an answer; null if it is about something else. */
	#refusalIn(
		request: Pick<HttpRequest, 'attempted' | 'path'>,
		answer: Pick<HttpResponse, 'status' | 'headers' | 'text'>,
	): RefusedError | null {
		if (!isAboutToken(request.path, answer)) return null;
		const error = this.failureIn(request, answer.status, answer.text);
		return error instanceof RefusedError ? error : null;
	}

	/** The transport reads only the first words of an answer that asks to be left alone. */
	#inServersWords(request: HttpRequest, error: unknown): unknown {
		if (!(error instanceof ServerError && error.cause instanceof BusyAnswer)) return error;
		const {status, retryAfterMs, cause} = error;
		const failure = this.failureIn(request, status, cause.body);
		if (!(failure instanceof ServerError)) return error;
		return new ServerError(failure.account, status, failure.code, cause, retryAfterMs);
	}

	/** A token of one cluster is good for that alone: that the rest refuses it says nothing of the cluster. */
	#realmOf(path: string): string {
		return this.#direct && !clusterPath.test(path) ? 'server' : '';
	}

	/** Needs no credentials (rancher pkg/multiclustermanager/routes.go); whatever comes back but an error shows that it is up. */
	async #probe(signal: AbortSignal): Promise<void> {
		const request = {path: '/ping', attempted: 'Cannot reach the server', signal};
		try {
			const {status, text} = await this.#access.anonymous.request(request);
			if (status >= 500 || status === 429) throw this.failureIn(request, status, text);
		} catch (error) {
			if (!isFatal(error)) throw error;
		}
	}
}

const withHeaders = (request: HttpRequest, shown: Headers): HttpRequest => ({
	...request,
	headers: {...shown, ...request.headers},
});
