import type {SourceEvent} from '../../model/source.js';
import {type Backoff, createBackoff} from '../../transport/backoff.js';
import {type Clock, systemClock} from '../../transport/clock.js';
import type {Budget} from '../requests/budget.js';
import type {Closure} from '../requests/outage.js';
import type {Turn} from '../requests/turns.js';
import {ListWatch} from './list-watch.js';
import {
	delayAfter,
	factsOf,
	failureIn,
	isStarting,
	type ListWatchEnd,
	statusAfter,
	wordsFor,
} from './list-watch-end.js';
import {type Opening, startingOf} from './list-watch-options.js';
import {ListingOrder} from './listing-order.js';
import {createPause, type Delay} from './pause.js';
import type {Report} from './status.js';
import type {WatchAdapter} from './watch-adapter.js';

/*
	start
	  │
	  ▼            open             list, each kind             all listed
	connecting ─────────► connecting ──────────────► connecting ─────────► live
	  ▲  ▲  ▲             at the first change or                            │
	  │  │  │             page: gap, if live before  changes were lost: gap │
	  │  │  │                      ▲                 list those kinds again │
	  │  │  │                      └────────────────────────────────────────┤
	  │  │  └── at once ────── renewed ◄────────────────────────────────────┤ renewMs
	  │  └── after backoff ─── retrying ◄───────────────────────────────────┤ ended, broken, silent
	  └── every refusedMs ──── refused ◄────────────────────────────────────┘ credentials refused

	With a budget each attempt waits for its turn first; refused credentials are held back by it.
	Any state can go to retrying and refused. A listing of which every kind fails is `retrying` too, with the
	stream left open. relist() lists again without leaving live, and cuts a wait short. An abort ends it from
	any state. What a watch event reports while a listing is under way is newer than the listing, and wins:
	so nothing has to be buffered.
*/

/** One scope of a source to follow. */
export type ReflectOptions = {
	readonly source: string;
	readonly scope: string;
	readonly kinds: readonly string[];
	readonly adapter: WatchAdapter;
	readonly emit: (event: SourceEvent) => void;
	readonly signal: AbortSignal;
	/** The stream is given up after this long without a sign of life; null or omitted: silence is fine. */
	readonly silenceMs?: number | null;
	/** Interval after which everything is listed again, because servers lose removals; null or omitted: never. */
	readonly sweepMs?: number | null;
	/** Age at which the stream is replaced, before the server cuts it; null or omitted: never. */
	readonly renewMs?: number | null;
	/** The scope is live only if these are listed; none if omitted. */
	readonly rootKinds?: readonly string[];
	/** Delay between attempts with refused credentials or at a forbidden kind; 60 000 if omitted. */
	readonly refusedMs?: number;
	/** Creates the delays between attempts: one for the stream, one for each listing. */
	readonly backoff?: () => Backoff;
	/** The budget of requests that all scopes of the source share. */
	readonly budget?: Budget;
	/** It has no stream, but polls. */
	readonly isPolled?: boolean;
	/** It is a part of the server that may fail while the rest works. */
	readonly isPart?: boolean;
	readonly clock?: Clock;
	/** Shared by all scopes of the source: which kinds are listed first. */
	readonly order?: ListingOrder;
	/** Until when its rows were known to be true, epoch milliseconds; null or omitted: never. */
	readonly goodUntil?: number | null;
};

/** A scope that is being followed. */
export type Reflection = {
	/** Resolves within a tick of the abort, and not before. Never rejects. */
	readonly done: Promise<void>;
	/** Lists everything again without cutting the stream; while waiting for the next try, tries now. */
	readonly relist: () => void;
	/**
	 * Ends a wait for the next attempt, unless the server asked for that wait: another scope found the server well.
	 */
	readonly wake: () => void;
	/** Follows these kinds too, and lists those of them that are new. */
	readonly show: (kinds: readonly string[]) => void;
};

const usual = {
	silenceMs: null,
	sweepMs: null,
	renewMs: null,
	refusedMs: 60_000,
	backoff: createBackoff,
	clock: systemClock,
};

