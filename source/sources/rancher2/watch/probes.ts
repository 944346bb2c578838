import {LateError, PartError, ServerError} from '../../../model/errors.js';
import type {WatchAdapter, WatchEvent} from '../../follow/watch-adapter.js';
import type {Api} from '../wire/api.js';
import {failureOf} from '../wire/failure.js';
import type {Timing} from '../wire/timing.js';

/** What is needed to probe the apiservers of one Rancher server. */
type ProbesOptions = {
	readonly api: Api;
	readonly timing: Pick<Timing, 'quietMs' | 'probeMs' | 'probeTimeoutMs'>;
	readonly signal: AbortSignal;
};

/** A scope that is followed only while its apiserver answers. */
type Guarded = {
	/** The path of its version: `/k8s/clusters/c-x/version`. Looked up for each probe. */
	readonly path: () => string;
	/** How people call it: `cluster production`. */
	readonly name: () => string;
	/** It is the management server, not one of its clusters. */
	readonly isManagement: boolean;
	/** The apiserver is back: ends the wait for the next attempt. */
	readonly wake: () => void;
};

type Stream = {
	readonly emit: (event: WatchEvent) => void;
	readonly fail: (error: Error) => void;
	readonly isFollowed: boolean;
	/** When the cluster last gave a sign of life; milliseconds of a monotonic clock. */
	heardAt: number;
};

type Entry = Guarded & {stream: Stream | null; isOut: boolean; isAsked: boolean; isKnown: boolean};

/**
 * Probes the apiservers behind a Rancher server. While an apiserver is down, Rancher keeps its sockets open, sends
 * pings and lists from its cache (fixtures rancher2/more/outage-*): nothing else reveals it. One timer serves all
 * clusters; only silent ones are probed.
 */
export class Probes {
	readonly #options: ProbesOptions;
	readonly #entries = new Set<Entry>();
	readonly #running = new Map<string, Promise<void>>();

