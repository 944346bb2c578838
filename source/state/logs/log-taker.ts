import {countText} from '../../model/count-text.js';
import {compareInstants, type Instant} from '../../model/instant.js';
import type {LogEvent, LogLine} from '../../model/log.js';
import {durationText} from '../text/time-text.js';
import {Arrivals, windowMs} from './arrivals.js';
import {type LogEntry, type LogNews, type LogNote, lineEntry} from './entry.js';
import type {LogBuffer, Shift} from './log-buffer.js';
import type {Coming, Members} from './members.js';
import {nameOf} from './names.js';
import type {Writer} from './writer.js';

/** An event of the log of one writer, by its number. */
export type WriterEvent = {readonly writer: number; readonly event: LogEvent};

// A clock that is wrong by less does not matter: lines are shown in the order in which they came.
const maxSkewMs = 2000;

const maxShared = 100;

const later = (one: Instant, other: Instant | null): Instant =>
	other !== null && compareInstants(other, one) > 0 ? other : one;

/** Puts what writers send into the buffer of a view, in the order of time. */
export class LogTaker {
	readonly #buffer: LogBuffer;
	readonly #members: Members;
	readonly #arrivals = new Arrivals();
	/** By how much clocks were reported to differ, milliseconds: others that differ by the same are not news. */
	readonly #skews: number[] = [0];
	/** What happened last in each way, by its words. */
	readonly #shared = new Map<string, LogNote>();
	#now = 0;
	#batch: LogEntry[] = [];
	#newest: Instant | null = null;
	/** Number of the first entry that was not passed on. */
	#passed = 0;

	constructor(buffer: LogBuffer, members: Members) {
		this.#buffer = buffer;
		this.#members = members;
	}

	/** Takes events in the order in which they came. */
	take(events: readonly WriterEvent[], now: number): Shift {
		this.#begin(now);
		for (const {writer: number, event} of events) {
			const writer = this.#members.get(number);
			if (writer) this.#event(writer, event);
		}

		return this.#end();
	}

	/** Says who came and who went. */
	announce({joined, left}: Coming, now: number): Shift {
		this.#begin(now);
		for (const {writer, isGone} of left) {
			writer.state = 'left';
			writer.message = null;
			const {newest} = writer;
			this.#note(writer, {type: 'left'}, isGone ? 'is gone' : 'has ended');
			// Its last lines may still come, and go before that.
			writer.newest = newest;
		}

		for (const writer of joined) this.#note(writer, {type: 'joined'}, 'is new here');
		return this.#end();
	}

	/** Draws a mark at the end. */
	mark(text: string, now: number): Shift {
		this.#begin(now);
		this.#note(null, {type: 'mark'}, text);
		return this.#end();
	}

	/** Number of the first entry that a late line may still be put before. */
	settled(now: number): number {
		return this.#arrivals.settled(now);
	}

	/** Entries before this number were written elsewhere: nothing is put before them any more. */
	passOn(number: number): void {
		this.#passed = Math.max(this.#passed, number);
	}

