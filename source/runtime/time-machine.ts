import {setTimeout as wait} from 'node:timers/promises';
import {messageOf} from '../model/errors.js';
import type {Reach} from '../model/recording.js';
import type {SourceEvent} from '../model/source.js';
import type {Recording} from '../recording/recording.js';
import type {Message} from '../state/message.js';
import {lookingUp, type Travel} from '../state/past/travel.js';
import type {RowStore} from '../state/rows/row-store.js';
import type {LookedUp, Redact} from './look-up.js';

type Edge = Extract<Message, {type: 'past'}>['edge'];

type TimeMachineOptions = {
	readonly recording: Recording;
	/** It is a file, which nothing is added to. */
	readonly isFile: boolean;
	/** Makes a store without rows. */
	readonly makeRows: () => RowStore;
	/** Null for what this run recorded. */
	readonly redact: Redact | null;
	readonly dispatch: (message: Message) => void;
	/** Epoch milliseconds. */
	readonly now: () => number;
};

/** At least so long between two messages while it plays, and at most; milliseconds. */
const minWaitMs = 66;
const maxWaitMs = 1000;

/** Something that takes longer is said to go on. */
const slowMs = 300;

/** Events of one message: keys are taken between two. */
const eventsAtOnce = 2000;

/**
 * Looks up times of a recording, one after the other, and plays it. Answers with messages `past` and `played`; what was
 * left meanwhile gets no answer.
 */
export class TimeMachine {
	readonly #options: TimeMachineOptions;
	#abort = new AbortController();
	/** The time that is shown, or will be once all requests are done. */
	#at = 0;
	#requests: Promise<void> = Promise.resolve();
	#waiting = 0;
	/** How fast it is to be played; null while it stands still. */
	#speed: number | null = null;
	#playing = new AbortController();
	/** What could not be read. */
	readonly #faults = new Set<string>();

	constructor(options: TimeMachineOptions) {
		this.#options = options;
	}

	/** Looks up a time, after those that were asked for before. */
	readonly travel = (to: Travel): void => this.#request(() => this.#travel(to));

	/** Shows a recording from its beginning, so many times as fast. */
	readonly start = (speed: number): void => {
		this.#speed = speed;
		this.#request(async () => this.#show((await this.#reach(false)).oldest, null, speed));
	};

	/** Plays on from the time that is shown. */
	readonly play = (speed: number): void => {
		this.#speed = speed;
		this.#request(async () => undefined);
	};

	/** Stands still at the time that is shown. */
	readonly pause = (): void => {
		this.#speed = null;
		this.#playing.abort();
	};

	/** Answers nothing any more of what was asked for. */
	readonly leave = (): void => {
		this.pause();
		this.#abort.abort();
		this.#abort = new AbortController();
		this.#waiting = 0;
		this.#requests = Promise.resolve();
	};