/** Follows one scope until aborted, by list and watch. What it promises stands at `Source` in the model. */
export const reflect = (options: ReflectOptions): Reflection => {
	const settings = {...usual, ...options};
	const {source, scope, signal, clock, backoff, refusedMs} = settings;
	const kinds = new Set(options.kinds);
	// Asking the signal for each event is far slower.
	let stopped = signal.aborted;
	const turn = options.isPolled ? options.budget?.listTurn() : options.budget?.turn(options.isPart);
	const emit = (event: SourceEvent) => {
		// A server that can be listed is well enough for the other scopes to try.
		if (event.type === 'listed') turn?.succeed();
		if (!stopped) options.emit(event);
	};

	const report = createReport(source, scope, clock, emit);
	const delays = backoff();
	let {goodUntil = null} = options;
	let opening: Opening = usualOpening;
	let listWatch: ListWatch | null = null;
	const pause = createPause(clock);
	const order = options.order ?? new ListingOrder(clock);
	const release = order.hold();
	const shared = {...settings, kinds, rootKinds: new Set(options.rootKinds), emit, report, order, release};

	const onWait = ({message, retryAt}: Closure) => {
		release();
		report('retrying', message, retryAt);
	};

	const runListWatch = async (): Promise<Delay | null> => {
		if (turn) await turn.begin(signal, onWait);
		const current = new ListWatch({...shared, goodUntil, opening});
		listWatch = current;
		const end = await current.over;
		release();
		listWatch = null;
		({goodUntil} = current);
		noteEnd(end, turn);
		if (end.type === 'aborted' || end.type === 'renewed') return null;
		const livedMs = current.liveAt === null ? 0 : clock.now() - current.liveAt;
		const isAsked = 'retryAfterMs' in end && end.retryAfterMs > 0;
		const isHeld = end.type === 'refused' && options.budget?.isRefused === true;
		const delayMs = delayAfter(end, delays.next(livedMs), refusedMs);
		const retryAt = Math.max(clock.now() + delayMs, options.budget?.closure?.retryAt ?? 0);
		opening = openingAfter(end);
		reportEnd(report, end, isHeld ? null : retryAt);
		return {delayMs, isAsked, isHeld};
	};

	const run = async () => {
		const stop = () => {
			stopped = true;
			release();
			listWatch?.end({type: 'aborted'});
			pause.end();
		};

		signal.addEventListener('abort', stop, {once: true});
		while (!signal.aborted) {
			const delay = await runListWatch().catch(unlessAborted(signal));
			// A listener of the status may have aborted.
			if (delay === null || signal.aborted) continue;
			if (delay.isHeld) await options.budget?.untilReleased(signal);
			else await pause.begin(delay);
		}

		signal.removeEventListener('abort', stop);
	};

	return {
		done: run(),
		relist() {
			listWatch?.relist();
			pause.end();
		},
		wake: () => pause.wake(),
		show(more) {
			const fresh = more.filter(kind => !kinds.has(kind) && kinds.add(kind));
			if (fresh.length > 0) listWatch?.show(fresh);
		},
	};
};

const usualOpening: Opening = {message: 'opening the stream'};

const openingAfter = (end: ListWatchEnd): Opening =>
	isStarting(end) ? {message: wordsFor(end), starting: true} : usualOpening;

const reportEnd = (report: Report, end: ListWatchEnd, retryAt: number | null): void => {
	const opening = openingAfter(end);
	if (opening.starting) report('connecting', opening.message, null, startingOf(opening));
	else report(statusAfter(end), wordsFor(end), retryAt, factsOf(end));
};

const noteEnd = (end: ListWatchEnd, turn: Turn | undefined): void => {
	const failure = failureIn(end);
	if (failure === null) turn?.leave();
	else turn?.fail(failure);
};

/** A wait for a turn that an abort ended is not a failure. */
const unlessAborted = (signal: AbortSignal) => (error: unknown) => {
	if (signal.aborted) return null;
	throw error;
};

/** Emits the status of a scope if it changed. */
const createReport = (
	source: string,
	scope: string,
	clock: Clock,
	emit: (event: SourceEvent) => void,
): Report => {
	let last = '';
	return (status, message, retryAt, more = {}) => {
		const now = JSON.stringify([status, message, retryAt, more]);
		if (now === last) return;
		last = now;
		emit({type: 'status', source, scope, at: clock.now(), status, message, retryAt, ...more});
	};
};
