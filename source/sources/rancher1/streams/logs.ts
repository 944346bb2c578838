import {messageOf, RefusedError, retryAfterOf, ServerError} from '../../../model/errors.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {LogEvent, LogLine, LogOptions} from '../../../model/log.js';
import type {Resource} from '../../../model/resource.js';
import {type Backoff, createBackoff} from '../../../transport/backoff.js';
import {wait} from '../../../transport/clock.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import {LogResume} from '../../streams/log-resume.js';
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

/** What the log of one container needs over all its streams. */
class LogFollower {
	readonly #request: LogRequest;
	readonly #backoff: Backoff;
	readonly #resume = new LogResume();
	readonly #oldest: number;
	/** Whether the server takes `since`: from cattle 0.183.65 on (cattle ContainerLogs.java). */
	#takesSince: boolean | null = null;
	#count = 0;
	#waitingFor = '';

	constructor(request: LogRequest) {
		this.#request = request;
		this.#backoff = request.backoff ?? createBackoff();
		const {sinceSeconds} = request.options;
		this.#oldest = sinceSeconds === null ? Number.NEGATIVE_INFINITY : Date.now() - sinceSeconds * 1000;
	}

	async run(): Promise<void> {
		const {read, resource, options, signal, pollMs} = this.#request;
		while (!signal.aborted) {
			try {
				const object = await read();
				if (isGone(object)) return this.#stopped(`${resource.name} is gone`);
				const offered = textOf(mapOf(object, 'actions'), 'logs') !== null;
				if (offered && (runs(object) || this.#count === 0)) {
					await this.#stream(object);
					if (options.once) return this.#stopped(`that is all that ${resource.name} wrote`);
				} else {
					const state = textOf(object, 'state') ?? 'not running';
					this.#stopped(`${resource.name} is ${state}; its log goes on when it runs again`);
					await wait(pollMs, signal);
				}
			} catch (error) {
				if (signal.aborted) return;
				if (isMissing(error) && this.#count > 0) return this.#stopped(`${resource.name} is gone`);
				await this.#failed(
					messageOf(error),
					error instanceof RefusedError ? refusedMs : Math.max(this.#backoff.next(0), retryAfterOf(error)),
				);
			}
		}
	}

	/** No lines until something changes; reported once for each reason. */
	#stopped(message: string): void {
		if (this.#waitingFor === message) return;
		this.#waitingFor = message;
		this.#request.emit({type: 'stopped', why: 'ended', message, retryMs: null});
	}

	async #failed(message: string, retryMs: number): Promise<void> {
		this.#waitingFor = '';
		this.#request.emit({type: 'stopped', why: 'broken', message, retryMs});
		await wait(retryMs, this.#request.signal);
	}

	async #body(): Promise<JsonObject> {
		const {api, base, options, signal} = this.#request;
		if (this.#takesSince === null) {
			const schema = await readSchema(api, base, 'containerLogs', signal);
			this.#takesSince = schema !== null && 'since' in mapOf(schema, 'resourceFields');
		}

		const {from} = this.#resume;
		const follow = options.once !== true;
		if (!this.#takesSince) return {follow, lines: from === null ? options.lines : resumeLines};
		const {sinceSeconds} = options;
		const first = sinceSeconds === null ? '' : `${sinceSeconds}s`;
		// As docker takes it.
		const since = from === null ? first : new Date(from).toISOString();
		return {follow, lines: from === null ? options.lines : resumeLinesSince, timestamps: true, since};
	}

	async #stream(object: Rancher1Object): Promise<void> {
		const {api, base, read, resource, options, signal, emit} = this.#request;
		const asked = {api, base, attempted: `Cannot follow the log of ${resource.name}`, signal};
		const getTicket = async () => ticketByAction(asked, object, 'logs', await this.#body());
		const lines = new AgentFrames(line => this.#line(line));
		let timer: NodeJS.Timeout | undefined;
		const onText = (bytes: Uint8Array) => {
			clearTimeout(timer);
			lines.push(bytes);
			if (lines.isWaiting) timer = setTimeout(() => lines.flush(), flushMs);
		};

		this.#resume.begin();
		const socket = await openStream(asked, object, getTicket, {
			onText,
			onFrame: () => undefined,
			silenceMs: null,
		});
		const begun = performance.now();
		this.#count++;
		this.#waitingFor = '';
		emit({type: 'live'});
		const end = await socket.ended;
		clearTimeout(timer);
		lines.flush();
		if (signal.aborted || options.once) return;
		// A container that stopped is the usual reason, and the loop reports that.
		if (runs(await read())) await this.#failed(end.detail, this.#backoff.next(performance.now() - begun));
	}

	#line(line: LogLine): void {
		const {emit, signal} = this.#request;
		if (signal.aborted) return;
		if (line.time !== null && line.time.at < this.#oldest) return;
		const verdict = this.#resume.take(line);
		if (verdict === 'repeated') return;
		if (verdict === 'gap') {
			const message = 'the log was opened again; lines in between may be missing';
			emit({type: 'lost', count: null, message});
		}

		emit({type: 'line', line});
	}
}

/** Follows a container's log until aborted, or until it is gone; failures are reported as `stopped`. Each stream needs a fresh ticket. */
export const followLog = (request: LogRequest): Promise<void> => new LogFollower(request).run();
