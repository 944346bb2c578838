import {ServerError} from '../../model/errors.ts';
import type {SourceConfig} from '../../model/source-config.ts';
import type {Clock} from '../../transport/clock.ts';
import {withoutSecrets} from '../../transport/errors.ts';
import {
	type HttpClient,
	type HttpRequest,
	type HttpResponse,
	type HttpStream,
	ontoOrigin,
} from '../../transport/http.ts';
import {type Socket, UpgradeAnswer} from '../../transport/websocket.ts';
import type {Way} from '../way.ts';
import {type Fields, fieldsOf, textOf} from './frames.ts';
import {Login, loginFields, type Session} from './login.ts';
import {Reads} from './reads.ts';
import {
	disabledClient,
	disabledCode,
	errorOf,
	firstReturn,
	forbiddenCode,
	pageError,
	refusalOf,
	returnOf,
} from './refusal.ts';

/** One command as salt-api takes it: the client, the function, and what they need. */
export type Low = Fields & {readonly client: string; readonly fun: string | readonly string[]};

/** What the api tells by the way. */
export type ApiOptions = {
	readonly config: SourceConfig;
	readonly way: Way;
	readonly clock: Clock;
	/** Every call brings its own credentials to `/run`; no session is opened. */
	readonly sessionless: boolean;
	/** A client turned out not to be enabled, and others may be. Told once for each. */
	readonly onDisabled: (client: string) => void;
};

// What salt-api needs at most where it works: `wheel` and a login hang for minutes where the master is down.
const timeouts: Readonly<Record<string, number>> = {
	wheel: 15_000,
	runner: 60_000,
	local: 60_000,
	local_async: 15_000,
};

/** The requests that salt-api takes, each logged in, again where the session has died. */
export class Api {
	readonly login: Login;
	/** Clients that answered that they are not enabled. */
	readonly disabled = new Set<string>();
	readonly #options: ApiOptions;
	readonly #reads: Reads;
	#client: HttpClient | null = null;

