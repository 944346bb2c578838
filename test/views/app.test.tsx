import {render} from 'ink-testing-library';
import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/state/message.ts';
import {App} from '../../source/views/app.tsx';
import {Body} from '../../source/views/body.ts';
import {createLook, type Look} from '../../source/views/theme.ts';
import {action, field, type Play, playing, resource, start, told} from '../state/stage.ts';
import {bare, frameLines} from './stage.ts';

const draw = (play: Play, look: Look = bare): string[] => {
	const view = render(
		<App
			state={play.state}
			look={look}
			lines={new Body(look).lines(play.state)}
			dispatch={() => undefined}
			now={() => start}
			onControls={() => undefined}
		/>,
	);
	const lines = frameLines(view.lastFrame());
	view.unmount();
	return lines;
};

/** What is between title and bottom line, without empty lines at the end. */
const body = (play: Play, look?: Look): string[] => {
	const lines = draw(play, look).slice(3, -1);
	while (lines.at(-1) === '') lines.pop();
	return lines;
};

const web = resource('container', 'shop/web-1', {
	since: start - 60_000,
	cells: {IMAGE: 'nginx:1.27', IP: '10.42.0.7'},
	actions: [action('restart', 'restart'), action('stop', 'stop', true), action('upgrade')],
});
const broken = resource('container', 'shop/日本-2', {
	since: start - 7_200_000,
	state: 'error',
	health: 'error',
	message: 'no space left on device \u001b[2J',
	cells: {IMAGE: 'redis:7', IP: null},
});
const pulling = resource('container', 'shop/db-1', {
	since: start - 5000,
	state: 'starting',
	health: 'transitioning',
	transitioning: 'yes',
	progress: 40,
	message: 'Pulling postgres:16',
});

const play = (columns = 72, rows = 16): Play =>
	playing([web, broken, pulling], {
		view: {kind: 'containers', filter: '', sort: 'health'},
		size: {columns, rows},
	});

const fields: Message = {
	type: 'form',
	action: 'upgrade',
	error: null,
	fields: [
		field('image', {
			title: 'Image',
			required: true,
			initial: 'nginx:1.27',
			description: 'What to \u001b[31mrun',
		}),
		field('pull', {title: 'Pull first', type: 'boolean', initial: 'true'}),
		field('secret', {title: 'Secret', type: 'password'}),
	],
};

/** The form of the action `upgrade` of shop/web-1. */
const form = (): Play => play().press('down down a down down enter').tell(fields);

describe('without a Screen the whole is drawn by Ink', () => {
	test('a grid, exactly as high as the terminal', () => {
		expect(draw(play())).toEqual([
			'prod ● live',
			'✗ 1 error  ◐ 1 transitioning  ● 1 ok                          0 events/s',
			'─ containers[3] sort health↑ ───────────────────────────────────── 1/3 ─',
			'   NAME             STATE        SINCE AGE MESSAGE',
			'>✗ shop/日本-2      error           2h  1h no space left on device ␛[2J',
			' ◐ shop/db-1        starting        5s  1h ████░░░░░░  40% Pulling post…',
			' ● shop/web-1       running         1m  1h',
			...Array.from({length: 8}, () => ''),
			'no space left on device ␛[2J',
		]);
	});

	test('and with ASCII only', () => {
		const look = createLook({theme: 'default', ascii: true, colour: false});
		expect(draw(play(), look).slice(0, 7)).toEqual([
			'prod . live',
			'x 1 error  ~ 1 transitioning  . 1 ok                          0 events/s',
			'- containers[3] sort health^ ------------------------------------- 1/3 -',
			'   NAME             STATE        SINCE AGE MESSAGE',
			'>x shop/日本-2      error           2h  1h no space left on device ␛[2J',
			' ~ shop/db-1        starting        5s  1h ####------  40% Pulling post~',
			' . shop/web-1       running         1m  1h',
		]);
	});
});

