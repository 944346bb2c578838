import {setMaxListeners} from 'node:events';
import {ServerError, UnreachableError} from '../../model/errors.ts';
import {wait} from '../../transport/clock.ts';
import type {SocketEnd} from '../../transport/websocket.ts';
import type {Api} from '../rancher2/api.ts';
import type {Timing} from '../rancher2/timing.ts';

/** One subscription to open: its path without the query, and the ids of the types that it is to tell of. */
export type Subscription = {readonly path: string; readonly types: readonly string[]};

/** The subscriptions that follow one scope together: they end together. */
export type SocketsOptions = {
	readonly api: Api;
	readonly timing: Timing;
	readonly onFrame: (text: string) => void;
	readonly signal: AbortSignal;
	readonly troubles: Troubles;
};

// How long a type that brought its subscription down is kept apart.
const forgetMs = 10 * 60_000;
const mostDeaths = 3;
// A server that goes down takes all subscriptions within moments: so long it is waited for the others.
const judgeMs = 250;

/**
 * Which types bring their subscription down. A handler watches all types that were asked for and ends with the first
 * watch that does (norman pkg/subscribe/handler.go): one type whose definition is missing ends every subscription
 * that has it, seconds after it began.
 */
export class Troubles {
	readonly #deaths = new Map<string, {count: number; at: number}>();

	/** Types that share a subscription, that each get one, and that get none. */
	sort(
		types: readonly string[],
		now: number,
	): {together: readonly string[]; alone: readonly string[]; none: readonly string[]} {
		const countOf = (type: string): number => {
			const deaths = this.#deaths.get(type);
			return deaths && now - deaths.at < forgetMs ? deaths.count : 0;
		};

		return {
			together: types.filter(type => countOf(type) === 0),
			alone: types.filter(type => countOf(type) > 0 && countOf(type) < mostDeaths),
			none: types.filter(type => countOf(type) >= mostDeaths),
		};
	}

	/** A subscription ended soon after it began. */
	died(types: readonly string[], now: number): void {
		for (const type of types) {
			const before = this.#deaths.get(type);
			this.#deaths.set(type, {count: before && now - before.at < forgetMs ? before.count + 1 : 1, at: now});
		}
	}

	/** A subscription lived. */
	lived(types: readonly string[]): void {
		for (const type of types) this.#deaths.delete(type);
	}
}

/** Several websockets that are one stream: over with the first of them. */
export class Sockets {
	readonly #options: SocketsOptions;
	readonly #over = new AbortController();
	#finish: (error: Error | null) => void = () => undefined;
	/** Resolves when any of them is over: with null for a normal end. */
	readonly ended: Promise<Error | null>;
	#count = 0;
	/** Those that are open now. */
	readonly #open = new Set<Subscription>();

	constructor(options: SocketsOptions) {
		this.#options = options;
		this.ended = new Promise(resolve => {
			this.#finish = resolve;
		});
		const {signal} = options;
		// Each subscription listens, and a cluster may have many projects.
		setMaxListeners(0, this.#over.signal);
		signal.addEventListener('abort', () => this.#end(null), {once: true});
	}

	/** Aborted when the stream is over. */
	get signal(): AbortSignal {
		return this.#over.signal;
	}

	/** Opens subscriptions; resolves when each has told something, or has had the time to. */
	async open(subscriptions: readonly Subscription[]): Promise<void> {
		try {
			await Promise.all(subscriptions.map(subscription => this.#subscribe(subscription)));
		} catch (error) {
			this.#end(null);
			throw error;
		}
	}

	/** Ends them all, to be opened anew. */
	restart(): void {
		this.#end(null);
	}

	async #subscribe(subscription: Subscription): Promise<void> {
		const {path, types} = subscription;
		const {api, timing, onFrame} = this.#options;
		const first = new AbortController();
		const query = types.map(type => `resourceTypes=${encodeURIComponent(type)}`).join('&');
		const begunAt = performance.now();
		try {
			const socket = await api.socket({
				url: `${path}/subscribe?${query}&sockId=${++this.#count}`,
				attempted: `Cannot follow changes of ${types.join(', ')}`,
				silenceMs: timing.normanSilenceMs,
				signal: this.#over.signal,
				onFrame(text) {
					first.abort();
					onFrame(text);
				},
			});
			this.#open.add(subscription);
			void socket.ended.then(end => {
				first.abort();
				this.#open.delete(subscription);
				return this.#judge(end, subscription, performance.now() - begunAt);
			});
		} catch (error) {
			// None of these types here (norman pkg/subscribe/handler.go): there is nothing to follow.
			if (error instanceof ServerError && error.status === 404) return;
			throw error;
		}

		await wait(timing.firstFrameMs, AbortSignal.any([first.signal, this.#over.signal]));
	}

	async #judge(end: SocketEnd, {path, types}: Subscription, livedMs: number): Promise<void> {
		if (end.by === 'self') return;
		const {troubles, timing, api} = this.#options;
		if (end.by === 'peer' && livedMs < timing.birthMs) {
			await wait(judgeMs, this.#over.signal);
			// One type alone is only to blame where others in the same place live on.
			const isAlone = ![...this.#open].some(other => other.path === path);
			if (types.length > 1 || !isAlone) troubles.died(types, Date.now());
		} else troubles.lived(types);
		const isNormal = end.by === 'peer' && [1000, 1001, 1006].includes(end.code);
		const attempted = `Cannot follow changes of ${types.join(', ')}`;
		this.#end(isNormal ? null : new UnreachableError({attempted, target: api.url, answer: end.detail}));
	}

	#end(error: Error | null): void {
		this.#over.abort();
		this.#finish(error);
	}
}
