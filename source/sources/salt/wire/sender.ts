import {isFatal, RefusedError} from '../../../model/errors.js';
import type {SourceConfig} from '../../../model/source-config.js';
import {type Backoff, createBackoff} from '../../../transport/backoff.js';
import type {Clock} from '../../../transport/clock.js';
import type {HttpClient, HttpRequest, HttpResponse, HttpStream} from '../../../transport/http.js';
import {type Socket, UpgradeAnswer} from '../../../transport/websocket.js';
import {Budget} from '../../requests/budget.js';
import type {Way, WaySocket} from '../../requests/way.js';
import {errorOf} from './failure.js';
import {Login} from './login.js';

/** One salt-api, and how it is reached. */
export type SenderOptions = {
	readonly config: SourceConfig;
	readonly way: Way;
	readonly clock: Clock;
	readonly backoff?: (() => Backoff) | undefined;
	/** Between two checks of refused credentials, milliseconds. */
	readonly refusedMs?: number | undefined;
};

const firstMs = 400;

/** Sends to one salt-api: each call at once, so that callers go by the budget. */
export class Sender {
	readonly budget: Budget;
	readonly login: Login;
	readonly #options: SenderOptions;
	#client: HttpClient | null = null;
	/** What was shown since it was last refused, as one text. */
	#shown: Promise<string> | null = null;
	/** Credentials that come with each call were accepted once. */
	#isProven = false;
	#proof: Promise<void> | null = null;

	constructor(options: SenderOptions) {
		const {config, clock, refusedMs, backoff = () => createBackoff({firstMs})} = options;
		this.#options = options;
		this.budget = new Budget({
			clock,
			probe: signal => this.#probe(signal),
			credentials: () => this.#credentials(),
			backoff: backoff(),
			...(refusedMs !== undefined && {recheckMs: refusedMs}),
		});
		this.login = new Login({
			config,
			clock,
			request: request => this.request(request),
			onRefused: error => this.refuse(error),
		});
	}

	/** Rejects with the errors of the transport and of the way, and where the credentials are held back. */
	request(request: HttpRequest): Promise<HttpResponse> {
		return this.#send(() => this.#http.request(request));
	}

	/** As `request`, for a body that comes bit by bit. */
	stream(request: HttpRequest): Promise<HttpStream> {
		return this.#send(() => this.#http.stream(request));
	}

	/** As `request`, for a websocket. */
	socket(path: string, options: WaySocket): Promise<Socket> {
		return this.#send(() => this.#options.way.socket(path, options));
	}

	/** The credentials were refused: they are held back until they change or a person acts. */
	async refuse(error: RefusedError): Promise<void> {
		const shown = this.#shown;
		this.#shown = null;
		this.#isProven = false;
		if (shown !== null) this.budget.refuse(await shown, error);
	}

	/** Of several calls that bring the same credentials the first goes alone: a wrong password is sent once. */
	async prove<Value>(call: () => Promise<Value>): Promise<Value> {
		while (this.#proof !== null) await this.#proof;
		if (this.#isProven) return call();
		const work = call();
		this.#proof = work.then(
			() => {
				this.#isProven = true;
			},
			() => undefined,
		);
		try {
			return await work;
		} finally {
			await this.#proof;
			this.#proof = null;
		}
	}

	/** Ends all connections; a later call opens new ones. */
	async close(): Promise<void> {
		const client = this.#client;
		this.budget.close();
		this.#client = null;
		await client?.close();
	}

	get #http(): HttpClient {
		this.#client ??= this.#options.way.client();
		return this.#client;
	}

	async #send<Answer>(work: () => Promise<Answer>): Promise<Answer> {
		if (this.budget.isRefused) this.budget.checkCredentials(await this.#credentials());
		this.#shown ??= this.#credentials();
		await this.#shown;
		try {
			return await work();
		} catch (error) {
			// Refusals of salt-api itself are answers: this is one of a proxy in front of it.
			const isOfWay = error instanceof RefusedError && !(error.cause instanceof UpgradeAnswer);
			if (isOfWay) await this.refuse(error);
			throw error;
		}
	}

	/** As one text: those for salt-api, and those for a proxy in front of it. */
	async #credentials(): Promise<string> {
		const {config, way} = this.#options;
		return JSON.stringify([await config.credentials(), await way.credentials()]);
	}

	/** Needs no session, and answers while the master is down (salt/netapi/rest_cherrypy/app.py). */
	async #probe(signal: AbortSignal): Promise<void> {
		const {url} = this.#options.config;
		const request = {path: './', attempted: 'Cannot reach salt-api', signal} as const;
		try {
			const {status, text} = await this.request(request);
			if (status >= 500 || status === 429) throw errorOf(request.attempted, url, status, text);
		} catch (error) {
			if (!isFatal(error)) throw error;
		}
	}
}
