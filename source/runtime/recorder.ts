import {Readable} from 'node:stream';
import type {Reach} from '../model/recording.js';
import {changedLine, changeLine, checkpointLine, eventLine, heartbeatLine} from '../recording/encode.js';
import type {Recording, Segment} from '../recording/recording.js';
import {recordConnection} from '../state/past/checkpoint.js';
import type {Taped} from '../state/past/tape.js';
import type {World} from '../state/past/world.js';
import {Minute} from './minute.js';

type RecorderOptions = {
	/** How much is kept in memory, bytes; at least what is being recorded at the moment. */
	readonly maxBytes: number;
	/** Takes each minute once it is complete, as a member of gzip; null to keep them in memory only. */
	readonly save: ((member: Buffer) => void) | null;
};

/** A minute that is over. */
type Kept = {readonly from: number; readonly to: number; readonly packed: Promise<Buffer>; bytes: number};

const minuteMs = 60_000;

/** A flood begins another minute early: at this share of the memory. */
const maxShare = 1 / 8;
const minRolled = 1024 * 1024;

/** What happened last is in each checkpoint: so much of it. */
const changesKept = 300;

const lineOf = ({event, changes}: Taped): string | null => {
	if (event.type !== 'changed')
		return eventLine(
			event,
			changes.map(({resource}) => resource.key),
		);
	const [change] = changes;
	return change ? changedLine(event, change.before, change.resource) : null;
};

const segmentOf = (from: number, packed: Promise<Buffer>): Segment => ({
	from,
	lines: async function* () {
		const {readLines} = await import('../recording/lines.js');
		yield* readLines(Readable.from([await packed]), true);
	},
});

/**
 * The flight recorder: keeps what the sources reported, compressed, a minute at a time, each with a checkpoint at its
 * start. In memory the oldest minutes go first. Costs nothing while nothing happens.
 */
export class Recorder implements Recording {
	readonly #options: RecorderOptions;
	#minutes: Kept[] = [];
	#open: Minute | null = null;
	#isFull = false;
	#at = Number.NEGATIVE_INFINITY;
	#unsaved: Array<Pick<Minute, 'from' | 'to' | 'member'>> = [];
	#isClosed = false;
	/** The last sign of life of each source after what was written of it. */
	readonly #heardAt = new Map<string, number>();

	constructor(options: RecorderOptions) {
		this.#options = options;
	}

	/** Begins another minute with what is known now. */
	begin(world: World): void {
		if (this.#isClosed) return;
		this.#seal();
		this.#at = Math.max(this.#at, world.now);
		const {connections, resources, changes} = world;
		const minute = new Minute(this.#at, resources);
		minute.member.add(
			checkpointLine({
				at: this.#at,
				connections: [...connections.values()].map(recordConnection),
				catchingUp: changes.catchingUp,
			}),
		);
		for (const entry of changes.window(0, changesKept)) minute.add(changeLine(entry));
		this.#open = minute;
		minute.begin();
	}

	/** Takes what was applied. `world`: after it, asked for at the start of another minute only. */
	take(taped: readonly Taped[], world: () => World): void {
		const minute = this.#open;
		if (!minute || this.#isClosed) return;
		for (const one of taped) this.#write(minute, one);
		// A checkpoint that is still being written would be written whole at once.
		if (!minute.isComplete) return;
		const limit = Math.max(this.#options.maxBytes * maxShare, minRolled, 2 * minute.checkpointBytes);
		if (this.#at - minute.from >= minuteMs || minute.member.bytes > limit) this.begin(world());
	}

	/** What is kept, with the minute that goes on. */
	async segments(): Promise<readonly Segment[]> {
		const open = this.#open;
		const kept = this.#minutes.map(({from, packed}) => segmentOf(from, packed));
		if (!open) return kept;
		open.finish();
		return [...kept, segmentOf(open.from, open.member.whole(open.from, open.to))];
	}

	/** How far back it reaches. */
	async reach(): Promise<Reach> {
		return {
			oldest: this.#minutes[0]?.from ?? this.#open?.from ?? 0,
			newest: null,
			because: this.#isFull ? 'the memory for it is full' : 'it began then',
			bytes: this.#bytes(),
			fault: '',
		};
	}

	/** The minutes that end at a time or later, for a file. */
	async membersFrom(at: number): Promise<readonly Buffer[]> {
		const open = this.#open;
		const kept = this.#minutes.filter(({to}) => to >= at).map(({packed}) => packed);
		if (open) open.finish();
		return Promise.all(open ? [...kept, open.member.whole(open.from, open.to)] : kept);
	}

	/** Saves what is not saved yet, at once. */
	close(): void {
		if (this.#isClosed) return;
		this.#isClosed = true;
		const {save} = this.#options;
		if (!save) return;
		if (this.#open) this.#open.finish();
		for (const {member, from, to} of [...this.#unsaved, ...(this.#open ? [this.#open] : [])])
			save(member.wholeNow(from, to));
	}

	#write(minute: Minute, taped: Taped): void {
		const {event} = taped;
		if (event.type === 'heartbeat') this.#heardAt.set(event.source, event.at);
		const line = lineOf(taped);
		if (line === null) return;
		// How old its rows are depends on the last sign of life.
		if (event.type === 'status') this.#writeHeard(minute, event.source);
		else this.#heardAt.delete(event.source);
		minute.add(line);
		this.#at = Math.max(this.#at, event.at);
		minute.to = this.#at;
	}

	#writeHeard(minute: Minute, source: string): void {
		const at = this.#heardAt.get(source);
		if (at !== undefined) minute.add(heartbeatLine(source, at));
		this.#heardAt.delete(source);
	}

	/** Ends the minute that goes on. */
	#seal(): void {
		const minute = this.#open;
		if (!minute) return;
		for (const source of [...this.#heardAt.keys()]) this.#writeHeard(minute, source);
		minute.finish();
		const {from, to, member} = minute;
		const packed = member.whole(from, to);
		const kept: Kept = {from, to, packed, bytes: member.bytes};
		if (this.#options.maxBytes > 0) this.#minutes.push(kept);
		const {save} = this.#options;
		if (save) this.#unsaved.push(minute);
		void packed.then(bytes => {
			kept.bytes = bytes.length;
			this.#evict();
			if (save) this.#saveDue(save);
		});
		this.#evict();
	}

	/** Minutes are compressed side by side, and saved in their order. */
	#saveDue(save: (member: Buffer) => void): void {
		for (let [first] = this.#unsaved; first?.member.isPacked && !this.#isClosed; [first] = this.#unsaved) {
			this.#unsaved.shift();
			save(first.member.wholeNow(first.from, first.to));
		}
	}

	#bytes(): number {
		return this.#minutes.reduce((sum, {bytes}) => sum + bytes, this.#open?.member.bytes ?? 0);
	}

	#evict(): void {
		let bytes = this.#bytes();
		while (bytes > this.#options.maxBytes && this.#minutes.length > 0) {
			bytes -= this.#minutes.shift()?.bytes ?? 0;
			this.#isFull = true;
		}
	}
}
