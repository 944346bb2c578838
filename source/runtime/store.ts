import type {SourceEvent} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import type {WriterEvent} from '../state/logs/log-taker.js';
import type {Message} from '../state/message.js';
import type {State} from '../state/state.js';

/** Options of the store. */
export type StoreOptions = {
	readonly initial: State;
	readonly update: (
		state: State,
		message: Message,
	) => {readonly state: State; readonly effects: readonly Effect[]};
	readonly perform: (effect: Effect) => void;
	/** Milliseconds until the clock must tick for the ages on screen; null when nothing ages. */
	readonly nextTickMs: (state: State) => number | null;
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Processor time of this process so far, in milliseconds. If omitted, the cost of a frame is measured by `now`. */
	readonly cpuMs?: () => number;
	readonly fps: number;
};

/** A frame waits for this multiple of its own cost before the next: painting must not starve the sockets. */
const restAfterFrame = 4;

/** This share of a second's frames may come at once, because one incident often arrives as several events. */
const shareAtOnce = 0.2;

/** At this number of events, applies them before the frame: all at once they would keep a key waiting. */
const eventsAtOnce = 100;

/** The same for the lines of a log: a long past comes faster than frames do. */
const logsAtOnce = 5000;

/**
 * Holds the state, accepts messages, and notifies its listeners at most once a frame. Rare changes are shown at once,
 * frequent ones at `fps`; a frame that only the clock needs delays neither. After a frame it pauses in proportion to
 * its cost: with frames paced by the clock alone, a busy event loop has no time to read (throughput drops to a
 * hundredth).
 */
export class Store {
	readonly #options: StoreOptions;
	readonly #listeners = new Set<() => void>();
	#state: State;
	#painted: State | null = null;
	#events: SourceEvent[] = [];
	#logs = new Map<number, WriterEvent[]>();
	#earliest = 0;
	/** The time until which the frames so far would last at `fps`. */
	#pacedUntil = 0;
	#hasNews = false;
	#timer: NodeJS.Timeout | undefined;
	#urgent: NodeJS.Immediate | undefined;
	#stopped = false;

	constructor(options: StoreOptions) {
		this.#options = options;
		this.#state = options.initial;
	}

	readonly getState = (): State => this.#state;

	/** Dispatches what a person or an effect caused: the frame follows at once. */
	readonly dispatch = (message: Message): void => {
		if (this.#stopped) return;
		this.#drain();
		this.#apply(message);
		this.#hasNews = true;
		this.#urgent ??= setImmediate(this.#frame);
	};

	readonly emit = (event: SourceEvent): void => {
		const count = this.#events.push(event);
		// An empty batch needs no frame.
		if (event.type !== 'heartbeat') this.#wantFrame();
		if (count === eventsAtOnce && !this.#stopped) this.#takeEvents(true);
	};

	/** Queues log lines of one view for the next frame. */
	readonly emitLog = (view: number, event: WriterEvent): void => {
		const batch = this.#logs.get(view);
		if (batch) batch.push(event);
		else this.#logs.set(view, [event]);
		this.#wantFrame();
		if (batch?.length === logsAtOnce && !this.#stopped) this.#takeLogs();
	};

	/** Calls `listener` after each frame in which something changed; returns what ends that. */
	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** Ends all timers; there are no notifications afterwards. */
	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
		clearImmediate(this.#urgent);
		this.#listeners.clear();
	}

	#apply(message: Message): void {
		const {state, effects} = this.#options.update(this.#state, message);
		this.#state = state;
		for (const effect of effects) this.#options.perform(effect);
	}

	#takeEvents(more: boolean): void {
		const events = this.#events;
		this.#events = [];
		this.#apply({type: 'events', events, more});
	}

	#drain(): void {
		if (this.#events.length > 0) this.#takeEvents(false);
		this.#takeLogs();
	}

	#takeLogs(): void {
		const logs = this.#logs;
		this.#logs = new Map();
		for (const [view, events] of logs) this.#apply({type: 'log', view, events, at: this.#options.now()});
	}

	readonly #frame = (): void => {
		clearTimeout(this.#timer);
		clearImmediate(this.#urgent);
		this.#timer = undefined;
		this.#urgent = undefined;
		if (this.#stopped) return;
		const {now, nextTickMs, cpuMs = now} = this.#options;
		const began = now();
		const cpuBegan = cpuMs();
		const hasNews = this.#hasNews;
		this.#hasNews = false;
		this.#drain();
		this.#apply({type: 'tick', now: began});
		if (this.#state !== this.#painted) {
			this.#painted = this.#state;
			for (const listener of this.#listeners) listener();
		}

		const ended = now();
		// While others held the processor it cost nothing, and the next change need not wait for that.
		if (hasNews) this.#pace(began, ended, Math.min(ended - began, cpuMs() - cpuBegan));
		const agesMs = nextTickMs(this.#state);
		if (agesMs !== null && this.#timer === undefined && this.#urgent === undefined) {
			this.#timer = setTimeout(this.#frame, Math.max(agesMs, this.#earliest - ended));
		}
	};

	#pace(began: number, ended: number, costMs: number): void {
		const {fps} = this.#options;
		const frameMs = 1000 / fps;
		const aheadMs = Math.max(0, Math.round(fps * shareAtOnce) - 1) * frameMs;
		// Frames after keys are not paced and do not count.
		const until = Math.min(Math.max(this.#pacedUntil, began), began + aheadMs);
		this.#pacedUntil = until + frameMs;
		this.#earliest = Math.max(this.#pacedUntil - aheadMs, ended + costMs * restAfterFrame);
	}

	/** Only the first change needs a timer. */
	#wantFrame(): void {
		if (this.#stopped || this.#hasNews) return;
		this.#hasNews = true;
		if (this.#urgent !== undefined) return;
		const restMs = this.#earliest - this.#options.now();
		// What else has arrived by now is shown in the same frame; a timer would take a millisecond at least.
		if (restMs <= 0) this.#urgent = setImmediate(this.#frame);
		else {
			clearTimeout(this.#timer);
			this.#timer = setTimeout(this.#frame, restMs);
		}
	}
}
