import {isFatal, RefusedError} from '../../../model/errors.js';
import type {SourceConfig} from '../../../model/source-config.js';
import {
	createHttpClient,
	type HttpClient,
	type HttpRequest,
	type HttpResponse,
	ontoOrigin,
} from '../../../transport/http.js';
import {type Route, routeOf} from '../../../transport/route.js';
import {openSocket, type Socket, type SocketOptions, UpgradeAnswer} from '../../../transport/websocket.js';
import {Budget} from '../../requests/budget.js';
import {Access} from './access.js';
import {failureOf} from './failure.js';
import {placeOf} from './place.js';
import type {Timing} from './timing.js';

/** A websocket to open; the URL goes onto the configured origin. */
export type SocketRequest = Omit<SocketOptions, 'headers' | keyof Route>;

/** Sends to one server, with its credentials: each call at once, so that callers go by the budget. */
export class Sender {
	readonly budget: Budget;
	readonly #config: SourceConfig;
	readonly #access: Access;
	readonly #route: Route;
	#client: HttpClient | null = null;

	constructor(config: SourceConfig, {backoff, refusedMs}: Timing) {
		this.#config = config;
		this.#route = routeOf(config);
		this.budget = new Budget({
			probe: signal => this.#probe(signal),
			credentials: async () => JSON.stringify(await config.credentials()),
			recheckMs: refusedMs,
			...(backoff && {backoff: backoff()}),
		});
		this.#access = new Access(config, this.budget);
	}

	/** What the person can do when the credentials are refused. */
	get keyAdvice(): string {
		return this.#access.advice;
	}

	/** With what the last request was logged in. */
	get login(): {readonly type: Access['type']; readonly isRenewable: boolean} {
		return {type: this.#access.type, isRenewable: this.#access.current?.renewable ?? false};
	}

	/** Where a request goes, without its query. */
	targetOf({path}: HttpRequest): string {
		return ontoOrigin(path, this.#config.url).split('?', 1)[0] ?? '';
	}

	/** The error that an answer with an error status amounts to. */
	failureIn(request: HttpRequest, {status, text, json}: HttpResponse): Error {
		const {attempted} = request;
		const target = this.targetOf(request);
		return failureOf({attempted, target, status, body: json(), text, keyAdvice: this.keyAdvice});
	}

	/**
	 * An answer of any status; what is refused because a login has run out is sent once more with a new one. Rejects with
	 * the errors of the transport, and where the credentials are held back.
	 */
	send(request: HttpRequest): Promise<HttpResponse> {
		return this.#access.attempt(async shown => {
			this.#client ??= createHttpClient({...this.#route, url: this.#config.url});
			const response = await this.#client.request({...request, headers: {...shown, ...request.headers}});
			const error = response.status === 401 ? this.failureIn(request, response) : null;
			return {result: response, error: error instanceof RefusedError ? error : null};
		});
	}

	/** Opens a socket; rejects as `openSocket`, and where the credentials are held back. */
	open(request: SocketRequest): Promise<Socket> {
		return this.#access.attempt(async headers => {
			try {
				return {result: await openSocket({...this.#placed(request), headers})};
			} catch (error) {
				if (!(error instanceof RefusedError && isUnauthorized(error))) throw error;
				return {error};
			}
		});
	}

	/** Opens a socket whose URL holds a ticket. */
	openByTicket(request: SocketRequest): Promise<Socket> {
		return openSocket({...this.#placed(request), headers: {}});
	}

	/** Ends all connections; a later request opens new ones. */
	close(): void {
		this.#access.close();
		this.budget.close();
		void this.#client?.close();
		this.#client = null;
	}

	#placed(request: SocketRequest) {
		const url = ontoOrigin(request.url.replace(/^ws/, 'http'), this.#config.url);
		return {...request, ...this.#route, url};
	}

	/** The root of the API: an older server answers it with a page, which will do. */
	async #probe(signal: AbortSignal): Promise<void> {
		const path = `${placeOf(this.#config.url).prefix}/v2-beta`;
		const request = {path, attempted: 'Cannot reach the API', signal};
		try {
			const response = await this.send(request);
			if (response.status >= 500 || response.status === 429) throw this.failureIn(request, response);
		} catch (error) {
			// Credentials that are refused or lack say nothing about the server.
			if (!isFatal(error)) throw error;
		}
	}
}

const isUnauthorized = ({cause}: RefusedError): boolean =>
	cause instanceof UpgradeAnswer && cause.status === 401;