	#begin(now: number): void {
		this.#now = now;
		this.#newest = this.#buffer.newest;
		this.#batch = [];
	}

	#end(): Shift {
		const batch = this.#batch;
		const isOrdered = batch.every((entry, index) => {
			const before = batch[index - 1];
			return before === undefined || compareInstants(before.place, entry.place) <= 0;
		});
		const shift = this.#buffer.merge(
			isOrdered ? batch : batch.toSorted((one, other) => compareInstants(one.place, other.place)),
		);
		this.#arrivals.note(this.#buffer.total, this.#now);
		this.#batch = [];
		return shift;
	}

	#event(writer: Writer, event: LogEvent): void {
		if (event.type === 'line') this.#line(writer, event.line);
		else if (event.type === 'live') this.#live(writer);
		else if (event.type === 'stopped') this.#stopped(writer, event);
		else {
			const lines = event.count === null ? 'an unknown number of lines' : countText(event.count, 'line');
			const news = {type: 'lost', count: event.count} as const;
			this.#note(writer, news, `⋯ ${lines} lost: ${event.message}`, 'warning');
		}
	}

	#line(writer: Writer, line: LogLine): void {
		const now = this.#now;
		if (line.time !== null) {
			if (writer.after !== null && compareInstants(line.time, writer.after) <= 0) return;
			writer.lastTime = line.time;
		}

		const own = line.time ?? writer.newest ?? this.#newest ?? {at: now, nanos: 0};
		const isPast = line.time !== null && writer.lag.note(line.time.at, now);
		let place = later(own, writer.newest);
		let lateMs = 0;
		// What was written before anybody looked is put where it belongs, however long that takes.
		const mayBeAnywhere = !this.#members.hasSeveral || (isPast && !writer.wasInterrupted);
		const settled = mayBeAnywhere ? 0 : this.settled(now);
		if (this.#isTooLate(place, settled)) {
			const beyondMs = now - own.at - Math.max(0, writer.lag.ms ?? 0);
			if (beyondMs > windowMs) lateMs = now - own.at;
			place = later(place, this.#newest);
		}

		writer.newest = place;
		const entry = lineEntry(writer, place, line, {lateMs, block: writer.blocks.of(line)});
		this.#add(entry);
		if (line.origin !== null) this.#members.widen(nameOf(entry, this.#members.hasSeveral) ?? '');
		if (!isPast) this.#noteSkew(writer);
	}

	/** Whether what belongs there was passed already: entries before number `settled` stay as they are. */
	#isTooLate(place: Instant, settled: number): boolean {
		const last = this.#buffer.entry(Math.max(settled, this.#passed) - 1);
		return last !== undefined && compareInstants(last.place, place) > 0;
	}

	#noteSkew(writer: Writer): void {
		const {ms} = writer.lag;
		if (ms === null || Math.abs(ms) <= maxSkewMs) return;
		if (this.#skews.some(known => Math.abs(known - ms) <= maxSkewMs)) return;
		this.#skews.push(ms);
		const by = durationText(Math.abs(ms));
		const text =
			ms < 0
				? `the clock that stamps these lines is ${by} ahead of this machine's`
				: `these lines come ${by} late, or the clock that stamps them is behind this machine's`;
		this.#note(writer, {type: 'clock'}, text, 'warning');
	}

	#live(writer: Writer): void {
		const {state, since} = writer;
		if (state === 'live' || state === 'left') return;
		if (state === 'stopped') {
			const tookMs = this.#now - since;
			const after = tookMs < 1000 ? '' : `, after ${durationText(tookMs)}`;
			const type = writer.hasEnded ? 'restarted' : 'gap';
			this.#share(writer, {type, from: since}, `the log goes on${after}`, 'info');
		}

		Object.assign(writer, {state: 'live', message: null, retryAt: null, since: this.#now});
		writer.lag.begin();
	}

	#stopped(writer: Writer, {why, message, retryMs}: Extract<LogEvent, {type: 'stopped'}>): void {
		if (writer.state === 'left') return;
		const isNews = writer.state !== 'stopped' || writer.message !== message;
		if (writer.state !== 'stopped') writer.since = this.#now;
		writer.wasInterrupted ||= writer.state === 'live';
		writer.hasEnded = why === 'ended';
		writer.state = 'stopped';
		writer.message = message;
		writer.retryAt = retryMs === null ? null : this.#now + retryMs;
		// Nobody waits for more of one that was over from the start.
		if (isNews && !(writer.isOver && why === 'ended'))
			this.#share(writer, {type: why}, message, why === 'ended' ? 'info' : 'warning');
	}

	/** What happens to many at once, as when their server is away, is said once. */
	#share(writer: Writer, news: LogNews, text: string, level: LogNote['level']): void {
		const known = this.#shared.get(text);
		if (known !== undefined && known.writer !== writer && this.#now - known.at < windowMs) known.others += 1;
		else {
			if (this.#shared.size >= maxShared) this.#shared.clear();
			this.#shared.set(text, this.#note(writer, news, text, level));
		}
	}

	#note(writer: Writer | null, news: LogNews, text: string, level: LogNote['level'] = 'info'): LogNote {
		const present = {at: this.#now, nanos: 0};
		const place = later(this.#newest ?? present, writer?.newest ?? null);
		if (writer) writer.newest = place;
		const note: LogNote = {type: 'note', writer, place, at: this.#now, news, text, others: 0, level};
		this.#add(note);
		return note;
	}

	#add(entry: LogEntry): void {
		this.#newest = later(entry.place, this.#newest);
		this.#batch.push(entry);
	}
}