	#request(run: () => Promise<void>): void {
		this.#playing.abort();
		const {signal} = this.#abort;
		this.#waiting += 1;
		this.#requests = this.#requests.then(async () => {
			const slow = setTimeout(() => this.#say('info', lookingUp), slowMs);
			try {
				signal.throwIfAborted();
				await run();
			} catch (error) {
				if (!signal.aborted) this.#fail(error);
			} finally {
				clearTimeout(slow);
			}

			if (signal.aborted) return;
			this.#waiting -= 1;
			if (this.#waiting === 0 && this.#speed !== null) this.#playFrom(this.#at, this.#speed);
		});
	}

	#fail(error: unknown): void {
		this.#say('error', `That time cannot be shown: ${messageOf(error)}`);
	}

	#say(level: 'info' | 'error', text: string): void {
		this.#options.dispatch({type: 'notice', level, text, at: this.#options.now()});
	}

	async #reach(isWhole: boolean): Promise<Reach> {
		const reach = await this.#options.recording.reach(isWhole);
		return reach.fault === '' ? {...reach, fault: [...this.#faults].join('; ')} : reach;
	}

	async #lookUp(until: number, signal = this.#abort.signal): Promise<LookedUp> {
		const {lookUp} = await import('./look-up.js');
		const {recording, makeRows, redact} = this.#options;
		const report = (fault: string) => void this.#faults.add(fault);
		return lookUp(recording, until, {makeRows, redact, signal, report});
	}

	async #travel(to: Travel): Promise<void> {
		if ('change' in to) {
			const {oldest, newest} = await this.#reach(false);
			await (to.change === 1 ? this.#stepForward(newest) : this.#stepBack(oldest));
			return;
		}

		const {oldest, newest} = await this.#reach(true);
		const latest = newest ?? this.#options.now();
		if ('end' in to) return this.#show(to.end === 'oldest' ? oldest : latest, null);
		const wanted = 'to' in to ? to.to : this.#at + to.by;
		const edge = wanted < oldest ? 'oldest' : wanted > latest && 'by' in to ? 'newest' : null;
		await this.#show(Math.max(oldest, Math.min(wanted, latest)), edge);
	}

	async #show(at: number, edge: Edge, speed: number | null = null): Promise<void> {
		const found = await this.#lookUp(at);
		await found.close();
		await this.#answer(found, at, edge, speed);
	}

	async #answer({builder}: LookedUp, at: number, edge: Edge, speed: number | null = null): Promise<void> {
		const {signal} = this.#abort;
		const reach = await this.#reach(false);
		signal.throwIfAborted();
		this.#at = at;
		const {dispatch, now} = this.#options;
		// Nobody sees what the next request replaces at once.
		if (this.#waiting > 1 && speed === null) return;
		dispatch({type: 'past', world: builder.world(at), reach, edge, speed, at: now()});
	}

	/** To the last change before the time that is shown. */
	async #stepBack(oldest: number): Promise<void> {
		const before = await this.#lookUp(this.#at - 1);
		await before.close();
		const {lastChangeAt} = before.builder;
		if (lastChangeAt === null || lastChangeAt < oldest) await this.#show(oldest, 'oldest');
		// Nothing else came after it.
		else if (before.at === lastChangeAt) await this.#answer(before, lastChangeAt, null);
		else await this.#show(lastChangeAt, null);
	}

	/** To the next change after the time that is shown, with all that came in the same millisecond. */
	async #stepForward(newest: number | null): Promise<void> {
		const found = await this.#lookUp(this.#at);
		const {builder, next} = found;
		try {
			const {revision} = builder;
			let changedAt: number | null = null;
			let lastAt = this.#at;
			for (let event = await next(); event !== null; event = await next()) {
				if (changedAt !== null && event.at > changedAt) break;
				builder.apply(event.event, event.at);
				lastAt = Math.max(lastAt, event.at);
				if (builder.revision !== revision) changedAt ??= event.at;
			}

			const end = newest ?? (this.#options.isFile ? lastAt : this.#options.now());
			await this.#answer(found, changedAt ?? end, changedAt === null ? 'newest' : null);
		} finally {
			await found.close();
		}
	}

	#playFrom(at: number, speed: number): void {
		this.#playing.abort();
		this.#playing = new AbortController();
		const signal = AbortSignal.any([this.#playing.signal, this.#abort.signal]);
		void this.#play(at, speed, signal).catch(error => {
			if (!signal.aborted) this.#fail(error);
		});
	}

	async #play(from: number, speed: number, signal: AbortSignal): Promise<void> {
		const {dispatch, now} = this.#options;
		const found = await this.#lookUp(from, signal);
		const began = now();
		try {
			let ahead = await found.next();
			while (ahead !== null) {
				const shown = from + (now() - began) * speed;
				const events: SourceEvent[] = [];
				while (ahead && ahead.at <= shown && events.length < eventsAtOnce) {
					events.push(ahead.event);
					this.#at = Math.max(this.#at, ahead.at);
					ahead = await found.next();
				}

				const isLate: boolean = ahead !== null && ahead.at <= shown;
				if (!isLate) this.#at = Math.max(this.#at, ahead === null ? this.#at : shown);
				signal.throwIfAborted();
				dispatch({type: 'played', events, now: this.#at, isOver: ahead === null, at: now()});
				const untilNextMs = ahead === null ? 0 : (ahead.at - shown) / speed;
				const restMs = Math.max(
					minWaitMs,
					Math.min(untilNextMs, maxWaitMs / Math.max(1, Math.min(speed, 4))),
				);
				await wait(isLate ? 0 : restMs, undefined, {signal});
			}
		} finally {
			await found.close();
		}
	}
}
