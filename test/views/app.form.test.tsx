import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/state/message.js';
import {action, field, ofContainers, type Play, playing, resource} from '../state/stage.js';
import {body, play} from './drawing.js';

const fields = [
	field('image', {
		title: 'Image',
		required: true,
		initial: 'nginx:1.27',
		description: 'What to \u001b[31mrun',
	}),
	field('pull', {title: 'Pull first', type: 'boolean', initial: 'true'}),
	field('secret', {title: 'Secret', type: 'password'}),
];

/** The form of the action `upgrade` of shop/web-1. */
const form = (): Play => play().press('down down a down down enter').form(fields);

describe('the form of an action', () => {
	test('waits for the inputs', () => {
		expect(body(play().press('down down a down down enter')).join('\n')).toContain('loading the inputs');
	});

	test.each([
		['web-1', /container web-1 on prod/],
		['x'.repeat(90), /│ container x+…x+ │\n.*│ x+ on prod *│/],
	])('names the source of its row on the lowest screen: %s', (name, row) => {
		const target = resource('container', name, {actions: [action('upgrade', null, true)]});
		const asked = playing([target], {...ofContainers, size: {columns: 40, rows: 8}});
		const drawn = body(asked.press('a enter').form(fields)).join('\n');
		expect(drawn).toMatch(row);
		expect(drawn).toContain('> Image*');
	});

	test('names as many rows as there is room for, and says how many more there are', () => {
		const rows = Array.from({length: 9}, (_, index) =>
			resource('container', `${'long-name-'.repeat(9)}${index}`, {actions: [action('upgrade', null, true)]}),
		);
		const asked = playing(rows, {...ofContainers, size: {columns: 80, rows: 24}});
		const drawn = body(asked.press(`${'space '.repeat(9)}a enter`).form(fields)).join('\n');
		expect(drawn.match(/long-name-\d on prod/g)?.length).toBeGreaterThan(1);
		expect(drawn).toMatch(/and \d more/);
	});

	test('has a line for each input and describes the present one', () => {
		expect(body(form()).slice(1)).toEqual([
			' ✗╭─ Upgrade shop/web-1 ─────────────────────────────────────────────╮n…',
			' ◐│ container shop/web-1 on prod                                     │ …',
			'>●│ > Image*      nginx:1.27                                         │',
			'  │   Pull first  true                                               │',
			'  │   Secret                                                         │',
			'  │                                                                  │',
			'  │ What to ␛[31mrun (required, text)                                │',
			'  │ ctrl-s sends, Esc leaves                                         │',
			'  ╰──────────────────────────────────────────────────────────────────╯',
		]);
	});

	const filled = (own: Parameters<typeof field>[1], ...more: readonly Message[]): string => {
		const asking = play()
			.press('down down a down down enter')
			.form([field('Input', own)]);
		return body(asking.dispatch(...more)).join('\n');
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
		const asked = play().press('down down a down down enter').form(fields);
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
		const chosen = body(
			play()
				.press('down down a down down enter')
				.form([field('Input', own)])
				.press('right'),
		).join('\n');
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
