import {isTrouble, type LogBlock, levelIn} from './block.js';
import type {LineEntry, LogEntry} from './entry.js';
import {asWritten, type Layout, laidOut} from './layout.js';
import {everyLine, isEveryLine, type LineFilter, type LinePattern} from './line-filter.js';
import {LineNumbers} from './line-numbers.js';
import type {LogBuffer} from './log-buffer.js';
import {plainText} from './log-text.js';

// Lines of a block are written at once: others between them are few.
const maxBack = 2000;

/** Which lines of a log are shown, and which of these match the search. Each line is tested once, when it comes. */
export class LineIndex {
	readonly #buffer: LogBuffer;
	readonly #shown = new LineNumbers();
	readonly #matches = new LineNumbers();
	#filter = everyLine;
	#search: LinePattern | null = null;
	#layout = asWritten;
	/** Number of the present filter: what was tested with another one is tested again. */
	#tested = 1;
	#searched = 1;

	constructor(buffer: LogBuffer) {
		this.#buffer = buffer;
	}

	/** Every line is shown. */
	get isAll(): boolean {
		return isEveryLine(this.#filter);
	}

	/** How many lines are shown. */
	get count(): number {
		return this.isAll ? this.#buffer.size : this.#shown.count;
	}

	/** How many of the shown lines match the search. */
	get matchCount(): number {
		return this.#matches.count;
	}

	/** Number of the line at an index among those shown; undefined beyond the ends. */
	at(index: number): number | undefined {
		if (!this.isAll) return this.#shown.at(index);
		return index < 0 || index >= this.#buffer.size ? undefined : this.#buffer.first + index;
	}

	/** Index of the first shown line that is this one or after it. */
	indexOf(number: number): number {
		if (!this.isAll) return this.#shown.indexOf(number);
		return Math.max(0, Math.min(number - this.#buffer.first, this.#buffer.size));
	}

	/** Whether a line is shown and matches the search. */
	isMatch(number: number): boolean {
		return this.#matches.at(this.#matches.indexOf(number)) === number;
	}

	/** Index of a line among those that match; or of the next one. */
	matchIndexOf(number: number): number {
		return this.#matches.indexOf(number);
	}

	/** The nearest match after or before a line; not around the end; null for none. */
	nextMatch(from: number, direction: 'forward' | 'backward'): number | null {
		const index = this.#matches.indexOf(direction === 'forward' ? from + 1 : from);
		return this.#matches.at(direction === 'forward' ? index : index - 1) ?? null;
	}

	/** Shows other lines. */
	filter(filter: LineFilter): void {
		this.#filter = filter;
		this.#tested += 1;
		this.#shown.dropFrom(0);
		this.update(0);
	}

	/** Lines are laid out otherwise: they match what is seen too. */
	lay(layout: Layout): void {
		this.#layout = layout;
		this.#searched += 1;
		for (let number = this.#buffer.first; number < this.#buffer.total; number++) {
			const entry = this.#buffer.entry(number);
			if (entry?.type === 'line') entry.laidOut = undefined;
		}

		this.filter(this.#filter);
	}

	/** Searches for something else; null for nothing. */
	search(pattern: LinePattern | null): void {
		this.#search = pattern;
		this.#searched += 1;
		this.#findFrom(0);
	}

	/** Lines from this number on are new, or have other numbers; the oldest may be gone. */
	update(from: number): void {
		const {first} = this.#buffer;
		this.#shown.dropBefore(first);
		this.#matches.dropBefore(first);
		const changed = Math.max(from, first);
		this.#findFrom(this.isAll ? changed : this.#place(this.#test(changed)));
	}

	/** Tests lines that were not tested yet; returns the first number from which lines may be shown otherwise. */
	#test(from: number): number {
		let low = from;
		for (let number = from; number < this.#buffer.total; number++) {
			const entry = this.#buffer.entry(number);
			if (entry?.type !== 'line' || entry.tested === this.#tested) continue;
			entry.tested = this.#tested;
			if (this.#changes(entry)) low = Math.min(low, this.#firstOf(entry.block, low));
		}

		return low;
	}

	/** Whether a line changes if the lines before it, to which it belongs, are shown. */
	#changes(entry: LineEntry): boolean {
		const {block} = entry;
		const {keep, hide, troubleOnly} = this.#filter;
		const isFirst = block.filter !== this.#tested;
		if (isFirst) Object.assign(block, {filter: this.#tested, kept: 0, isHidden: false});
		if (keep.length > 0 || hide.length > 0) {
			const text = plainText(entry);
			for (const [index, pattern] of keep.entries())
				if (this.#has(entry, text, pattern)) block.kept |= 1 << index;
			block.isHidden ||= hide.some(pattern => this.#has(entry, text, pattern));
		}

		const before = block.verdict;
		const isKept = block.kept === (1 << keep.length) - 1 && !(troubleOnly && !isTrouble(levelIn(block)));
		block.verdict = block.isHidden ? 'hidden' : isKept ? 'passes' : 'other';
		return !isFirst && block.verdict !== before;
	}

	/** Number of the first line of a block before another line. */
	#firstOf(block: LogBlock, before: number): number {
		const end = Math.max(this.#buffer.first, before - maxBack);
		let first = before;
		let left = block.lines;
		for (let number = before - 1; number >= end && left > 0; number--) {
			const entry = this.#buffer.entry(number);
			if (entry?.type !== 'line' || entry.block !== block) continue;
			first = number;
			left -= 1;
		}

		return first;
	}

	#verdict(number: number): LogBlock['verdict'] | 'note' {
		const entry = this.#buffer.entry(number);
		return entry?.type === 'line' ? entry.block.verdict : 'note';
	}

	/** The number so many lines before this one, not counting hidden ones. */
	#linesBefore(number: number, count: number): number {
		const end = Math.max(this.#buffer.first, number - maxBack);
		let left = count;
		let at = number;
		while (at > end && left > 0) {
			at -= 1;
			if (this.#verdict(at) !== 'hidden') left -= 1;
		}

		return at;
	}

	/** Takes up what is shown from this number on; returns the first number from which that is another than before. */
	#place(from: number): number {
		const {around} = this.#filter;
		const start = this.#linesBefore(from, around);
		this.#shown.dropFrom(start);
		const show = (number: number): void => {
			if (number >= start) this.#shown.push(number);
		};
		const before: number[] = [];
		let after = 0;
		for (let number = this.#linesBefore(start, around); number < this.#buffer.total; number++) {
			const verdict = this.#verdict(number);
			if (verdict === 'hidden') continue;
			if (verdict === 'passes') {
				before.forEach(show);
				after = around;
			} else if (verdict === 'other' && after > 0) after -= 1;
			else if (verdict === 'other') {
				before.push(number);
				if (before.length > around) before.shift();
				continue;
			}

			// What happened to the log is always shown.
			before.length = 0;
			show(number);
		}

		return start;
	}

	#findFrom(from: number): void {
		this.#matches.dropFrom(from);
		const pattern = this.#search;
		if (pattern === null) return;
		const {count} = this;
		for (let index = this.indexOf(from); index < count; index++) {
			const number = this.at(index) ?? 0;
			const entry = this.#buffer.entry(number);
			if (entry && this.#matchesIn(entry, pattern)) this.#matches.push(number);
		}
	}

	#matchesIn(entry: LogEntry, pattern: LinePattern): boolean {
		if (entry.type === 'note') return pattern.match(plainText(entry));
		if (entry.searched === this.#searched) return true;
		if (entry.searched === -this.#searched) return false;
		const isMatch = this.#has(entry, plainText(entry), pattern);
		entry.searched = isMatch ? this.#searched : -this.#searched;
		return isMatch;
	}

	/** Whether a line matches as it was written, or as it is laid out. */
	#has(entry: LineEntry, written: string, pattern: LinePattern): boolean {
		const {match} = pattern;
		if (match(written)) return true;
		if (!this.#layout.isStructured || !mayDiffer(written, pattern)) return false;
		// Kept, because the next search is often the same with one more word.
		if (entry.laidOut === undefined)
			entry.laidOut = laidOut(entry.line.text, this.#layout, false)?.text ?? null;
		return entry.laidOut !== null && match(entry.laidOut);
	}
}

/** Whether a line can match once it is laid out, though it does not as it was written: laying out takes long. */
const mayDiffer = (written: string, {words, joins}: LinePattern): boolean => {
	if (words === null || written.includes('\\')) return true;
	if (!joins) return false;
	const lower = written.toLowerCase();
	return words.every(word => lower.includes(word));
};
