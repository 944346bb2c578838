import {numberText} from '../model/count-text.js';

/** Limits the lines about faults: a server that sends garbage sends a lot of it. */
type FaultDigest = {
	/** The lines to write for a fault of a source at `at`, epoch milliseconds, without the source's name. */
	readonly take: (source: string, message: string, at: number) => readonly SourceLine[];
	/** The summaries of omitted faults that are due at `at`. */
	readonly expire: (at: number) => readonly SourceLine[];
};

/** A line about a source. */
export type SourceLine = {readonly source: string; readonly text: string};

type Window = {readonly source: string; readonly kind: string; readonly until: number; count: number};

const windowMs = 60_000;
const maxOfAKind = 5;
const maxKinds = 20;

/** What faults of one kind have in common: the attempt, without its object and its result. */
const kindOf = (message: string): string => /^[^:({["“”'\d]*/.exec(message)?.[0].trim().slice(0, 80) ?? '';

/**
 * The first few faults of each kind within a minute are written in full, the others only counted. If a source has too
 * many kinds of faults, the further kinds are counted together.
 */
export const createFaultDigest = (): FaultDigest => {
	const windows = new Map<string, Window>();
	const kinds = new Map<string, number>();
	let next = Number.POSITIVE_INFINITY;

	const open = (source: string, kind: string, at: number): Window => {
		const others = kinds.get(source) ?? 0;
		const name = others < maxKinds ? kind : '';
		const key = JSON.stringify([source, name]);
		const known = windows.get(key);
		if (known) return known;
		const window = {source, kind: name, until: at + windowMs, count: 0};
		windows.set(key, window);
		kinds.set(source, others + 1);
		next = Math.min(next, window.until);
		return window;
	};

	const expire = (at: number): readonly SourceLine[] => {
		if (at < next) return [];
		const lines: SourceLine[] = [];
		for (const [key, {source, kind, until, count}] of windows) {
			if (at < until) continue;
			windows.delete(key);
			kinds.set(source, (kinds.get(source) ?? 1) - 1);
			const more = numberText(Math.max(count - maxOfAKind, 0));
			const what = kind === '' ? 'of other kinds' : `like '${kind}'`;
			if (count > maxOfAKind) lines.push({source, text: `… and ${more} more ${what} within a minute`});
		}

		next = Math.min(...[...windows.values()].map(({until}) => until));
		return lines;
	};

	return {
		take(source, message, at) {
			const left = expire(at);
			const kind = kindOf(message);
			const window = windows.get(JSON.stringify([source, kind])) ?? open(source, kind, at);
			window.count += 1;
			return window.count > maxOfAKind ? left : [...left, {source, text: message}];
		},
		expire,
	};
};
