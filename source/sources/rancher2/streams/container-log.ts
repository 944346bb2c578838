import {isFatal, messageOf, retryAfterOf, ServerError} from '../../../model/errors.js';
import type {LogLine, LogOptions} from '../../../model/log.js';
import {type Backoff, createBackoff} from '../../../transport/backoff.js';
import {wait} from '../../../transport/clock.js';
import {LogLines} from '../../streams/log-lines.js';
import {LogResume} from '../../streams/log-resume.js';
import type {Api} from '../wire/api.js';
import type {Timing} from '../wire/timing.js';

/** An event of one container's log. */
export type ContainerLogEvent =
	| {readonly type: 'line'; readonly line: LogLine}
	| {readonly type: 'live'}
	| {readonly type: 'stopped'; readonly message: string; readonly retryMs: number | null};

/** The log of one container to follow. */
type ContainerLogRequest = {
	readonly api: Api;
	/** Path of the pod in Kubernetes' own API. */
	readonly pod: string;
	readonly container: string;
	/** What to call it: `shop/web-1 envoy`. */
	readonly name: string;
	/** The prefix of its lines, or null. */
	readonly origin: string | null;
	readonly options: LogOptions;
	readonly timing: Timing;
	readonly emit: (event: ContainerLogEvent) => void;
	readonly signal: AbortSignal;
};

const refusedMs = 60_000;

const queryOf = ({container, options}: ContainerLogRequest, since: string | null): string => {
	const query = new URLSearchParams({container, timestamps: 'true'});
	if (options.previous) query.set('previous', 'true');
	else query.set('follow', 'true');
	if (since !== null) query.set('sinceTime', since);
	else {
		query.set('tailLines', String(options.lines));
		if (options.sinceSeconds !== null)
			query.set('sinceSeconds', String(Math.max(1, Math.round(options.sinceSeconds))));
	}

	return query.toString();
};

// `container "web" in pod "web-1" is waiting to start: ContainerCreating` (kubernetes pkg/registry/core/pod/strategy.go).
const isWaiting = (error: unknown): boolean => error instanceof ServerError && error.status === 400;

// Every line of a container has a stamp: one without is the kubelet's own, in an answer that says 200
// (kubernetes pkg/kubelet/kuberuntime/kuberuntime_container.go, logs/logs.go).
const isComplaint = ({stamp, text}: LogLine): boolean =>
	stamp === null &&
	/^(?:unable to retrieve container logs for |failed to (?:open log file|try resolving symlinks|watch file|create fsnotify)|container not found )/.test(
		text,
	);

class Follower {
	readonly #request: ContainerLogRequest;
	readonly #resume = new LogResume();
	readonly #backoff: Backoff;
	#said = '';

	constructor(request: ContainerLogRequest) {
		this.#request = request;
		this.#backoff = (request.timing.backoff ?? createBackoff)();
	}

	async run(): Promise<void> {
		const {signal, options, name, timing} = this.#request;
		while (!signal.aborted) {
			try {
				const {lines, complaint} = await this.#stream();
				if (signal.aborted) return;
				if (complaint !== null) {
					const delayMs = this.#backoff.next(0);
					this.#stopped(`the kubelet has no log of ${name}: ${complaint}`, delayMs);
					await wait(delayMs, signal);
					continue;
				}

				if (options.previous)
					return this.#stopped(`that is all that ${name} wrote before its last start`, null);
				// A container that has ended sends its whole log at each attempt.
				const delayMs = lines > 0 ? timing.logPollMs : this.#backoff.next(0);
				this.#stopped(`the log of ${name} has ended; it goes on when the container runs again`, delayMs);
				await wait(delayMs, signal);
			} catch (error) {
				if (signal.aborted) return;
				const delayMs = isFatal(error)
					? refusedMs
					: isWaiting(error)
						? timing.logPollMs
						: Math.max(this.#backoff.next(0), retryAfterOf(error));
				this.#stopped(messageOf(error), delayMs);
				if (options.previous && error instanceof ServerError) return;
				await wait(delayMs, signal);
			}
		}
	}

	/** A repeated status is not news. */
	#stopped(message: string, retryMs: number | null): void {
		if (this.#said === message) return;
		this.#said = message;
		this.#request.emit({type: 'stopped', message, retryMs});
	}

	/** Follows until the stream ends: how many lines were new, and what the kubelet said instead. Throws where it breaks. */
	async #stream(): Promise<{readonly lines: number; readonly complaint: string | null}> {
		const {api, pod, name, origin, emit, signal} = this.#request;
		const path = `${pod}/log?${queryOf(this.#request, this.#resume.second)}`;
		let count = 0;
		let complaint: string | null = null;
		this.#resume.begin();
		const emitLine = (line: LogLine) => {
			if (isComplaint(line)) complaint = line.text;
			if (signal.aborted || isComplaint(line) || this.#resume.take(line) === 'repeated') return;
			this.#live();
			count++;
			emit({type: 'line', line});
		};
		const lines = new LogLines({origin, emit: emitLine});
		const stop = new AbortController();
		const either = AbortSignal.any([signal, stop.signal]);
		try {
			const {body} = await api.stream({
				path,
				accept: '*/*',
				attempted: `Cannot follow the log of ${name}`,
				signal: either,
			});
			if (this.#said === '' || this.#request.options.previous) this.#live();
			else void wait(250, stop.signal).then(() => !signal.aborted && !stop.signal.aborted && this.#live());
			for await (const bytes of body) lines.push(bytes);
			lines.flush();
		} finally {
			stop.abort();
		}

		return {lines: count, complaint};
	}

	#live(): void {
		if (this.#said === 'live') return;
		this.#said = 'live';
		this.#request.emit({type: 'live'});
	}
}

/** Follows one container's log until aborted; problems are emitted as `stopped`. Never rejects. */
export const followContainer = (request: ContainerLogRequest): Promise<void> => new Follower(request).run();
