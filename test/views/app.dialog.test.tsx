import {describe, expect, test} from 'vitest';
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
