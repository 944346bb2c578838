import {type Backoff, createBackoff} from '../../../../transport/backoff.js';
import {failureKind} from '../wire/frames.js';

/** How the subscriptions of one socket report and send. */
type SubscriptionsOptions = {
	readonly send: (frame: Readonly<Record<string, unknown>>) => void;
	/** The objects of this schema must be listed again before they can be followed; `unheardMs` as in `WatchEvent`. */
	readonly onLost: (schema: string, message: string, unheardMs: number) => void;
	/** The server does not watch this schema: it has to be polled. */
	readonly onUnwatchable: (schema: string) => void;
	readonly backoff: () => Backoff;
	readonly signal: AbortSignal;
};

type Subscription = {
	/** The newest known revision, from which to resume. */
	revision: string | null;
	/** What the server said before it ended the watch. */
	error: string | null;
	startedAt: number;
	/** Until when nothing was missed, as far as is known. */
	wholeUntil: number;
	/** Consecutive ends without an event in between. */
	failures: number;
	timer: NodeJS.Timeout | undefined;
	readonly backoff: Backoff;
};

// After this many failures the type is listed again, which has its own growing delays.
const maxFailures = 3;

// No Kubernetes makes so many changes between two events of one type.
const maxBetween = 1e9;

const isPlausible = (before: string | null, revision: string): boolean =>
	before === null || Number(revision) - Number(before) < maxBetween;

/** The watches that run on one socket, each resumed where it stopped. */
export class Subscriptions {
	readonly #options: SubscriptionsOptions;
	readonly #running = new Map<string, Subscription>();

	constructor(options: SubscriptionsOptions) {
		this.#options = options;
		options.signal.addEventListener('abort', () => this.#stop(), {once: true});
	}

	/** Watches a schema's objects from a revision; null: from now on. One that is watched already stays as it is. */
	follow(schema: string, revision: string | null): void {
		if (this.#running.has(schema)) return;
		const {backoff} = this.#options;
		const watch: Subscription = {
			revision,
			error: null,
			startedAt: 0,
			wholeUntil: performance.now(),
			failures: 0,
			timer: undefined,
			backoff: backoff(),
		};
		this.#running.set(schema, watch);
		this.#send(schema, watch);
	}

	/** A watch is over and not to be resumed. */
	forget(schema: string): void {
		clearTimeout(this.#running.get(schema)?.timer);
		this.#running.delete(schema);
	}

	/**
	 * An event came: the watch works and resumes from this revision if it ends. False if the watch was at this
	 * revision, or further, before: the event is a repetition.
	 */
	hear(schema: string, revision: string | null): boolean {
		const watch = this.#running.get(schema);
		if (!watch) return true;
		watch.failures = 0;
		watch.wholeUntil = performance.now();
		// A late event must not move the revision back.
		const isNew = revision === null || watch.revision === null || Number(revision) > Number(watch.revision);
		if (revision !== null && isNew && isPlausible(watch.revision, revision)) watch.revision = revision;
		return isNew;
	}

	/** An event followed one of a higher revision and is not a replay: do not resume from the higher one. */
	rewind(schema: string, revision: string | null): void {
		const watch = this.#running.get(schema);
		if (watch && revision !== null) watch.revision = revision;
	}

	/** The server reported an error; the end follows. */
	fail(schema: string, message: string): void {
		const watch = this.#running.get(schema);
		if (watch) watch.error = message;
	}

	/**
	 * The server ended a watch: rights have changed, half an hour is over, or this client was too slow, which is not
	 * stated (apiserver pkg/subscribe/watcher.go). What was missed is resumed.
	 */
	end(schema: string): void {
		const watch = this.#running.get(schema);
		if (!watch || watch.timer !== undefined) return;
		const {error} = watch;
		const kind = failureKind(error);
		watch.error = null;
		watch.failures++;
		// A watch that merely ends has reported everything; one that is too late or too slow has not.
		if (kind !== 'relist' && watch.failures === 1) watch.wholeUntil = performance.now();
		if (kind === 'unwatchable') {
			this.#running.delete(schema);
			this.#options.onUnwatchable(schema);
		} else if (kind === 'relist' || watch.revision === null || watch.failures > maxFailures) {
			this.#running.delete(schema);
			this.#options.onLost(
				schema,
				`the watch of ${schema} has ended: ${error ?? 'the server does not say why'}`,
				performance.now() - watch.wholeUntil,
			);
		} else {
			const delayMs = watch.backoff.next(performance.now() - watch.startedAt);
			watch.timer = setTimeout(() => {
				watch.timer = undefined;
				this.#send(schema, watch);
			}, delayMs);
		}
	}

	#send(schema: string, watch: Subscription): void {
		watch.startedAt = performance.now();
		const {revision} = watch;
		// These mean "from now on" to one generation of servers and "too old" to the other (steve README.md).
		const usable = revision !== null && revision !== '0' && revision !== '-1';
		this.#options.send({resourceType: schema, ...(usable && {resourceVersion: revision})});
	}

	#stop(): void {
		for (const {timer} of this.#running.values()) clearTimeout(timer);
		this.#running.clear();
	}
}

/** The usual delays between tries of one watch: the first one short, as rights of administrators change often. */
export const watchBackoff = (): Backoff => createBackoff({firstMs: 500});
