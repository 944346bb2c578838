import type {Clock} from '../../world/clock.js';
import type {Random} from '../../world/random.js';
import {nextBurst} from './log-text.js';

/** One line that a container wrote, with the daemon's stamp (RFC 3339, nanoseconds). */
export type TapeLine = {
	readonly at: number;
	readonly stamp: string;
	readonly stream: 'stdout' | 'stderr';
	readonly text: string;
};

/** What a container wrote so far: the last two thousand lines, and who listens. */
export type LogTape = {
	readonly lines: () => readonly TapeLine[];
	readonly write: (text: string, stream: 'stdout' | 'stderr') => void;
	/** Gives back what ends the listening. */
	readonly listen: (listener: (line: TapeLine) => void) => () => void;
	/** Listeners learn that the container stopped. */
	readonly onStop: (listener: () => void) => () => void;
	readonly stop: () => void;
	readonly close: () => void;
};

const max = 2000;

const stampOf = (at: number, nanoseconds: number): string =>
	`${new Date(at).toISOString().slice(0, 23)}${String(nanoseconds).padStart(6, '0')}Z`;

/**
 * The log of one container. An alive one holds some past from the start and writes by itself while somebody
 * listens; what it would have written in the meantime is written when the next one comes.
 */
export const createTape = (clock: Clock, random: Random, alive: boolean): LogTape => {
	const kept: TapeLine[] = [];
	const listeners = new Set<(line: TapeLine) => void>();
	const stops = new Set<() => void>();
	let cancel: (() => void) | null = null;
	let lastAt = clock.now() - 90_000;

	const put = (at: number, text: string, stream: 'stdout' | 'stderr'): void => {
		// Never two alike: those who resume a log find their place by the stamp.
		const previous = kept.at(-1);
		const nanoseconds =
			previous && previous.at === at ? Number(previous.stamp.slice(23, 29)) + 1 : random.integer(0, 900_000);
		const line = {at, stamp: stampOf(at, nanoseconds), stream, text};
		kept.push(line);
		if (kept.length > max) kept.shift();
		for (const listener of listeners) listener(line);
	};

	const burst = (at: number): void => {
		const {stream, lines} = nextBurst(random);
		for (const text of lines) put(at, text, stream);
		lastAt = at;
	};

	const catchUp = (): void => {
		const now = clock.now();
		lastAt = Math.max(lastAt, now - 300_000);
		for (;;) {
			const at = lastAt + random.integer(150, 1600);
			if (at > now) return;
			burst(at);
		}
	};

	const goOn = (): void => {
		cancel = clock.after(random.integer(100, 1500), () => {
			burst(clock.now());
			goOn();
		});
	};

	return {
		lines() {
			if (alive && listeners.size === 0) catchUp();
			return kept;
		},
		write: (text, stream) => put(clock.now(), text, stream),
		listen(listener) {
			listeners.add(listener);
			if (alive && cancel === null) goOn();
			return () => {
				listeners.delete(listener);
				if (listeners.size > 0) return;
				cancel?.();
				cancel = null;
			};
		},
		onStop(listener) {
			stops.add(listener);
			return () => stops.delete(listener);
		},
		stop() {
			for (const listener of [...stops]) listener();
		},
		close() {
			cancel?.();
			cancel = null;
		},
	};
};
