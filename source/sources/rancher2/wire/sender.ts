import {isFatal, RefusedError, retryAfterOf} from '../../../model/errors.js';
import type {SourceConfig} from '../../../model/source-config.js';
import {
	createHttpClient,
	type HttpClient,
	type HttpRequest,
	type HttpResponse,
	type HttpStream,
	ontoOrigin,
} from '../../../transport/http.js';
import {type Route, routeOf} from '../../../transport/route.js';
import {openSocket, type Socket, type SocketOptions, UpgradeAnswer} from '../../../transport/websocket.js';
import {Budget} from '../../requests/budget.js';
import {Access} from './access.js';
import {failureOf, isAboutToken} from './failure.js';
import {placeOf} from './place.js';
import type {Timing} from './timing.js';

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
	async send(request: HttpRequest, isLast = false): Promise<HttpResponse> {
		const shown = this.#access.headers();
		const response = await this.#httpClient.request(await this.#dressed(request, shown));
		const {status, headers, text} = response;
		const isRenewing = this.#isRenewing(request, {status, headers, text}, shown, isLast);
		return isRenewing ? this.send(request, true) : response;
	}

	/** As `send`, for a body that comes bit by bit. Rejects for an error status too. */
	async stream(request: HttpRequest, isLast = false): Promise<HttpStream> {
		const shown = this.#access.headers();
		const response = await this.#httpClient.stream(await this.#dressed(request, shown));
		if (response.status < 300) return response;
		const {status, headers} = response;
		const text = await response.text();
		if (this.#isRenewing(request, {status, headers, text}, shown, isLast)) return this.stream(request, true);
		throw this.failureIn(request, status, text);
	}

	/** Opens a socket; rejects as `openSocket`, with the errors of `failureOf`, and where the credentials are held back. */
	async open(request: SocketRequest, isLast = false): Promise<Socket> {
		const shown = this.#access.headers();
		const headers = await shown;
		this.#access.check(this.#realmOf(request.url));
		const url = ontoOrigin(request.url, this.#origin);
		try {
			return await openSocket({...request, ...this.#route, url, headers});
		} catch (error) {
			const answer = error instanceof Error && error.cause instanceof UpgradeAnswer ? error.cause : null;
			const isProxys = answer?.missesUpgrade || answer?.status === 407;
			if (answer === null || isProxys || answer.status < 400 || retryAfterOf(error) > 0) throw error;
			const {status, body: text} = answer;
			const asked = {attempted: request.attempted, path: request.url};
			if (this.#isRenewing(asked, {status, headers: {}, text}, shown, isLast))
				return this.open(request, true);
			throw failureOf(request.attempted, this.targetOf(request.url), status, text, answer);
		}
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

	async #dressed(
		request: HttpRequest,
		shown: Promise<Readonly<Record<string, string>>>,
	): Promise<HttpRequest> {
		const headers = {...(await shown), ...request.headers};
		this.#access.check(this.#realmOf(request.path));
		return {...request, headers};
	}

	/** Notes refused credentials. True where the request should be sent again. */
	#isRenewing(
		request: Pick<HttpRequest, 'attempted' | 'path'>,
		answer: Pick<HttpResponse, 'status' | 'headers' | 'text'>,
		shown: Promise<Readonly<Record<string, string>>>,
		isLast: boolean,
	): boolean {
		if (!isAboutToken(request.path, answer)) return false;
		const error = this.failureIn(request, answer.status, answer.text);
		return (
			error instanceof RefusedError && this.#access.refuse(shown, error, isLast, this.#realmOf(request.path))
		);
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