	constructor(options: ProbesOptions) {
		this.#options = options;
		const {timing, signal} = options;
		const timer = setInterval(() => this.#look(), timing.probeMs);
		signal.addEventListener('abort', () => clearInterval(timer), {once: true});
	}

	/** The server accepts us and reports changes: it takes more than one request at a time. */
	get isLetIn(): boolean {
		return [...this.#entries].some(({isManagement, stream}) => isManagement && stream?.isFollowed === true);
	}

	/** An adapter whose streams open only if the apiserver answers, and end when it no longer does. */
	guard(adapter: WatchAdapter, guarded: Guarded, ended: AbortSignal): WatchAdapter {
		const entry: Entry = {...guarded, stream: null, isOut: false, isAsked: false, isKnown: false};
		this.#entries.add(entry);
		ended.addEventListener('abort', () => this.#entries.delete(entry), {once: true});
		return {
			...adapter,
			list: (kinds, page, signal) => adapter.list(kinds, page, signal),
			open: async (kinds, emit, signal) => this.#open(entry, adapter, kinds, emit, signal),
		};
	}

	async #open(
		entry: Entry,
		adapter: WatchAdapter,
		...[kinds, emit, signal]: Parameters<WatchAdapter['open']>
	): ReturnType<WatchAdapter['open']> {
		const over = new AbortController();
		let fail: (error: Error) => void = () => undefined;
		const broken = new Promise<Error>(resolve => {
			fail = error => {
				resolve(error);
				over.abort();
			};
		});
		const stream = {emit, fail, isFollowed: true, heardAt: performance.now()};
		const hear = (event: WatchEvent) => {
			// Before listing again: does the apiserver answer at all?
			if (event.type === 'lost' && entry.stream === stream) void this.#probe(entry).then(() => emit(event));
			else {
				if (isWord(event)) stream.heardAt = performance.now();
				emit(event);
			}
		};

		// Refused credentials are sent once, and an unreachable server gets one request at a time; otherwise side by
		// side.
		const mayHurry = this.isLetIn && !entry.isKnown;
		entry.isKnown = true;
		if (!mayHurry) await this.#ask(entry);
		signal.throwIfAborted();
		const asked = mayHurry ? this.#ask(entry) : Promise.resolve();
		const opening = adapter.open(kinds, hear, AbortSignal.any([signal, over.signal]));
		const [answer, outcome] = await Promise.allSettled([
			asked.catch((error: unknown) => {
				over.abort();
				throw error;
			}),
			opening,
		]);
		signal.throwIfAborted();
		if (answer.status === 'rejected') throw answer.reason;
		if (outcome.status === 'rejected') throw outcome.reason;
		const opened = outcome.value;
		stream.isFollowed = opened.unfollowed === undefined;
		entry.stream = stream;
		const ended = Promise.race([broken, opened.ended]).finally(() => {
			if (entry.stream === stream) entry.stream = null;
		});
		return {...opened, ended};
	}

	#look(): void {
		const {quietMs} = this.#options.timing;
		const now = performance.now();
		for (const entry of this.#entries) {
			const isQuiet = entry.stream !== null && now - entry.stream.heardAt >= quietMs;
			if (!entry.isAsked && isQuiet) void this.#probe(entry);
		}

		this.#lookAgain();
	}

	/**
	 * Probes the next unreachable cluster: one at a time, however many there are. When one is back, the next is
	 * probed at once, because they may have been lost together.
	 */
	#lookAgain(): void {
		const out = [...this.#entries].filter(({isOut, stream}) => isOut && stream === null);
		const [next] = out;
		if (next === undefined || out.some(({isAsked}) => isAsked)) return;
		this.#entries.delete(next);
		this.#entries.add(next);
		void this.#probe(next);
	}

	async #probe(entry: Entry): Promise<void> {
		const {stream} = entry;
		let isBack = false;
		entry.isAsked = true;
		try {
			await this.#ask(entry);
			isBack = stream === null;
			if (stream === null) entry.wake();
			else {
				stream.heardAt = performance.now();
				stream.emit({type: 'heartbeat'});
			}
		} catch (error) {
			if (!this.#options.signal.aborted && error instanceof Error) stream?.fail(error);
		} finally {
			entry.isAsked = false;
		}

		if (isBack) this.#lookAgain();
	}

	/** Scopes behind the same apiserver share one probe. Rejects if it is unreachable. */
	async #ask(entry: Entry): Promise<void> {
		const path = entry.path();
		const running = this.#running.get(path) ?? this.#request(path).finally(() => this.#running.delete(path));
		this.#running.set(path, running);
		try {
			await running;
			entry.isOut = false;
		} catch (error) {
			// If the agent or Rancher itself is unreachable too, others report when that is back.
			entry.isOut = error instanceof SilentError;
			throw error instanceof SilentError ? awayError(entry, error) : error;
		}
	}

	async #request(path: string): Promise<void> {
		const {api, timing, signal} = this.#options;
		const {probeTimeoutMs} = timing;
		try {
			const {status, text} = await api.ask({path, attempted, signal, timeoutMs: probeTimeoutMs});
			// Any other error is an answer of a running server, even if it only refuses this user.
			if (status >= 500) throw failureOf(attempted, new URL(path, api.url).href, status, text);
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof LateError) throw new SilentError(`no answer within ${probeTimeoutMs / 1000} s`);
			if (!(error instanceof ServerError) || error.retryAfterMs > 0) throw error;
			if (error.status >= 500) throw new SilentError(error.account.answer);
		}
	}
}

/** From the cluster itself, not from a proxy in between. */
const isWord = (event: WatchEvent): boolean =>
	event.type === 'changed' || event.type === 'removed' || (event.type === 'heartbeat' && !event.relay);

const attempted = 'Cannot reach the API of Kubernetes';

/** Rancher answers, the apiserver behind it does not; the message is what came back. */
class SilentError extends Error {
	override readonly name = 'SilentError';
}

// Rancher has answered: whatever does not need this apiserver can continue.
const awayError = ({name}: Guarded, {message}: SilentError): PartError =>
	new PartError({attempted, target: name(), answer: message});
