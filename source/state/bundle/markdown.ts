import {boundedText} from '../../model/bounded-text.js';
import {printable} from '../../model/printable.js';

/** Longer lines are cut: nobody reads them, and some logs have nothing else. */
const maxLine = 2000;

// What Markdown or HTML would read as more than text, wherever it stands.
const signs = /[\\`*_[\]<>&|~#!]/g;

/** Text from elsewhere within a line of Markdown: one line, in which nothing is markup. */
export const inline = (text: string): string =>
	boundedText(printable(text.replace(/\r?\n/g, ' ')), maxLine).replace(signs, '\\$&');

/** Lines from elsewhere as a block that they cannot end: its fence is longer than any run of backticks in it. */
export const fenced = (lines: readonly string[], language = 'text'): readonly string[] => {
	const shown = lines.map(line => boundedText(printable(line), maxLine));
	const runs = shown.flatMap(line => line.match(/`+/g) ?? []).map(run => run.length);
	const fence = '`'.repeat(Math.max(2, ...runs) + 1);
	return [`${fence}${language}`, ...shown, fence];
};

/** A table; the cells are texts from elsewhere. */
export const table = (
	heads: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
): readonly string[] => {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	return [line(heads), line(heads.map(() => '---')), ...rows.map(cells => line(cells.map(inline)))];
};

/** A section with a blank line after its head; [] where it has nothing. */
export const section = (head: string, lines: readonly string[], level = 2): readonly string[] =>
	lines.length === 0 ? [] : ['', `${'#'.repeat(level)} ${head}`, '', ...lines];

/** A time in UTC, so that it is the same for whoever reads it. */
export const utc = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** The first lines of a text from elsewhere, and how many were cut. */
export const bounded = (
	lines: readonly string[],
	max: number,
): {readonly lines: readonly string[]; readonly cut: number} => ({
	lines: lines.slice(0, max),
	cut: Math.max(0, lines.length - max),
});
