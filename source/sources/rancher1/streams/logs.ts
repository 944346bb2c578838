import {RefusedError, reasonOf, retryAfterOf, ServerError} from '../../../model/errors.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {LogEvent, LogLine, LogOptions} from '../../../model/log.js';
import type {Resource} from '../../../model/resource.js';
import {type Backoff, createBackoff} from '../../../transport/backoff.js';
import {mapOf, numberOf, textOf} from '../../requests/json-fields.js';
import {LogSession, type LogStop} from '../../streams/log-session.js';
import {readSchema} from '../act/form.js';
import {isGone} from '../rows/states.js';
import type {Api} from '../wire/api.js';
import type {Rancher1Object} from '../wire/frames.js';
import {AgentFrames} from './agent-frames.js';
import {openStream, ticketByAction} from './ticket.js';

/** One log to follow. */
type LogRequest = {
	readonly api: Api;
	/** Path of the project, for its schemas. */
	readonly base: string;
	readonly read: () => Promise<Rancher1Object>;
	readonly resource: Resource;
	readonly options: LogOptions;
	readonly emit: (event: LogEvent) => void;
	readonly signal: AbortSignal;
	/** Between two checks of a container that does not run, milliseconds. */
	readonly pollMs: number;
	readonly backoff?: Backoff;
};

const refusedMs = 60_000;
const flushMs = 250;
const resumeLines = 1000;
const resumeLinesSince = 100_000;

const runs = (object: Rancher1Object): boolean => {
	const state = textOf(object, 'state');
	return (
		state === 'running' || state === 'updating-running' || state === 'restarting' || state === 'stopping'
	);
};

const isMissing = (error: unknown) => error instanceof ServerError && error.status === 404;

/** How often it was started so far. */
const startsOf = (object: Rancher1Object): number => numberOf(object, 'startCount') ?? 0;

const ended = (message: string, waitMs: number | null): LogStop => ({
	why: 'ended',
	message,
	retryMs: null,
	waitMs,
});

/** What the log of one container needs over all its streams. */
class LogFollower {
	readonly #request: LogRequest;
	readonly #session: LogSession;
	readonly #backoff: Backoff;
	readonly #oldest: number;
	/** Whether the server takes `since`: from cattle 0.183.65 on (cattle ContainerLogs.java). */
	#takesSince: boolean | null = null;
	/** It was followed before. */
	#wasOpen = false;

	constructor(request: LogRequest) {
		this.#request = request;
		this.#session = new LogSession({...request, survivesRestart: true});
		this.#backoff = request.backoff ?? createBackoff();
		const {sinceSeconds} = request.options;
		this.#oldest = sinceSeconds === null ? Number.NEGATIVE_INFINITY : Date.now() - sinceSeconds * 1000;
	}

	run(): Promise<void> {
		return this.#session.run(() => this.#attempt());
	}

	async #attempt(): Promise<LogStop> {
		const {read, pollMs} = this.#request;
		try {
			const object = await read();
			if (isGone(object)) return ended('it is gone', null);
			const isOffered = textOf(mapOf(object, 'actions'), 'logs') !== null;
			if (isOffered && (runs(object) || !this.#wasOpen)) return await this.#stream(object);
			return ended(restsText(object), pollMs);
		} catch (error) {
			if (isMissing(error) && this.#wasOpen) return ended('it is gone', null);
			const retryMs =
				error instanceof RefusedError ? refusedMs : Math.max(this.#backoff.next(0), retryAfterOf(error));
			return {why: 'broken', message: reasonOf(error), retryMs, waitMs: retryMs};
		}
	}

	async #body(): Promise<JsonObject> {
		const {api, base, options, signal} = this.#request;
		if (this.#takesSince === null) {
			const schema = await readSchema(api, base, 'containerLogs', signal);
			this.#takesSince = schema !== null && 'since' in mapOf(schema, 'resourceFields');
		}

		const {from} = this.#session;
		const follow = options.once !== true;
		if (!this.#takesSince) return {follow, lines: from === null ? options.lines : resumeLines};
		const {sinceSeconds} = options;
		const first = sinceSeconds === null ? '' : `${sinceSeconds}s`;
		// As docker takes it.
		const since = from === null ? first : new Date(from).toISOString();
		return {follow, lines: from === null ? options.lines : resumeLinesSince, timestamps: true, since};
	}

	/** Follows one stream to its end, and finds out why it ended. */
	async #stream(object: Rancher1Object): Promise<LogStop> {
		const {api, base, read, resource, options, signal, pollMs} = this.#request;
		const asked = {api, base, attempted: `Cannot follow the log of ${resource.name}`, signal};
		const getTicket = async () => ticketByAction(asked, object, 'logs', await this.#body());
		const lines = new AgentFrames(line => this.#line(line));
		let timer: NodeJS.Timeout | undefined;
		const onText = (bytes: Uint8Array) => {
			clearTimeout(timer);
			lines.push(bytes);
			if (lines.isWaiting) timer = setTimeout(() => lines.flush(), flushMs);
		};

		const socket = await openStream(asked, object, getTicket, {
			onText,
			onFrame: () => undefined,
			silenceMs: null,
		});
		const begun = performance.now();
		this.#wasOpen = true;
		this.#session.live();
		const end = await socket.ended;
		clearTimeout(timer);
		// Where the connection was cut, so may be the last line: it is read again.
		if (end.code === 1000) lines.flush();
		if (signal.aborted || options.once) return ended('that is all that it wrote', null);
		// The close frame of a container that stopped or was restarted is that of any other end (stream-logs-restart.txt).
		const after = await read();
		if (!runs(after)) return ended(restsText(after), pollMs);
		const retryMs = this.#backoff.next(performance.now() - begun);
		if (startsOf(after) > startsOf(object)) return ended('it was started again', retryMs);
		return {why: 'broken', message: end.detail, retryMs, waitMs: retryMs};
	}

	#line(line: LogLine): void {
		if (line.time === null || line.time.at >= this.#oldest) this.#session.line(line);
	}
}

const restsText = (object: Rancher1Object): string =>
	`it is ${textOf(object, 'state') ?? 'not running'}; its log goes on when it runs again`;

/** Follows a container's log until aborted, or until it is gone; failures are reported as `stopped`. Each stream needs a fresh ticket. */
export const followLog = (request: LogRequest): Promise<void> => new LogFollower(request).run();
