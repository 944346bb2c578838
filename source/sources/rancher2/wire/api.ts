import {type ProtocolError, retryAfterOf} from '../../../model/errors.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {SourceConfig} from '../../../model/source-config.js';
import type {HttpRequest, HttpResponse, HttpStream} from '../../../transport/http.js';
import type {Socket} from '../../../transport/websocket.js';
import {type Budget, isOutageStatus, type RunOptions} from '../../requests/budget.js';
import {type JsonAnswer, missingJson} from '../../requests/missing-json.js';
import {Sender, type SocketRequest} from './sender.js';
import type {Timing} from './timing.js';

/**
 * Requests to one Rancher 2 server, with its credentials. Paths are from the root; everything goes to the
 * configured origin, whatever the server's own links say.
 */
export type Api = {
	readonly url: string;
	/** An answer of any status; rejects only without an answer, or while refused credentials are held back. */
	readonly ask: (request: HttpRequest) => Promise<HttpResponse>;
	/** A good answer, to be read by its parts. Rejects with the errors of `failureOf`, `UnreachableError`. */
	readonly read: (request: HttpRequest) => Promise<HttpResponse>;
	/** Body of a good answer, {} for any JSON but an object. Rejects with the errors of `failureOf`, `ProtocolError`, `UnreachableError`. */
	readonly call: (request: HttpRequest) => Promise<JsonObject>;
	/** A streamed body. Rejects as `call` does. */
	readonly stream: (request: HttpRequest) => Promise<HttpStream>;
	readonly socket: (request: SocketRequest) => Promise<Socket>;
};

/** The ways to one server, both within its budget: what a person waits for goes first. */
export type Apis = {
	readonly budget: Budget;
	readonly background: Api;
	readonly urgent: Api;
	/** With what the last request was logged in. */
	readonly login: () => Sender['login'];
	/** Ends the session that a login made, and all connections; a later request opens new ones. Never rejects. */
	readonly close: () => Promise<void>;
};

/** Opens nothing yet. The credentials are asked for at the first request, and again after they were refused. */
export const createApis = (config: SourceConfig, timing: Timing): Apis => {
	const sender = new Sender(config, timing);
	return {
		budget: sender.budget,
		background: createApi(config, sender, false),
		urgent: createApi(config, sender, true),
		login: () => sender.login,
		close: () => sender.close(),
	};
};

const createApi = (config: SourceConfig, sender: Sender, urgent: boolean): Api => {
	const run = <Result>(
		{path, signal}: Pick<HttpRequest, 'path' | 'signal'>,
		work: () => Promise<Result>,
		options: RunOptions<Result> = {},
	) => sender.budget.run(work, {...options, signal, urgent, part: sender.partOf(path)});

	const ask = (request: HttpRequest) =>
		run(request, () => sender.send(request), {
			outageIn: ({status, text}) => (isOutageStatus(status) ? sender.failureIn(request, status, text) : null),
		});

	const askWell = async (request: HttpRequest) => {
		const response = await ask(request);
		if (response.status >= 400) throw sender.failureIn(request, response.status, response.text);
		return response;
	};

	return {
		url: config.url,
		ask,
		read: request => askWell({...request, inParts: true}),
		stream: request => run(request, () => sender.stream(request)),
		async call(request) {
			const response = await askWell(request);
			// Actions without output answer with nothing at all, or `null` (test/fixtures/rancher2/norman-node-cordon.http).
			if (response.text.trim() === '') return {};
			const body = response.json();
			if (body !== undefined) return isObject(body) ? body : {};
			throw notJson(request.attempted, sender.targetOf(request.path), response);
		},
		// Whether the server is out is found out by plain requests: a proxy may stop sockets alone.
		socket: request =>
			run({path: request.url, signal: request.signal}, () => sender.open(request), {
				isOutage: error => retryAfterOf(error) > 0,
			}),
	};
};

/** The error that a good answer without JSON amounts to. */
export const notJson = (attempted: string, target: string, answer: JsonAnswer): ProtocolError =>
	missingJson(attempted, target, answer, 'a Rancher 2 server');
