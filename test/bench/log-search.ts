import {lineEntry} from '../../source/state/logs/entry.js';
import {everyLine, type LinePattern, linePattern} from '../../source/state/logs/line-filter.js';
import {LineIndex} from '../../source/state/logs/line-index.js';
import {LogBuffer} from '../../source/state/logs/log-buffer.js';
import {figureOf, type Line} from './figures.js';

const lines = 100_000;

const timed = (run: () => void): number => {
	const began = performance.now();
	run();
	return performance.now() - began;
};

const textOf = (number: number): string =>
	`10.42.${number % 250}.${number % 97} - - "GET /cart/${number % 9973} HTTP/1.1" ${number % 7 === 0 ? 500 : 200} ` +
	`${(number * 7919) % 48_000} "-" "Mozilla/5.0 (X11; Linux x86_64)" rt=0.${number % 999}`;

const structuredOf = (number: number): string =>
	JSON.stringify({
		time: new Date(1_700_000_000_000 + number * 37).toISOString(),
		level: number % 7 === 0 ? 'error' : 'info',
		msg: `GET /cart/${number % 9973} answered`,
		status: number % 7 === 0 ? 500 : 200,
		user: `u-${number % 977}`,
		durationMs: number % 999,
	});

const filled = (
	write: (number: number) => string,
): {readonly buffer: LogBuffer; readonly index: LineIndex} => {
	const buffer = new LogBuffer();
	const index = new LineIndex(buffer);
	const entries = Array.from({length: lines}, (_none, number) => {
		const time = {at: number, nanos: 0};
		return lineEntry(null, time, {stream: 'stdout', time, text: write(number), origin: null});
	});
	buffer.merge(entries);
	return {buffer, index};
};

const patternOf = (text: string): LinePattern => {
	const pattern = linePattern(text);
	if (pattern === null) throw new Error(`${text} is not an expression`);
	return pattern;
};

/** A search of lines that are laid out: the first one, and the next ones. */
const structuredLines = (quick: boolean): Line[] => {
	const firsts: number[] = [];
	const others: number[] = [];
	let found = 0;
	for (let run = 0; run < (quick ? 4 : 8); run++) {
		const {index} = filled(structuredOf);
		index.lay({isStructured: true, field: null});
		const first = timed(() => index.search(patternOf('status=5\\d\\d user')));
		const next = ['status=5\\d\\d user=u', 'status=5\\d\\d user=u-4', 'answered status'].map(text =>
			timed(() => index.search(patternOf(text))),
		);
		found = index.matchCount;
		if (run < 2) continue;
		firsts.push(first);
		others.push(...next);
	}

	const line = (row: string, times: readonly number[]): Line => ({
		row: `search ${lines} structured lines of a log: ${row}`,
		baseline: 'a full view',
		figure: figureOf(times),
		unit: 'ms' as const,
		target: {atMost: 100},
		note: `${found} lines`,
	});
	return [line('first', firsts), line('next', others)];
};

/** From a search, or a filter, that is accepted to all its lines. */
export const searchLines = async (quick: boolean): Promise<Line[]> => {
	const {index} = filled(textOf);
	const plain = ['cart/4711', '"absent"', 'get.*5\\d\\d.*linux', '& cart/99'].map(text => {
		const isFilter = text.startsWith('& ');
		const pattern = patternOf(text.replace('& ', ''));
		const times: number[] = [];
		for (let run = 0; run < (quick ? 5 : 15); run++) {
			const ms = timed(() =>
				isFilter ? index.filter({...everyLine, keep: [pattern]}) : index.search(pattern),
			);
			// The first runs are compiled while they run.
			if (run >= 2) times.push(ms);
		}

		const found = isFilter ? index.count : index.matchCount;
		index.filter(everyLine);
		index.search(null);
		return {
			row: `${isFilter ? 'filter' : 'search'} ${lines} lines of a log: ${text}`,
			baseline: 'a full view',
			figure: figureOf(times),
			unit: 'ms' as const,
			target: {atMost: 100},
			note: `${found} lines`,
		};
	});
	return [...plain, ...structuredLines(quick)];
};
