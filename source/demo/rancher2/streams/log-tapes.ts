import type {Clock} from '../../world/clock.js';
import {createRandom, type Random} from '../../world/random.js';
import {nextBurst} from './log-text.js';

/** One line that a container wrote, with its stamp (RFC 3339, nanoseconds). */
export type Line = {readonly at: number; readonly stamp: string; readonly text: string};
/** What a container wrote, now and before its last start, and who listens. */
export type Tape = {
	lines: Line[];
	previous: readonly Line[];
	readonly listeners: Set<(line: Line) => void>;
	lastAt: number;
};

const max = 2000;

const offsetMs = 2 * 3_600_000;

// containerd stamps lines with the offset of the node, which the kubelet hands on: these nodes are in UTC+2.
const stampOf = (at: number, nanoseconds: number): string =>
	`${new Date(at + offsetMs).toISOString().slice(0, 23)}${String(nanoseconds).padStart(6, '0')}+02:00`;

/** What a container wrote before its last start: why it ended. */
const linesBefore = (random: Random, now: number): readonly Line[] =>
	Array.from({length: 5}, (_, index) => {
		const at = now - 900_000 + index * 700;
		const text = index === 4 ? 'panic: out of memory' : (nextBurst(random, at)[0] ?? '');
		return {at, stamp: stampOf(at, index), text};
	});

/** The logs of all containers by their names; `alive` ones write by themselves while somebody listens. */
export const createTapes = (clock: Clock, alive: boolean) => {
	const random = createRandom(11);
	const tapes = new Map<string, Tape>();
	const timers = new Set<() => void>();

	const put = (tape: Tape, at: number, text: string): void => {
		const last = tape.lines.at(-1);
		const nanoseconds =
			last && last.at === at ? Number(last.stamp.slice(23, 29)) + 1 : random.integer(0, 900_000);
		const line = {at, stamp: stampOf(at, nanoseconds), text};
		tape.lines.push(line);
		if (tape.lines.length > max) tape.lines.shift();
		for (const listener of [...tape.listeners]) listener(line);
	};

	const burst = (tape: Tape, at: number): void => {
		for (const text of nextBurst(random, at)) put(tape, at, text);
	};

	const tapeOf = (key: string): Tape => {
		const kept = tapes.get(key);
		if (kept) return kept;
		const now = clock.now();
		const previous = linesBefore(random, now);
		const tape: Tape = {lines: [], previous, listeners: new Set(), lastAt: now - 60_000};
		tapes.set(key, tape);
		return tape;
	};

	const catchUp = (tape: Tape): void => {
		for (
			let at = tape.lastAt + random.integer(200, 2500);
			at < clock.now();
			at += random.integer(200, 2500)
		) {
			burst(tape, at);
		}

		tape.lastAt = clock.now();
	};

	const goOn = (tape: Tape): void => {
		const cancel = clock.after(random.integer(150, 1800), () => {
			timers.delete(cancel);
			if (tape.listeners.size === 0) return;
			burst(tape, clock.now());
			tape.lastAt = clock.now();
			goOn(tape);
		});
		timers.add(cancel);
	};

	return {
		tapeOf,
		put,
		listen(tape: Tape, listener: (line: Line) => void): () => void {
			tape.listeners.add(listener);
			if (alive && tape.listeners.size === 1) goOn(tape);
			return () => tape.listeners.delete(listener);
		},
		/** What there is by now. One that does not run wrote nothing since. */
		past(tape: Tape, runs: boolean): readonly Line[] {
			if (!runs && tape.lines.length > 0) tape.lastAt = clock.now();
			if (alive && tape.listeners.size === 0) catchUp(tape);
			return tape.lines;
		},
		/** The container is started again: its log is another file from now on. */
		restart(tape: Tape): void {
			tape.previous = tape.lines;
			tape.lines = [];
			tape.lastAt = clock.now();
		},
		close(): void {
			for (const cancel of timers) cancel();
		},
	};
};
