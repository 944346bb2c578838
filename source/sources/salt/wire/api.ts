import {RefusedError} from '../../../model/errors.js';
import type {JsonObject} from '../../../model/json-object.js';
import {urlForMessages} from '../../../transport/errors.js';
import {type HttpRequest, type HttpResponse, type HttpStream, ontoOrigin} from '../../../transport/http.js';
import {type Socket, UpgradeAnswer} from '../../../transport/websocket.js';
import type {Budget} from '../../requests/budget.js';
import {asObject, asText} from '../../requests/json-values.js';
import {disabledClient, errorOf, firstReturn, pageError, refusalOf, returnOf} from './failure.js';
import {type Attempt, type Login, loginFields, type Session} from './login.js';
import {type Low, timeoutOf} from './low.js';
import {Reads} from './reads.js';
import {Sender, type SenderOptions} from './sender.js';

/** What an api reports besides its answers. */
type ApiOptions = SenderOptions & {
	/** Every call brings its own credentials to `/run`; no session is opened. */
	readonly sessionless: boolean;
	/** A client turned out not to be enabled, and others may be. Emitted once for each. */
	readonly onDisabled: (client: string) => void;
};

/** What the ways to one salt-api have in common. */
type Shared = {
	readonly sender: Sender;
	readonly reads: Reads;
	readonly disabled: Set<string>;
};

/** The ways to one salt-api, both within its budget: what a person waits for goes first. */
export type Apis = {
	readonly budget: Budget;
	readonly background: Api;
	readonly urgent: Api;
	/** Ends the session if rwatch opened it, and all connections; a later call opens new ones. Never rejects. */
	readonly close: () => Promise<void>;
};

/** Opens nothing yet. */
export const createApis = (options: ApiOptions): Apis => {
	const sender = new Sender(options);
	const reads = new Reads(options.clock);
	const shared = {sender, reads, disabled: new Set<string>()};
	return {
		budget: sender.budget,
		background: new Api(options, shared, false),
		urgent: new Api(options, shared, true),
		async close() {
			await sender.login.logOut();
			reads.stop();
			await sender.close();
		},
	};
};

/** The requests that salt-api takes, each logged in, again where the session has died. */
export class Api {
	readonly url: string;
	readonly login: Login;
	/** Every call logs in by itself, and there are no events. */
	readonly sessionless: boolean;
	/** Clients that answered that they are not enabled. */
	readonly disabled: ReadonlySet<string>;
	readonly #options: ApiOptions;
	readonly #shared: Shared;
	readonly #urgent: boolean;

	constructor(options: ApiOptions, shared: Shared, urgent: boolean) {
		this.#options = options;
		this.#shared = shared;
		this.#urgent = urgent;
		this.url = options.config.url;
		this.login = shared.sender.login;
		this.sessionless = options.sessionless;
		this.disabled = shared.disabled;
	}

