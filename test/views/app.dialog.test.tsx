import {describe, expect, test} from 'vitest';
import {action, live, opened} from '../state/stage.ts';
import {body, play} from './drawing.tsx';

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

	test('where nothing may be changed each action says so, but for those that only look', () => {
		const menu = body(play().tell(opened('prod', true), live()).press('down down a'));
		const lines = menu.flatMap(line => /│ (.*?) *│$/.exec(line)?.[1] ?? []);
		expect(lines).toEqual(['> Restart - read-only', '  Stop - read-only', '  Upgrade - read-only']);
	});

	test('a question before a command that was typed names it and the source', () => {
		const line = "salt 'web-*' system.reboot";
		const asking = play();
		asking.state = {...asking.state, dialog: {type: 'send', source: 'prod', line, yes: false}};
		const drawn = body(asking).filter(text => /[│╭]/.test(text));
		expect(drawn[0]).toContain('─ Send this to prod? ─');
		expect(drawn[1]).toContain(line);
		expect(drawn[3]).toContain('[No]    Yes');
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

	test('a question about more than there is room for shows how many rows there are besides, and the inputs', () => {
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
			dialog: {type: 'confirm', targets, action: action('scale'), input, yes: false, from: null},
		};
		const drawn = body(asking).join('\n');
		for (const text of ['and 4 more', 'replicas: 3', '[No]    Yes']) expect(drawn).toContain(text);
	});

	test('a question before a long command on a low screen shows that it is cut, and the answers', () => {
		const line = `salt 'web-*' cmd.run '${'echo word; '.repeat(60)}'`;
		const asking = play();
		asking.state = {
			...asking.state,
			size: {columns: 80, rows: 11},
			dialog: {type: 'send', source: 'prod', line, yes: false},
		};
		const drawn = body(asking);
		expect(drawn.join('\n')).toContain('[No]    Yes');
		expect(drawn.filter(text => /… *│/.test(text))).toHaveLength(1);
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
