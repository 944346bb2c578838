import {describe, expect, test} from 'vitest';
import {createTheme} from '../../source/views/lines/theme.js';
import {action, type Play, reported, start} from '../state/stage.js';
import {body, draw, play, web} from './drawing.js';

describe('without a Screen the whole is drawn by Ink', () => {
	test('a grid, exactly as high as the terminal', () => {
		expect(draw(play())).toEqual([
			'prod ● live',
			'✗ 1 error  ◐ 1 transitioning  ● 1 ok                          0 events/s',
			'─ containers[3] sort health↑ ───────────────────────────────────── 1/3 ─',
			'   NAME              STATE            SINCE IMAGE      MESSAGE',
			'>✗ shop/日本-2       error               2h redis:7    no space left on…',
			' ◐ shop/db-1         starting            5s -          ████░░░░░░  40% …',
			' ● shop/web-1        running             1m nginx:1.27',
			...Array.from({length: 7}, () => ''),
			'no space left on device ␛[2J',
			'Enter open  : command  / filter  ? help  a actions  l logs  d describe',
		]);
	});

	test('and with ASCII only', () => {
		const theme = createTheme({theme: 'default', ascii: true, colour: false});
		expect(draw(play(), theme).slice(0, 7)).toEqual([
			'prod . live',
			'x 1 error  ~ 1 transitioning  . 1 ok                          0 events/s',
			'- containers[3] sort health^ ------------------------------------- 1/3 -',
			'   NAME              STATE            SINCE IMAGE      MESSAGE',
			'>x shop/日本-2       error               2h redis:7    no space left on~',
			' ~ shop/db-1         starting            5s -          ####------  40% ~',
			' . shop/web-1        running             1m nginx:1.27',
		]);
	});
});

test.each([
	[39, 8, 'too small: 39x8, needs 40x8'],
	[20, 5, 'needs 40x8'],
	[8, 3, '40x8'],
])('at %ix%i it says what it needs', (columns, rows, text) => {
	expect(draw(play(columns, rows))[0]).toBe(text);
});

describe('help', () => {
	test('lists the keys of the view below', () => {
		expect(body(play().press('?')).slice(0, 11)).toEqual([
			'Esc, q or ? closes this help',
			'MOVE',
			'  ↑ k            up',
			'  ↓ j            down',
			'  PgUp ctrl-b    page up',
			'  PgDn ctrl-f    page down',
			'  g Home         to the top',
			'  G End          to the end (logs and changes: follow)',
			'  ←              scroll to the left',
			'  →              scroll to what does not fit',
			'VIEW',
		]);
	});

	test('takes two columns where every line fits, and scrolls to its end', () => {
		const lines = body(play(160, 40).press('? G'));
		expect(lines[0]).toMatch(/^(?:\S.*| {2}.*) {20,}\S/u);
		expect(lines.join('\n')).not.toContain('…');
		expect(lines.join('\n')).toContain('not; also: and or ( )');
		expect(body(play(100, 40).press('?')).join('\n')).toContain('command: a kind, a view, q and more');
	});

	test('explains the signs and the filters of a grid', () => {
		const text = body(play(80, 36).press('? G')).join('\n');
		for (const part of [
			'SIGNS',
			'  ◐              in transition',
			'  !              in transition for too long',
			'FILTER',
			'state=active',
		])
			expect(text).toContain(part);
		expect(body(play(80, 60).press('l ?')).join('\n')).not.toContain('SIGNS');
	});
});

describe('other views', () => {
	test('sources are a table with what the chosen one says', () => {
		const play_ = play().dispatch({
			type: 'events',
			events: [{type: 'fault', source: 'prod', at: start, message: 'unexpected frame: ping?'}],
		});
		const lines = draw(play_.press(':').type('sources').press('enter'));
		expect(lines[0]).toBe('prod ● live (1 fault)');
		expect(lines.slice(3, 5)).toEqual([
			'    SOURCE  FAMILY    STATUS  SINCE  LAST  EVENTS  FAULTS',
			'>●  prod    rancher1  live    0s     0s    0       1',
		]);
		expect(lines.at(-3)).toBe('last fault: unexpected frame: ping?');
	});

	test('a source that is live, but not all of it, says why: in short above, and whole among the sources', () => {
		const note = `client wheel is disabled: ${'add it to the configuration of the master, '.repeat(3)}and so on`;
		const event = {
			type: 'status',
			source: 'prod',
			scope: '',
			at: start,
			status: 'live',
			message: note,
		} as const;
		const dispatched = play().dispatch({type: 'events', events: [{...event, retryAt: null}]});
		const lines = draw(dispatched.press(':').type('sources').press('enter'));
		expect(lines[0]).toBe('prod ▲ live: client wheel is disabled: add it to the configu…');
		expect(lines.slice(-4, -1).join('')).toContain('master, and so on');
	});

	test('the list of changes shows what changed to what', () => {
		process.env.TZ = 'UTC';
		const happened = play().dispatch(
			reported({...web, state: 'stopping', health: 'transitioning', transitioning: 'yes'}),
		);
		expect(body(happened.press(':').type('changes').press('enter'))).toEqual([
			'  22:13:20 ● prod                         live',
			'> 22:13:20 ◐ container shop/web-1         running > stopping',
		]);
	});

	test('stats draw what the server reports', () => {
		const shown = play()
			.dispatch(reported({...web, actions: [action('stats', 'stats')]}))
			.press('down down t');
		const view = shown.view('stats').id;
		for (const cpuPercent of [1, 20, null, 90, 100, 40]) {
			const stats = {
				at: start,
				cpuPercent,
				memoryBytes: 40e6,
				memoryLimitBytes: 200e6,
				receivedBytes: null,
				sentBytes: null,
				readBytes: null,
				writtenBytes: null,
			};
			shown.dispatch({type: 'stats', view, error: null, stats});
		}

		expect(body(shown)).toEqual([
			'CPU       40 %                                                   ▁▂ ██▄',
			'Memory    38.1 MiB of 191 MiB                                    ▂▂▂▂▂▂',
		]);
	});

	test.each([
		[
			'what is typed, with completions',
			(one: Play) => one.press(':').type('co'),
			':co   containers  container  save-recording',
		],
		[
			'what is wrong with it',
			(one: Play) => one.press('/').type('state:('),
			'not a regular expression (unterminated group); quote it (at character 7)',
		],
		[
			'what just happened',
			(one: Play) =>
				one.dispatch({type: 'notice', level: 'error', text: 'Cannot restart\u0007 shop/web-1', at: start}),
			'✗ Cannot restart␇ shop/web-1',
		],
	] as const)('the bottom shows %s', (_title, act, expected) => {
		expect(draw(act(play())).slice(-2)).toContain(expected);
	});
});