	/**
	 * Runs one command and returns its value. Lows are sent one by one: of several, one that fails hides the
	 * others' answers after they were run (salt/netapi/rest_cherrypy/app.py). Throws the errors of `model/errors.ts`;
	 * a `ServerError` with the code `ClientDisabled` or `NotPermitted` where that is why.
	 */
	async run(low: Low, attempted: string, signal: AbortSignal): Promise<unknown> {
		if (!this.#options.sessionless) {
			const timeoutMs = timeoutOf(low);
			return firstReturn(
				await this.#json({method: 'POST', path: './', body: [low], attempted, signal, timeoutMs}),
			);
		}

		return this.#within(signal, () =>
			this.#shared.sender.prove(() => this.#runAlone(low, attempted, signal)),
		);
	}

	/** A call that brings its credentials along. */
	async #runAlone(low: Low, attempted: string, signal: AbortSignal): Promise<unknown> {
		const {sender} = this.#shared;
		const credentials = await this.#options.config.credentials();
		const who = credentials.type === 'bearer' ? {token: credentials.token} : loginFields(credentials);
		const request = {
			method: 'POST',
			path: 'run',
			body: [{...low, ...who}],
			attempted,
			signal,
			timeoutMs: timeoutOf(low),
		} as const;
		const response = await sender.request(request);
		try {
			return firstReturn(this.#read(request, response));
		} catch (error) {
			if (error instanceof RefusedError && response.status === 401) await sender.refuse(error);
			throw error;
		}
	}

	/** Runs a command that changes nothing; see `Reads`. */
	read(low: Low, attempted: string, signal: AbortSignal): Promise<unknown> {
		return this.#shared.reads.read((...call) => this.run(...call), low, attempted, signal);
	}

	/** Asks for one of the pages with a URL of their own, such as `stats`: the whole JSON. */
	get(path: string, attempted: string, signal: AbortSignal): Promise<JsonObject> {
		return this.#json({path, attempted, signal, timeoutMs: 60_000});
	}

	/** Fires an event `salt/netapi/hook/<path>` with these fields. */
	async hook(path: string, fields: JsonObject, signal: AbortSignal): Promise<void> {
		const clean = path.split('/').filter(Boolean).map(encodeURIComponent).join('/');
		const attempted = 'Cannot fire the webhook event';
		await this.#json({method: 'POST', path: `hook/${clean}`, body: fields, attempted, signal});
	}

	/** The names of the clients that salt-api knows; asked without a session. */
	async welcome(signal: AbortSignal): Promise<readonly unknown[]> {
		const request = {path: './', attempted: 'Cannot reach salt-api', signal} as const;
		const response = await this.#within(signal, () => this.#shared.sender.request(request));
		const answer = asObject(this.#read(request, response)).clients;
		return Array.isArray(answer) ? answer : [];
	}

	/** The page that a browser gets, without a session. As a stream, because a page that asks for a password is not an error here. */
	page(signal: AbortSignal): Promise<string> {
		const request = {path: './', accept: 'text/html', attempted: 'Cannot ask for web pages', signal} as const;
		return this.#within(signal, async () => (await this.#shared.sender.stream(request)).text());
	}

	/** Opens `GET /events`. The answer's head comes at once; a server that is out of threads sends none. */
	async events(signal: AbortSignal): Promise<{readonly stream: HttpStream; readonly session: Session}> {
		const request = {
			path: 'events',
			// rest_tornado answers 406 to the former alone.
			accept: 'text/event-stream, application/json',
			attempted: 'Cannot follow events',
			signal,
		} as const;
		return this.#withSession(signal, async session => {
			const headers = {'x-auth-token': session.token};
			const stream = await this.#shared.sender.stream({...request, headers, timeoutMs: 10_000});
			if (stream.status === 200) return {value: {stream, session}};
			return {status: stream.status, body: await stream.text(), request};
		});
	}

	/** Opens `GET /ws`, the token in a header and not in the URL. */
	async socket(
		listener: {readonly onFrame: (text: string) => void},
		signal: AbortSignal,
	): Promise<{readonly socket: Socket; readonly session: Session}> {
		const request = {path: 'ws', attempted: 'Cannot follow events', signal} as const;
		return this.#withSession(signal, async session => {
			try {
				const socket = await this.#shared.sender.socket(request.path, {
					...listener,
					attempted: request.attempted,
					signal,
					headers: {
						// Without it salt-api answers with an error where it also serves an app.
						accept: 'application/json',
						// Proxies written in Go, Rancher's among them, add `gzip` where nothing is said, and CherryPy then sends
						// bytes before the first frame (test/fixtures/meta-proxy/11-ws-without-accept-encoding).
						'accept-encoding': 'identity',
						'x-auth-token': session.token,
					},
					silenceMs: null,
				});
				return {value: {socket, session}};
			} catch (error) {
				const answer = error instanceof Error ? error.cause : null;
				if (!(answer instanceof UpgradeAnswer) || answer.status !== 401) throw error;
				return {status: answer.status, body: answer.body, request};
			}
		});
	}

	/** Sends within the budget of the source. */
	#within<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
		return this.#shared.sender.budget.run(work, {signal, urgent: this.#urgent});
	}

	async #json(request: HttpRequest & {readonly signal: AbortSignal}): Promise<JsonObject> {
		return this.#withSession(request.signal, async ({token}) => {
			const response = await this.#shared.sender.request({...request, headers: {'x-auth-token': token}});
			if (response.status < 400) return {value: this.#read(request, response)};
			return {status: response.status, body: response.text, request};
		});
	}

	#withSession<Value>(
		signal: AbortSignal,
		attempt: (session: Session) => Promise<Attempt<Value>>,
	): Promise<Value> {
		return this.#within(signal, async () => {
			const result = await this.login.use(signal, attempt);
			if ('value' in result) return result.value;
			throw this.#failure(result.request, result.status, result.body);
		});
	}

	#read(request: HttpRequest, response: HttpResponse): JsonObject {
		if (response.status >= 400) throw this.#failure(request, response.status, response.text);
		const json = response.json();
		if (returnOf(json) === undefined && asText(response.headers['content-type'])?.includes('json') !== true) {
			throw pageError(request.attempted, this.#target(request), response.status);
		}

		return asObject(json);
	}

	#failure(request: Pick<HttpRequest, 'attempted' | 'path'>, status: number, body: string): Error {
		if (refusalOf(status, body) === 'disabled') {
			const client = disabledClient(body);
			if (!this.disabled.has(client)) {
				this.#shared.disabled.add(client);
				this.#options.onDisabled(client);
			}
		}

		return errorOf(request.attempted, this.#target(request), status, body);
	}

	#target({path}: Pick<HttpRequest, 'path'>): string {
		return urlForMessages(ontoOrigin(path, `${this.url}/`));
	}
}
