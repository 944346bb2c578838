import {isFatal, reasonOf, retryAfterOf, ServerError} from '../../../model/errors.js';
import type {LogEvent, LogLine, LogOptions} from '../../../model/log.js';
import type {Resource} from '../../../model/resource.js';
import {type Backoff, createBackoff} from '../../../transport/backoff.js';
import {wait} from '../../../transport/clock.js';
import {LogLines} from '../../streams/log-lines.js';
import {LogSession, type LogStop} from '../../streams/log-session.js';
import {podPath} from '../kube/path.js';
import type {PodIndex} from '../rows/pod-index.js';
import type {Api} from '../wire/api.js';
import type {Timing} from '../wire/timing.js';

/** The log of one container: of a pod, the one that the options name, else its first. */
type LogRequest = {
	readonly api: Api;
	/** Of the cluster that the resource is in. */
	readonly pods: PodIndex;
	readonly resource: Resource;
	readonly options: LogOptions;
	readonly timing: Timing;
	readonly emit: (event: LogEvent) => void;
	readonly signal: AbortSignal;
};

/** Where the log is: its path in Kubernetes' own API, and what to call it: `shop/web-1 envoy`. */
type LogPlace = {
	readonly path: string;
	readonly container: string;
	readonly name: string;
	readonly restarts: number;
};

const refusedMs = 60_000;
// An answer of an error comes at once.
const settledMs = 250;

/** Where the log is; null once the pod is gone. */
const placeOf = ({pods, resource, options}: LogRequest): LogPlace | null => {
	const isContainer = resource.kind === 'container';
	const pod = pods.get(isContainer ? (resource.parents[0] ?? '') : resource.key);
	const own = isContainer ? resource.id.split('/').at(-1) : options.container;
	const container = own ?? pod?.containers[0];
	if (pod === undefined || container === undefined) return null;
	const path = podPath(resource.scope, pod, 'log');
	const {namespace, name, restarts} = pod;
	return {path, container, name: `${namespace}/${name} ${container}`, restarts};
};

const queryOf = (container: string, options: LogOptions, from: number | null): string => {
	const query = new URLSearchParams({container, timestamps: 'true'});
	if (options.previous) query.set('previous', 'true');
	else if (!options.once) query.set('follow', 'true');
	// Whole seconds, as Kubernetes reads it.
	if (from !== null) query.set('sinceTime', `${new Date(from).toISOString().slice(0, 19)}Z`);
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
const isComplaint = ({time, text}: LogLine): boolean =>
	time === null &&
	/^(?:unable to retrieve container logs for |failed to (?:open log file|try resolving symlinks|watch file|create fsnotify)|container not found )/.test(
		text,
	);

class LogFollower {
	readonly #request: LogRequest;
	readonly #session: LogSession;
	readonly #backoff: Backoff;
	/** How often it had been started again when it was followed last. */
	#restarts: number | null = null;

	constructor(request: LogRequest) {
		this.#request = request;
		this.#session = new LogSession({...request, survivesRestart: false});
		this.#backoff = (request.timing.backoff ?? createBackoff)();
	}

	run(): Promise<void> {
		return this.#session.run(() => this.#attempt());
	}

	async #attempt(): Promise<LogStop> {
		const {options} = this.#request;
		const place = placeOf(this.#request);
		if (place === null) return ended('it is gone');
		try {
			if (this.#session.isBroken && place.restarts > (this.#restarts ?? place.restarts))
				await this.#readRunBefore(place);
			this.#restarts = place.restarts;
			const {lines, complaint} = await this.#stream(place);
			if (complaint !== null) {
				return broken(`the kubelet has no log of it: ${complaint}`, this.#backoff.next(0));
			}

			if (options.previous) return ended('that is all that it wrote before its last start');
			if (options.once) return ended('that is all that it wrote');
			// A container that has ended sends its whole log at each attempt.
			const retryMs = lines > 0 ? this.#request.timing.logPollMs : this.#backoff.next(0);
			const message = 'it has ended; its log goes on when it runs again';
			return {why: 'ended', message, retryMs, waitMs: retryMs};
		} catch (error) {
			return broken(reasonOf(error), this.#retryMs(error));
		}
	}

	#retryMs(error: unknown): number | null {
		const {options, timing} = this.#request;
		if (options.previous && error instanceof ServerError) return null;
		if (isFatal(error)) return refusedMs;
		return isWaiting(error) ? timing.logPollMs : Math.max(this.#backoff.next(0), retryAfterOf(error));
	}

	/** Reads what the run wrote that has ended while its log could not be followed. */
	async #readRunBefore({path, container, name}: LogPlace): Promise<void> {
		const {api, options, signal} = this.#request;
		const session = this.#session;
		const query = queryOf(container, {...options, previous: true}, session.from);
		const lines = new LogLines({
			emit: line => {
				if (!isComplaint(line)) session.line(line);
			},
		});
		const attempted = `Cannot read what ${name} wrote before its last start`;
		try {
			const {body} = await api.stream({path: `${path}?${query}`, accept: '*/*', attempted, signal});
			for await (const bytes of body) lines.push(bytes);
			lines.flush();
			session.closeGap();
		} catch (error) {
			// The kubelet keeps it no longer: the gap is reported.
			if (!isWaiting(error)) throw error;
		}
	}

	/** Follows until the stream ends: how many lines were new, and what the kubelet said instead. Throws where it breaks. */
	async #stream({path, container, name}: LogPlace): Promise<{
		readonly lines: number;
		readonly complaint: string | null;
	}> {
		const {api, options, signal} = this.#request;
		const session = this.#session;
		const query = queryOf(container, options, session.from);
		let count = 0;
		let complaint: string | null = null;
		const lines = new LogLines({
			emit: line => {
				if (isComplaint(line)) complaint = line.text;
				else if (session.line(line)) count++;
			},
		});
		const stop = new AbortController();
		try {
			const {body} = await api.stream({
				path: `${path}?${query}`,
				accept: '*/*',
				attempted: `Cannot follow the log of ${name}`,
				signal: AbortSignal.any([signal, stop.signal]),
			});
			if (session.isFine || options.previous) session.live();
			else void wait(settledMs, stop.signal).then(() => !stop.signal.aborted && session.live());
			for await (const bytes of body) lines.push(bytes);
			lines.flush();
		} finally {
			stop.abort();
		}

		return {lines: count, complaint};
	}
}

const ended = (message: string): LogStop => ({why: 'ended', message, retryMs: null, waitMs: null});

const broken = (message: string, retryMs: number | null): LogStop => ({
	why: 'broken',
	message,
	retryMs,
	waitMs: retryMs,
});

/** Follows one container's log until aborted, or until it is gone; problems are emitted as `stopped`. Never rejects. */
export const followLog = (request: LogRequest): Promise<void> => new LogFollower(request).run();