describe('dialogs', () => {
	test('the actions of a row, with those that ask first', () => {
		expect(body(play().press('down down a')).slice(1)).toEqual([
			' ✗ shop/日本-2      error           2h  1h no space left on device ␛[2J',
			' ◐ shop/db-1        starting        5s  1h ████░░░░░░  40% Pulling post…',
			'>●╭─ Actions for shop/web-1 ─────────────────────────────────────────╮',
			'  │ > Restart                                                        │',
			'  │   Stop - asks first                                              │',
			'  │   Upgrade                                                        │',
			'  ╰──────────────────────────────────────────────────────────────────╯',
		]);
	});

	test('a question before something dangerous, with the harmless answer first', () => {
		const asked = play().press('down down x').tell({type: 'form', action: 'stop', error: null, fields: []});
		expect(body(asked).slice(2)).toEqual([
			' ◐ shop/db-1        starting        5s  1h ████░░░░░░  40% Pulling post…',
			'>●╭─ Stop shop/web-1? ───────────────────────────────────────────────╮',
			'  │ container shop/web-1 on prod                                     │',
			'  │                                                                  │',
			'  │ [No]    Yes                                                      │',
			'  ╰──────────────────────────────────────────────────────────────────╯',
		]);
	});

	test('a question before quitting', () => {
		expect(
			body(play().press('q'))
				.slice(3, 8)
				.map(line => line.trim()),
		).toEqual([
			'● shop/web-1       running         1m  1h',
			'╭─ Quit rwatch? ───────────╮',
			'│                          │',
			'│  No    [Yes]             │',
			'╰──────────────────────────╯',
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

describe('the form of an action', () => {
	test('waits for the inputs', () => {
		expect(body(play().press('down down a down down enter'))[5]).toBe(
			'  │ asking the server for the inputs                                 │',
		);
	});

	test('has a line for each input and tells about the present one', () => {
		expect(body(form()).slice(2)).toEqual([
			' ◐╭─ Upgrade: container shop/web-1 on prod ──────────────────────────╮t…',
			'>●│ > Image*      nginx:1.27                                         │',
			'  │   Pull first  true                                               │',
			'  │   Secret                                                         │',
			'  │                                                                  │',
			'  │ What to ␛[31mrun (needed, text)                                  │',
			'  │ ctrl-s sends, Esc leaves                                         │',
			'  ╰──────────────────────────────────────────────────────────────────╯',
		]);
	});

	const filled = (own: Parameters<typeof field>[1], ...more: readonly Message[]): string => {
		const one: Message = {type: 'form', action: 'upgrade', error: null, fields: [field('Input', own)]};
		const asking = play().press('down down a down down enter');
		return body(asking.tell(one, ...more)).join('\n');
	};

	test('shows the lines of a paste on one', () => {
		const shown = filled({}, {type: 'paste', text: 'version: "2"\nservices:\n  web: {}\n'});
		expect(shown).toContain('> Input  version: "2"⏎services:⏎  web: {}⏎');
		expect(shown).toContain('optional, 4 lines, text');
	});

	test('shows the end of what is longer than the line', () => {
		const shown = filled({}, {type: 'paste', text: `${'a line\n'.repeat(2000)}the last`});
		expect(shown).toMatch(/a line⏎a line⏎the last +│/u);
	});

	test('says all of what is wrong', () => {
		const error = 'no JSON: '.padEnd(100, 'expected something ');
		const asked = play().press('down down a down down enter').tell(fields);
		const {dialog} = asked.state;
		if (dialog?.type !== 'form') throw new Error('No form is open');
		asked.state = {...asked.state, dialog: {...dialog, error}};
		const text = body(asked)
			.join(' ')
			.replace(/[│\s]+/gu, ' ');
		expect(text).toContain(error.trim());
	});

	test('offers the rows that a reference can be to, by name', () => {
		const own = {type: 'reference', of: 'container'} as const;
		expect(filled(own)).toMatch(/left and right: shop\/db-1,[\s│]+shop\/web-1, shop\/日本-2/u);
		const chosen = filled(own, {type: 'key', key: 'right', at: start});
		expect(chosen).toContain('> Input  1-shop/db-1  shop/db-1');
	});

	test('turns choices and hides passwords', () => {
		const lines = body(form().press('down right down').type('geheim'));
		expect(lines.slice(4, 6)).toEqual([
			'  │   Pull first  false                                              │',
			'  │ > Secret      ******                                             │',
		]);
	});
});

describe('help', () => {
	test('lists the keys of the view below', () => {
		expect(body(play().press('?')).slice(0, 10)).toEqual([
			'MOVE',
			'  ↑ k            up',
			'  ↓ j            down',
			'  PgUp ctrl-b    page up',
			'  PgDn ctrl-f    page down',
			'  g Home         to the top',
			'  G End          to the end (logs and events: follow)',
			'  ←              scroll to the left',
			'  →              scroll to what does not fit',
			'VIEW',
		]);
	});

	test('takes two columns where there is room, and scrolls to its end', () => {
		const lines = body(play(100, 30).press('? G'));
		expect(lines[0]).toMatch(/^MOVE {48}ctrl/u);
		expect(lines.join('\n')).toContain('quit at once');
	});
});

describe('describe', () => {
	test('shows fields and timeline with durations', () => {
		const described = play().tell(
			{
				type: 'events',
				events: [
					{
						type: 'changed',
						source: 'prod',
						at: start + 4000,
						listed: false,
						resource: {...web, state: 'stopping', health: 'transitioning', transitioning: 'yes'},
					},
				],
			},
			{type: 'tick', now: start + 9000},
		);
		const lines = body(described.press('N down d G'));
		expect(lines.slice(-6)).toEqual(
			[
				'last change    2023-11-14T22:13:24Z state running → stopping, health ok ',
				'               → transitioning, transitioning no → yes',
				'Timeline',
				'2023-11-14T22:12:20Z running (1m04s)',
				'2023-11-14T22:13:24Z stopping (5s until now)',
				'asking the server for the object…',
			].map(line => line.trimEnd()),
		);
	});

	test('shows the object as YAML', () => {
		const described = play().press('down down y');
		const object = {kind: 'container', labels: {a: 'b', text: 'with \u0007 bell', list: ['d', 2]}};
		described.tell({type: 'object', view: described.view('describe').id, object, error: null});
		expect(body(described)).toEqual([
			'kind: container',
			'labels:',
			'  a: b',
			'  text: "with \\a bell"',
			'  list:',
			'    - d',
			'    - 2',
		]);
	});
});

describe('other views', () => {
	test('sources are a table with what the chosen one says', () => {
		const play_ = play().tell({
			type: 'events',
			events: [{type: 'fault', source: 'prod', at: start, message: 'unexpected frame: ping?'}],
		});
		const lines = draw(play_.press(':').type('sources').press('enter'));
		expect(lines[0]).toBe('prod ● live (1 fault)');
		expect(lines.slice(3, 5)).toEqual([
			'    SOURCE  FAMILY    STATUS  SINCE  LAST  EVENTS  FAULTS',
			' >  prod    rancher1  live    0s     0s    0       1',
		]);
		expect(lines.at(-2)).toBe('last fault: unexpected frame: ping?');
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
		const told_ = play().tell({type: 'events', events: [{...event, retryAt: null}]});
		const lines = draw(told_.press(':').type('sources').press('enter'));
		expect(lines[0]).toBe('prod ▲ live: client wheel is disabled: add it to the configu…');
		expect(lines.slice(-4, -1).join('')).toContain('master, and so on');
	});

	test('events tell what changed to what', () => {
		process.env.TZ = 'UTC';
		const happened = play().tell(
			told({...web, state: 'stopping', health: 'transitioning', transitioning: 'yes'}),
		);
		expect(body(happened.press(':').type('events').press('enter'))).toEqual([
			' 22:13:20 ● prod                         live',
			' 22:13:20 ◐ container shop/web-1         running > stopping',
		]);
	});

	test('stats draw what the server tells', () => {
		const shown = play()
			.tell(told({...web, actions: [action('stats', 'stats')]}))
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
			shown.tell({type: 'stats', view, error: null, stats});
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
			':co   containers  container',
		],
		[
			'what is wrong with it',
			(one: Play) => one.press('/').type('state:('),
			'/state:(   no regular expression (unterminated group); quote it',
		],
		[
			'what just happened',
			(one: Play) =>
				one.tell({type: 'notice', level: 'error', text: 'Cannot restart\u0007 shop/web-1', at: start}),
			'✗ Cannot restart␇ shop/web-1',
		],
	] as const)('the last line shows %s', (_title, act, expected) => {
		expect(draw(act(play())).at(-1)).toBe(expected);
	});
});
