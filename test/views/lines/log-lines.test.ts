import {describe, expect, test} from 'vitest';
import {parseInstant} from '../../../source/model/instant.js';
import type {LogLine} from '../../../source/model/log.js';
import {plainLogText} from '../../../source/state/logs/log-text.js';
import {highlighted} from '../../../source/views/lines/highlight.js';
import {logLines} from '../../../source/views/lines/log-lines.js';
import {createTheme} from '../../../source/views/lines/theme.js';
import {broken} from '../../state/log-story.js';
import {type Play, playing, resource, start} from '../../state/stage.js';
import {bare, seen, theme} from '../stage.js';

const line = (text: string, more: Partial<LogLine> = {}): LogLine => ({
	stream: 'stdout',
	time: parseInstant('2026-01-02T03:04:05.678901234Z'),
	text,
	origin: null,
	...more,
});

/** A log view of 40 columns and 8 lines with these lines. */
const logs = (lines: readonly LogLine[]): Play => {
	const play = playing([resource('container', 'web-1')], {
		view: {kind: 'containers', filter: '', sort: ''},
		size: {columns: 40, rows: 12},
	}).press('l');
	return play.dispatch({
		type: 'log',
		view: play.view('logs').id,
		at: Date.parse('2026-01-02T03:04:06Z'),
		events: lines.map(one => ({writer: 1, event: {type: 'line', line: one}})),
	});
};

const numbered = (count: number): LogLine[] =>
	Array.from({length: count}, (_none, index) => line(`line ${index}`));
const drawn = (play: Play, theTheme = bare): string[] =>
	logLines(play.state, play.view('logs'), theTheme).map(seen);