	constructor(options: ApiOptions) {
		this.#options = options;
		this.login = new Login(() => this.#http(), options.config, options.clock);
		this.#reads = new Reads((low, attempted, signal) => this.run(low, attempted, signal), options.clock);
	}

	get url(): string {
		return this.#options.config.url;
	}

	/** Every call logs in by itself, and there are no events. */
	get sessionless(): boolean {
		return this.#options.sessionless;
	}

	/**
	 * Runs one command, and gives back what it returned. Lows are sent one by one: of several, one that fails hides the
	 * others' answers after they were run (salt/netapi/rest_cherrypy/app.py). Throws the errors of `model/errors.ts`;
	 * a `ServerError` with the code `ClientDisabled` or `NotPermitted` where that is why.
	 */
	async run(low: Low, attempted: string, signal: AbortSignal): Promise<unknown> {
		const timeoutMs = timeouts[low.client] ?? 60_000;
		if (!this.#options.sessionless) {
			return firstReturn(
				await this.#json({method: 'POST', path: './', body: [low], attempted, signal, timeoutMs}),
			);
		}

		const credentials = await this.#options.config.credentials();
		const who = credentials.type === 'bearer' ? {token: credentials.token} : loginFields(credentials);
		const request = {
			method: 'POST',
			path: 'run',
			body: [{...low, ...who}],
			attempted,
			signal,
			timeoutMs,
		} as const;
		return firstReturn(this.#read(request, await this.#http().request(request)));
	}

	/** Runs a command that only looks; see `Reads`. */
	read(low: Low, attempted: string, signal: AbortSignal): Promise<unknown> {
		return this.#reads.read(low, attempted, signal);
	}

	/** Asks for one of the pages with a URL of their own, such as `stats`: the whole JSON. */
	get(path: string, attempted: string, signal: AbortSignal): Promise<Fields> {
		return this.#json({path, attempted, signal, timeoutMs: 60_000});
	}

	/** Fires an event `salt/netapi/hook/<path>` with these fields. */
	async hook(path: string, fields: Fields, signal: AbortSignal): Promise<void> {
		const clean = path.split('/').filter(Boolean).map(encodeURIComponent).join('/');
		const attempted = 'Cannot fire the webhook event';
		await this.#json({method: 'POST', path: `hook/${clean}`, body: fields, attempted, signal});
	}

	/** The names of the clients that salt-api knows; asked without a session. */
	async welcome(signal: AbortSignal): Promise<readonly unknown[]> {
		const request = {path: './', attempted: 'Cannot reach salt-api', signal} as const;
		const told = fieldsOf(this.#read(request, await this.#http().request(request))).clients;
		return Array.isArray(told) ? told : [];
	}

	/** Opens `GET /events`. The answer's head comes at once; a server that is out of threads sends none. */
	async events(signal: AbortSignal): Promise<{readonly stream: HttpStream; readonly session: Session}> {
		const request = {
			path: 'events',
			accept: 'text/event-stream',
			attempted: 'Cannot follow events',
			signal,
		} as const;
		return this.#withSession(signal, async session => {
			const headers = {'x-auth-token': session.token};
			const stream = await this.#http().stream({...request, headers, timeoutMs: 10_000});
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
				const socket = await this.#options.way.socket(request.path, {
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

	/** Closes all connections; a later call opens new ones. */
	async close(): Promise<void> {
		const client = this.#client;
		this.#reads.stop();
		this.#client = null;
		await client?.close();
	}

	#http(): HttpClient {
		this.#client ??= this.#options.way.client();
		return this.#client;
	}

	async #json(request: HttpRequest & {readonly signal: AbortSignal}): Promise<Fields> {
		return this.#withSession(request.signal, async ({token}) => {
			const response = await this.#http().request({...request, headers: {'x-auth-token': token}});
			if (response.status < 400) return {value: this.#read(request, response)};
			return {status: response.status, body: response.text, request};
		});
	}

	/** Tries with the session, and once more with a new one where that turned out to be dead. */
	async #withSession<Value>(
		signal: AbortSignal,
		attempt: (session: Session) => Promise<Attempt<Value>>,
	): Promise<Value> {
		let session = await this.login.session(signal);
		let result = await attempt(session);
		if ('status' in result && ['session', 'token'].includes(refusalOf(result.status, result.body))) {
			this.login.drop(session);
			session = await this.login.session(signal);
			result = await attempt(session);
			if ('status' in result && session.own) this.login.drop(session);
		}

		if ('value' in result) return result.value;
		throw this.#failure(result.request, result.status, result.body);
	}

	#read(request: HttpRequest, response: HttpResponse): Fields {
		if (response.status >= 400) throw this.#failure(request, response.status, response.text);
		const json = response.json();
		if (returnOf(json) === undefined && textOf(response.headers['content-type'])?.includes('json') !== true) {
			throw pageError(request.attempted, this.#target(request), response.status);
		}

		return fieldsOf(json);
	}

	#failure(request: Pick<HttpRequest, 'attempted' | 'path'>, status: number, body: string): Error {
		if (refusalOf(status, body) === 'disabled') {
			const client = disabledClient(body);
			if (!this.disabled.has(client)) {
				this.disabled.add(client);
				this.#options.onDisabled(client);
			}
		}

		return errorOf(request.attempted, this.#target(request), status, body);
	}

	#target({path}: Pick<HttpRequest, 'path'>): string {
		return withoutSecrets(ontoOrigin(path, `${this.url}/`));
	}
}

type Attempt<Value> =
	| {readonly value: Value}
	| {
			readonly status: number;
			readonly body: string;
			readonly request: Pick<HttpRequest, 'attempted' | 'path'>;
	  };

/** True where a call failed because of what the master's configuration allows: the rest can go on without it. */
export const isNotAllowed = (error: unknown): boolean =>
	error instanceof ServerError && (error.code === disabledCode || error.code === forbiddenCode);
