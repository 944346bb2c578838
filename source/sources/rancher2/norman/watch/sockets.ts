import {setMaxListeners} from 'node:events';
import {ServerError, UnreachableError} from '../../../../model/errors.js';
import {type Backoff, createBackoff} from '../../../../transport/backoff.js';
import {wait} from '../../../../transport/clock.js';
import type {SocketEnd} from '../../../../transport/websocket.js';
import type {Api} from '../../wire/api.js';
import type {Timing} from '../../wire/timing.js';

/** One subscription to open: its path without the query, and the ids of the types that it is to report. */
export type Subscription = {readonly path: string; readonly types: readonly string[]};

/** The subscriptions that follow one scope together. */
type SocketsOptions = {
	readonly api: Api;
	readonly timing: Timing;
	readonly onFrame: (text: string) => void;
	/** These types are no longer reported: their subscription ended alone, so long ago. */
	readonly onLost: (types: readonly string[], unheardMs: number) => void;
	/** The server reports these types again, but not what was missed meanwhile. */
	readonly onResumed: (types: readonly string[]) => void;
	/** Called with the types that are only polled, whenever that set changes. */
	readonly onUnsteady: (types: readonly string[]) => void;
	readonly signal: AbortSignal;
};

type Member = Subscription & {readonly backoff: Backoff; deaths: number};

// A server that goes down ends all subscriptions within moments: wait this long for the others.
const judgeMs = 250;
// One type may end its subscription permanently: after this many failures each type gets one of its own.
const deathsToSplit = 2;
// A burst is over within a minute as a rule.
const maxDelayMs = 60_000;

/**
 * Several websockets that form one stream. A handler watches all requested types and ends with the first of their
 * watches (norman pkg/subscribe/handler.go): permanently if the definition of a type is missing, temporarily in a
 * burst, as no more than 100 events wait for a reader (norman pkg/broadcast). So a subscription that ends alone is
 * opened again, and its types are polled meanwhile. The stream is over when all have ended.
 */
export class Sockets {
	readonly #options: SocketsOptions;
	readonly #over = new AbortController();
	#finish: (error: Error | null) => void = () => undefined;
	/** Resolves when all of them are over: with null for a normal end. */
	readonly ended: Promise<Error | null>;
	#count = 0;
	/** Those that are open now. */
	readonly #open = new Set<Member>();
	/** Those that ended alone, and have not held since. */
	readonly #unsteady = new Set<Member>();

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

	/** Opens subscriptions; resolves when each has sent a frame, or has had the time to. */
	async open(subscriptions: readonly Subscription[]): Promise<void> {
		try {
			await Promise.all(subscriptions.map(each => this.#subscribe(this.#member(each))));
		} catch (error) {
			this.#end(null);
			throw error;
		}
	}

	/** Ends them all, to be opened again. */
	restart(): void {
		this.#end(null);
	}

	#member({path, types}: Subscription): Member {
		const {backoff = null} = this.#options.timing;
		return {path, types, backoff: backoff?.() ?? createBackoff({maxMs: maxDelayMs}), deaths: 0};
	}

	/** False where there is nothing to follow. */
	async #subscribe(member: Member): Promise<boolean> {
		const {path, types} = member;
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
			this.#open.add(member);
			void socket.ended.then(end => {
				first.abort();
				this.#open.delete(member);
				return this.#judge(end, member, performance.now() - begunAt);
			});
		} catch (error) {
			// None of these types here (norman pkg/subscribe/handler.go).
			if (error instanceof ServerError && error.status === 404) return false;
			throw error;
		}

		await wait(timing.firstFrameMs, AbortSignal.any([first.signal, this.#over.signal]));
		return true;
	}

	async #judge(end: SocketEnd, member: Member, livedMs: number): Promise<void> {
		if (end.by === 'self' || this.#over.signal.aborted) return;
		const {timing, api} = this.#options;
		const endedAt = performance.now();
		const isYoung = end.by === 'peer' && livedMs < timing.birthMs;
		if (end.by === 'peer') {
			if (!isYoung && this.#open.size > 0) await wait(judgeMs, this.#over.signal);
			if (this.#over.signal.aborted) return;
			if (isYoung || this.#open.size > 0) {
				const wasUnsteady = this.#lose(member, isYoung, livedMs);
				if (!wasUnsteady) this.#options.onLost(member.types, performance.now() - endedAt);
				return;
			}
		}

		const isNormal = end.by === 'peer' && [1000, 1001, 1006].includes(end.code);
		const attempted = `Cannot follow changes of ${member.types.join(', ')}`;
		this.#end(isNormal ? null : new UnreachableError({attempted, target: api.url, answer: end.detail}));
	}

	/** Returns whether it was unsteady already. */
	#lose(member: Member, isYoung: boolean, livedMs: number): boolean {
		const wasUnsteady = this.#unsteady.delete(member);
		member.deaths = isYoung ? member.deaths + 1 : 0;
		const isSplit = member.deaths >= deathsToSplit && member.types.length > 1;
		const parts = isSplit ? member.types.map(id => this.#member({path: member.path, types: [id]})) : [member];
		for (const part of parts) {
			this.#unsteady.add(part);
			void this.#resume(part, part.backoff.next(isYoung ? 0 : livedMs));
		}

		this.#emitUnsteady();
		return wasUnsteady;
	}

	async #resume(member: Member, delayMs: number): Promise<void> {
		const {signal} = this.#over;
		await wait(delayMs, signal);
		if (signal.aborted) return;
		try {
			if (await this.#subscribe(member)) {
				if (signal.aborted || !this.#open.has(member)) return;
				this.#options.onResumed(member.types);
				await wait(this.#options.timing.birthMs, signal);
				if (signal.aborted || !this.#open.has(member)) return;
			}
		} catch (error) {
			this.#end(error instanceof Error ? error : null);
			return;
		}

		member.deaths = 0;
		this.#unsteady.delete(member);
		this.#emitUnsteady();
		// Rows read before the subscription began may be outdated.
		this.#options.onResumed(member.types);
	}

	#emitUnsteady(): void {
		this.#options.onUnsteady([...new Set([...this.#unsteady].flatMap(({types}) => types))]);
	}

	#end(error: Error | null): void {
		this.#over.abort();
		this.#finish(error);
	}
}
