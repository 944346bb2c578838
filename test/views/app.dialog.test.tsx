import {render} from 'ink-testing-library';
import {describe, expect, test} from 'vitest';
import {App} from '../../source/views/app.js';
import {action, field, live, ofContainers, opened, playing, resource, start} from '../state/stage.js';
import {body, play} from './drawing.js';
import {theme} from './stage.js';

// Long enough after a question for a key to answer it.
const later = {type: 'tick', now: start + 250} as const;

describe('dialogs', () => {
	test('the actions of a row, with those that are dangerous', () => {
		expect(body(play().press('down down a')).slice(1)).toEqual([
			' ✗ shop/日本-2       error               2h redis:7    no space left on…',
			' ◐ shop/db-1         starting            5s -          ████░░░░░░  40% …',
			'>●╭─ Actions for shop/web-1 ─────────────────────────────────────────╮',
			'  │ > Restart                                                        │',
			'  │   Stop - dangerous                                               │',
			'  │   Upgrade                                                        │',
			'  ╰──────────────────────────────────────────────────────────────────╯',
		]);
	});

	test('commands without a key stand in the menu as the actions do', () => {
		const menu = body(play().press('space a')).join('\n');
		expect(menu).toMatch(/ Invert the marks +│/);
	});

	test('where nothing may be changed each action says so, but for those that only look', () => {
		const menu = body(play().dispatch(opened('prod', true), live()).press('down down a'));
		const lines = menu.flatMap(line => /│ (.*?) *│$/.exec(line)?.[1] ?? []);
		expect(lines).toEqual(['> Restart - read-only', '  Stop - read-only', '  Upgrade - read-only']);
	});

	test('a question before a command that was typed names it and the source', () => {
		const line = "salt 'web-*' system.reboot";
		const asking = play();
		asking.state = {
			...asking.state,
			dialog: {type: 'send', source: 'prod', line, dangerous: true, yes: false, openedAt: 0, phrase: null},
		};
		const drawn = body(asking).filter(text => /[│╭]/.test(text));
		expect(drawn[0]).toContain('─ Send this to prod? ─');
		expect(drawn[1]).toContain(line);
		expect(drawn[3]).toContain('[No]    Yes');
	});

	test('a question before something dangerous, with the harmless answer first', () => {
		const asked = play().press('down down x').dispatch(later);
		expect(body(asked).slice(2)).toEqual([
			' ◐ shop/db-1         starting            5s -          ████░░░░░░  40% …',
			'>●╭─ Stop shop/web-1? ───────────────────────────────────────────────╮',
			'  │ container shop/web-1 on prod                                     │',
			'  │                                                                  │',
			'  │ [No]    Yes                                                      │',
			'  ╰──────────────────────────────────────────────────────────────────╯',
		]);
	});

	test('a question before anything else is one line', () => {
		const asked = play().press('down down r').dispatch(later);
		expect(body(asked).slice(4)).toEqual([
			'  ╭─ Restart shop/web-1? ────────────────────────────────────────────╮',
			'  │ container shop/web-1 on prod                        [No]    Yes  │',
			'  ╰──────────────────────────────────────────────────────────────────╯',
		]);
	});

	test('a question says what a row of another kind is to do, where that is called otherwise there', () => {
		const key = resource('service', 'key-1', {actions: [action('accept', 'start')]});
		const minion = resource('host', 'minion-1', {actions: [action('apply', 'start')]});
		const asked = playing([key, minion]).press('space space u').dispatch(later);
		expect(body(asked).join('\n')).toMatch(
			/Accept 2 rows\? .*│ service key-1 on prod +│.*│ host minion-1 on prod: Apply +│/s,
		);
	});

	test('no answer is chosen before a key counts', () => {
		expect(body(play().press('down down r')).join('\n')).toMatch(/ No {5}Yes /);
	});

	test('what is dangerous has a colour', () => {
		const frame = (keys: string): string | undefined => {
			const view = render(
				<App state={play().press(keys).state} theme={theme} lines={null} onControls={() => undefined} />,
			);
			return view.lastFrame();
		};
		const red = `\u001b[${theme.styles.error}m╭─\u00a0`;
		expect(frame('down down x')).toContain(red);
		expect(frame('down down r')).not.toContain(red);
	});

	test('a question about more than there is room for shows which rows it shows, and the inputs', () => {
		const [first] = play().state.resources.rows();
		if (!first) throw new Error('no row');
		const names = Array.from(
			{length: 12},
			(_, index) => `namespace-of-a-team/${'a-long-name-'.repeat(4)}${index}`,
		);
		const targets = names.map(name => ({...first.resource, name}));
		const asking = play();
		const input = {replicas: 3};
		asking.state = {
			...asking.state,
			size: {columns: 80, rows: 24},
			dialog: {
				type: 'confirm',
				targets,
				action: action('scale'),
				input,
				yes: false,
				top: 0,
				openedAt: 0,
				from: null,
				phrase: null,
			},
		};
		const drawn = body(asking).join('\n');
		for (const text of ['Scale 12 containers?', '1 to 4 of 12', 'replicas: 3', '[No]    Yes'])
			expect(drawn).toContain(text);
		const last = body(asking.press('pagedown pagedown').dispatch(later)).join('\n');
		expect(last).toContain('12 to 12 of 12');
		expect(last).toContain('a-long-name-11 on');
	});

	test.each([
		['web-2', /container web-2 on prod/],
		['x'.repeat(40), /│ container x+ *│\n.*│ x+ on prod *│/],
		['x'.repeat(160), /│ container x+…x+ *│\n.*│ x+ on prod *│/],
	])('a question about %s on the lowest screen shows the whole row, or that it is cut', (name, row) => {
		const asked = playing([resource('container', name)], {...ofContainers, size: {columns: 40, rows: 8}});
		const drawn = body(asked.press('r').dispatch(later)).join('\n');
		expect(drawn).toMatch(row);
		expect(drawn).toContain('[No]    Yes ');
		expect(drawn).not.toContain('of 1');
	});

	test('a question after a form does not show what that hid', () => {
		const fields = [field('who'), field('secret', {type: 'password'})];
		const asked = playing([resource('host', 'node-1', {actions: [action('drain', null, true)]})]).press(
			'a enter',
		);
		asked.form(fields).type('ann').press('down').type('geheim').press('enter');
		const drawn = body(asked.dispatch(later)).join('\n');
		expect(drawn).toContain('who: "ann"');
		expect(drawn).toContain('secret: ****');
	});

	test('a question on a wide terminal has each row on one line', () => {
		const name = 'a-long-name-'.repeat(8);
		const asked = playing([resource('container', name)], {...ofContainers, size: {columns: 200, rows: 50}});
		const drawn = body(asked.press('r').dispatch(later)).join('\n');
		expect(drawn).toContain(`container ${name} on prod   [No]    Yes `);
	});

	test('a question before a long command on a low screen shows that it is cut, and the answers', () => {
		const line = `salt 'web-*' cmd.run '${'echo word; '.repeat(60)}'`;
		const asking = play();
		asking.state = {
			...asking.state,
			size: {columns: 80, rows: 11},
			dialog: {type: 'send', source: 'prod', line, dangerous: true, yes: false, openedAt: 0, phrase: null},
		};
		const drawn = body(asking);
		expect(drawn.join('\n')).toContain('[No]    Yes');
		expect(drawn.filter(text => /… *│/.test(text))).toHaveLength(1);
	});

	test('a question before quitting', () => {
		expect(
			body(play().press('q').dispatch(later))
				.slice(3, 8)
				.map(line => line.replace(/^.*(?=╭)|(?<=╮).*$/g, '').trim()),
		).toEqual([
			'╭─ Quit rwatch? ───────────╮',
			'│                          │',
			'│  No    [Yes]             │',
			'╰──────────────────────────╯',
		]);
	});
});
