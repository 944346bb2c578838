import {retryAfterOf} from '../../../model/errors.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {SourceConfig} from '../../../model/source-config.js';
import type {HttpRequest, HttpResponse} from '../../../transport/http.js';
import type {Socket} from '../../../transport/websocket.js';
import {type Budget, isOutageStatus, type RunOptions} from '../../requests/budget.js';

import {notJson} from './failure.js';
import {Sender, type SocketRequest} from './sender.js';
import type {Timing} from './timing.js';

/** An answer of JSON with a good status; the body is {} for any but an object. */
export type Reply = {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: JsonObject;
};

/**
 * Requests to one server, with its credentials. Everything goes to the configured origin, whatever
 * the server's own links say: behind a proxy they name another host (cattle DefaultApiRequestParser.java).
 */
export type Api = {
	readonly url: string;
	/** The one project that is wanted, by its name or id, where the URL names none; or null. */
	readonly project: string | null;
	/** An administrator wants the projects of others too. */
	readonly allProjects: boolean;
	/** What the person can do when the credentials are refused. */
	readonly keyAdvice: () => string;
	/** With what the last request was logged in. */
	readonly login: () => Sender['login'];
	/** An answer of any kind; rejects only where there is none. */
	readonly ask: (request: HttpRequest) => Promise<HttpResponse>;
	/**
	 * Rejects with `RefusedError` (401), `ServerError` with the server's own code (any other error status),
	 * `ProtocolError` (a page instead of JSON), `UnreachableError`.
	 */
	readonly call: (request: HttpRequest) => Promise<Reply>;
	readonly socket: (request: SocketRequest) => Promise<Socket>;
	/** As `socket`, without credentials: the URL holds a ticket. */
	readonly ticketSocket: (request: SocketRequest) => Promise<Socket>;
	/** Ends all connections; a later request opens new ones. */
	readonly close: () => void;
};

/** The ways to one server, both within its budget: what a person waits for goes first. */
type Apis = {readonly budget: Budget; readonly background: Api; readonly urgent: Api};

/** Opens nothing yet. The credentials are read at the first request, and again after they were refused. */
export const createApis = (config: SourceConfig, timing: Timing): Apis => {
	const sender = new Sender(config, timing);
	return {
		budget: sender.budget,
		background: createApi(config, sender, false),
		urgent: createApi(config, sender, true),
	};
};

// A 503 of the API itself is about something that it cannot reach, such as a host, and not about the API
// (stream-containerstats-host-reconnecting.txt).
const isOutage = ({status, headers}: HttpResponse): boolean =>
	isOutageStatus(status) && !(status === 503 && headers['x-api-schemas'] !== undefined);

const createApi = (config: SourceConfig, sender: Sender, urgent: boolean): Api => {
	const run = <Result>(work: () => Promise<Result>, options: RunOptions<Result>) =>
		sender.budget.run(work, {...options, urgent});
	const ask = (request: HttpRequest) =>
		run(() => sender.send(request), {
			signal: request.signal,
			outageIn: response => (isOutage(response) ? sender.failureIn(request, response) : null),
		});
	return {
		url: config.url,
		project: config.project ?? null,
		allProjects: config.allProjects === true,
		keyAdvice: () => sender.keyAdvice,
		login: () => sender.login,
		ask,
		async call(request) {
			const response = await ask(request);
			if (response.status >= 400) throw sender.failureIn(request, response);
			const {status, headers, text} = response;
			const body = response.json();
			if (isObject(body)) return {status, headers, body};
			if (text === '' || body !== undefined) return {status, headers, body: {}};
			throw notJson(request.attempted, sender.targetOf(request), response);
		},
		ticketSocket: request => run(() => sender.openByTicket(request), {signal: request.signal}),
		// Only plain requests show whether the server is out: a proxy may block nothing but sockets.
		socket: request =>
			run(() => sender.open(request), {
				signal: request.signal,
				isOutage: error => retryAfterOf(error) > 0,
			}),
		close: () => sender.close(),
	};
};