describe('logs', () => {
	test('show the last lines while they follow', () => {
		expect(drawn(logs(numbered(100)))).toEqual(
			numbered(100)
				.slice(-9)
				.map(({text}) => text),
		);
	});

	test('stay where they were frozen, and a rule parts off what came since', () => {
		const play = logs(numbered(20)).press('f');
		play.dispatch({
			type: 'log',
			view: play.view('logs').id,
			at: Date.parse('2026-01-02T03:04:06Z'),
			events: [{writer: 1, event: {type: 'line', line: line('late')}}],
		});
		expect(drawn(play)).toEqual(
			numbered(20)
				.slice(-9)
				.map(({text}) => text),
		);
		expect(drawn(play.press('down')).slice(-3)).toEqual([
			'line 19',
			'── 1 new since it was frozen ───────────',
			'late',
		]);
	});

	test('wrap long lines on request, wide characters too', () => {
		const play = logs([line('x'.repeat(50)), line('日本語'.repeat(8))]);
		expect(drawn(play)).toEqual(['x'.repeat(40), `${'日本語'.repeat(6)}日本`]);
		expect(drawn(play.press('w'))).toEqual([
			'x'.repeat(40),
			'x'.repeat(10),
			`${'日本語'.repeat(6)}日本`,
			'語日本語',
		]);
	});

	test('scroll sideways', () => {
		expect(drawn(logs([line('0123456789abcdef')]).press('right'))).toEqual(['abcdef']);
	});

	test('show times and where lines come from', () => {
		const play = logs([line('started', {origin: 'web-1'}), line('no time', {time: null, origin: 'db-1'})]);
		expect(drawn(play.press('T'))).toEqual([
			'2026-01-02 03:04:05.678 web-1 │ started',
			'                        db-1  │ no time',
		]);
	});

	test('keep both ends of long origins, and align what follows', () => {
		const origins = ['shop/web-6d5f8b7c9-abcde nginx', 'shop/web-6d5f8b7c9-abcde sidecar', 'shop/db-0 db'];
		expect(drawn(logs(origins.map(origin => line('x', {origin}))))).toEqual([
			'sho…de nginx │ x',
			'sho… sidecar │ x',
			'shop/db-0 db │ x',
		]);
	});

	test('say what the bound lost', () => {
		const play = logs(numbered(100_050)).press('g');
		expect(drawn(play).slice(0, 2)).toEqual(['── 50 older lines dropped ──────────────', 'line 50']);
	});

	test('say that they wait, or why they ended', () => {
		const play = logs([]);
		expect(drawn(play)).toEqual(['waiting for the first line (1 shows the', 'log from its start)']);
		play.dispatch({
			type: 'log',
			view: play.view('logs').id,
			at: start,
			events: [{writer: 1, event: broken('the container\u0007 is gone')}],
		});
		expect(drawn(play)).toEqual(['── 22:13:20 the container␇ is gone ──']);
	});

	test('colour standard error and origins', () => {
		const play = logs([line('bad', {stream: 'stderr', origin: 'web-1'})]);
		const [text] = logLines(play.state, play.view('logs'), theme);
		expect(text).toContain('\u001b[33mbad\u001b[0m');
		expect(text).toMatch(/^.\[3\dmweb-1 │ /u);
		const [ascii] = logLines(
			play.state,
			play.view('logs'),
			createTheme({theme: 'mono', ascii: true, colour: false}),
		);
		expect(seen(ascii ?? '')).toBe('web-1 | bad');
	});
});

describe('the look of a line', () => {
	const styled = (play: Play, theTheme = theme) => logLines(play.state, play.view('logs'), theTheme);

	test('has the colours of its program, unless there are none', () => {
		const play = logs([line('\u001b[32mready\u001b[0m in \u001b[2J3 s')]);
		expect(styled(play)).toEqual(['\u001b[32mready\u001b[0m in ␛[2J3 s']);
		expect(styled(play, bare)).toEqual(['ready in ␛[2J3 s']);
	});

	test('keeps colours in their places where it is wrapped, scrolled and searched', () => {
		const play = logs([line(`${'x'.repeat(38)}\u001b[31mABCDEF\u001b[0m`)]);
		const xs = 'x'.repeat(38);
		expect(styled(play)).toEqual([`${xs}\u001b[31mAB\u001b[0m`]);
		expect(styled(play.press('right'))).toEqual([`${xs.slice(10)}\u001b[31mABCDEF\u001b[0m`]);
		play.press('w');
		expect(styled(play)).toEqual([`${xs}\u001b[31mAB\u001b[0m`, '\u001b[31mCDEF\u001b[0m']);
		play.press('/').type('d').press('enter up G');
		expect(styled(play)[1]).toBe('\u001b[31mC\u001b[0m\u001b[30;43mD\u001b[0m\u001b[31mEF\u001b[0m');
	});

	test('is that of the cursor in a frozen log', () => {
		const play = logs([line('\u001b[32mready\u001b[0m'), line('')]).press('f');
		expect(styled(play)).toEqual(['\u001b[32mready\u001b[0m', '\u001b[7m \u001b[0m']);
		expect(styled(play.press('up'))).toEqual(['\u001b[7mready\u001b[0m', '']);
	});

	test('shows a match under the cursor without colours too', () => {
		const play = logs([line('a match')])
			.press('/')
			.type('match')
			.press('enter');
		expect(styled(play, bare)).toEqual(['\u001b[7ma \u001b[0m\u001b[7;4mmatch\u001b[0m']);
	});

	test('is laid out on request, with what is what', () => {
		const play = logs([line('{"level":"error","msg":"no","n":1}', {stream: 'stderr'})]).press('J');
		expect(styled(play)).toEqual(['\u001b[31mERROR\u001b[0m no \u001b[36mn=\u001b[0m1']);
	});

	test('is dim around what matches', () => {
		const play = logs([line('a'), line('b')])
			.press('&')
			.type('b')
			.press('enter C');
		expect(styled(play)).toEqual(['\u001b[90ma\u001b[0m', 'b']);
	});

	test('says so where no line passes', () => {
		const play = logs([line('a')])
			.press('&')
			.type('b')
			.press('enter');
		expect(drawn(play).join(' ')).toBe('1 line filtered out; Esc takes the filters back');
	});
});

test.each([
	['colours are dropped', '\u001b[1;31merror\u001b[0m', 'error'],
	['other sequences are shown', 'a\u001b]0;title\u0007', 'a␛]0;title␇'],
	['the line end is dropped', 'a\r\n', 'a'],
	['a return within the line is shown', 'a\rb', 'a␍b'],
])('of the text of a log line %s', (_title, text, expected) => {
	expect(plainLogText(text)).toBe(expected);
});

test.each([
	['plain text, in any case', 'GET /Cart', 'cart', 'GET /<Cart>'],
	['every match', 'a b a', 'a', '<a> b <a>'],
	['signs as they are when quoted', 'a.b axb', '"a.b"', '<a.b> axb'],
	['a regular expression', 'took 12 ms', '\\d+', 'took <12> ms'],
	['nothing of a broken one', 'a(b', '(', 'a(b'],
	['nothing when nothing is searched', 'abc', '', 'abc'],
])('a search highlights %s', (_title, text, search, expected) => {
	expect(highlighted(text, search, '7', '').replaceAll('\u001b[7m', '<').replaceAll('\u001b[0m', '>')).toBe(
		expected,
	);
});
