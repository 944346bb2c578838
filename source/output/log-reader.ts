import {messageOf} from '../model/errors.js';
import type {LogEvent, LogOptions} from '../model/log.js';
import type {Resource} from '../model/resource.js';
import {windowMs} from '../state/logs/arrivals.js';
import type {LogEntry} from '../state/logs/entry.js';
import {LogBuffer, maxEntries} from '../state/logs/log-buffer.js';
import type {LogRows} from '../state/logs/log-rows.js';
import {LogTaker, type WriterEvent} from '../state/logs/log-taker.js';
import {type Coming, Members, maxFollowed} from '../state/logs/members.js';
import type {Writer} from '../state/logs/writer.js';
import type {Change} from '../state/rows/change.js';
import type {Row} from '../state/rows/row.js';

/** Reads one log until aborted, or until nothing more can come. */
export type ReadLog = (
	resource: Resource,
	options: LogOptions,
	emit: (event: LogEvent) => void,
	signal: AbortSignal,
) => Promise<void>;

/** What a reader needs. */
type LogReaderOptions = {
	readonly targets: readonly Resource[];
	/** Whether a row that comes later is one of the targets. */
	readonly includes: (row: Row) => boolean;
	readonly rows: LogRows;
	readonly follow: boolean;
	readonly sinceSeconds: number | null;
	readonly read: ReadLog;
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Takes entries in their final order; `members` says how they are named. */
	readonly print: (entry: LogEntry, members: Members) => void;
	/** So many of the oldest entries were lost before they could be printed. */
	readonly lost: (count: number) => void;
};

// Events are taken together: those of many logs cost little more than those of one.
const batchMs = 50;
// What was written before anybody looked comes at once, or takes no longer than this.
const pastQuietMs = 1000;
const maxPastMs = 10_000;
// What a container wrote last may come after the news of its end.
const lastLinesMs = 5000;

/** Reads logs as a view of them does, and passes their lines on in the order of time. */
export class LogReader {
	/** Whether a log could not be read to its end. */
	hasBroken = false;
	readonly members: Members;
	readonly #options: LogReaderOptions;
	readonly #buffer = new LogBuffer();
	readonly #taker: LogTaker;
	readonly #abort = new AbortController();
	readonly #running = new Map<number, AbortController>();
	readonly #queue: Writer[] = [];
	readonly #openedAt: number;
	#pending: WriterEvent[] = [];
	#timer: NodeJS.Timeout | undefined;
	#printed = 0;
	/** When a line from before the start came last. */
	#pastAt: number;
	#isStarting = true;
	#done: () => void = () => undefined;

	constructor(options: LogReaderOptions) {
		this.#options = options;
		const {targets, follow, now} = options;
		// All of them are read, a few at a time, where none is followed.
		this.members = new Members(targets, null, follow ? {} : {once: true, max: Number.POSITIVE_INFINITY});
		this.#taker = new LogTaker(this.#buffer, this.members);
		this.#openedAt = now();
		this.#pastAt = this.#openedAt;
	}

	/** Reads; resolves once every log is read to its end, when none is followed. */
	open(): Promise<void> {
		const done = new Promise<void>(resolve => {
			this.#done = resolve;
		});
		this.#start(this.members.open(this.#options.rows, this.#openedAt));
		if (this.#running.size === 0) this.#done();
		return done;
	}

	/** Takes changes of rows: who comes is followed too, who goes no longer. */
	observe(changes: readonly Change[]): void {
		if (!this.#options.follow) return;
		const {includes, rows} = this.#options;
		for (const {type, row, resource} of changes) {
			this.members.observe(resource, type === 'removed');
			if (type !== 'removed' && includes(row)) this.members.add(resource, rows);
		}

		if (this.members.isChanged) this.#schedule();
	}

	/** Reads no more, and prints what is there. */
	close(): void {
		clearTimeout(this.#timer);
		this.#abort.abort();
		this.#take();
		this.#printUpTo(this.#buffer.total);
	}

	#start({joined}: Coming): void {
		this.#queue.push(...joined);
		while (this.#running.size < maxFollowed) {
			const writer = this.#queue.shift();
			if (writer === undefined) return;
			void this.#read(writer);
		}
	}

	async #read(writer: Writer): Promise<void> {
		const {read, sinceSeconds} = this.#options;
		const own = new AbortController();
		this.#running.set(writer.id, own);
		const signal = AbortSignal.any([this.#abort.signal, own.signal]);
		const {container, resource, isOver} = writer;
		const once = isOver ? {once: true as const} : {};
		const options = {lines: maxEntries, sinceSeconds, previous: false, container, ...once};
		try {
			await read(resource, options, event => this.#emit(writer, event, signal), signal);
		} catch (error) {
			const stopped = {type: 'stopped', why: 'broken', message: messageOf(error), retryMs: null} as const;
			this.#emit(writer, stopped, signal);
		}

		this.#running.delete(writer.id);
		if (this.#abort.signal.aborted) return;
		this.#start({joined: [], left: []});
		if (this.#running.size === 0) this.#done();
	}

	#emit(writer: Writer, event: LogEvent, signal: AbortSignal): void {
		if (signal.aborted) return;
		this.#pending.push({writer: writer.id, event});
		if (event.type === 'stopped' && event.why === 'broken') this.hasBroken = true;
		if (event.type === 'line' && (event.line.time?.at ?? this.#openedAt) < this.#openedAt)
			this.#pastAt = this.#options.now();
		this.#schedule();
	}

	#schedule(): void {
		if (this.#abort.signal.aborted) return;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#take();
			this.#printUpTo(this.#finalEnd());
			if (this.#printed < this.#buffer.total) this.#schedule();
		}, batchMs);
	}

	#take(): void {
		const {follow, now, rows} = this.#options;
		const events = this.#pending;
		this.#pending = [];
		this.#taker.take(events, now());
		if (!follow || !this.members.isChanged) return;
		const coming = this.members.settle(rows, now());
		this.#taker.announce(coming, now());
		for (const {writer} of coming.left) this.#leave(writer);
		this.#start(coming);
	}

	#leave({id}: Writer): void {
		const own = this.#running.get(id);
		if (own === undefined) return;
		const timer = setTimeout(() => own.abort(), lastLinesMs);
		this.#abort.signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
	}

	/** Up to where nothing is put between the entries any more. */
	#finalEnd(): number {
		const {follow, now} = this.#options;
		if (!this.members.hasSeveral) return this.#buffer.total;
		if (!follow) return 0;
		if (this.#isStarting && this.#isPastComing(now())) return 0;
		this.#isStarting = false;
		return this.#taker.settled(now());
	}

	#isPastComing(now: number): boolean {
		if (now - this.#openedAt > maxPastMs) return false;
		const isConnecting = this.members.present.some(({state}) => state === 'connecting');
		return isConnecting || now - this.#pastAt < pastQuietMs || now - this.#openedAt < windowMs;
	}

	#printUpTo(end: number): void {
		const {print, lost} = this.#options;
		const {first} = this.#buffer;
		if (first > this.#printed) {
			lost(first - this.#printed);
			this.#printed = first;
		}

		for (; this.#printed < end; this.#printed++) {
			const entry = this.#buffer.entry(this.#printed);
			if (entry) print(entry, this.members);
		}

		this.#taker.passOn(this.#printed);
	}
}
