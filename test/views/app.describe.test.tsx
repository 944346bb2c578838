import {describe, expect, test} from 'vitest';
import {start} from '../state/stage.js';
import {body, play, web} from './drawing.js';

describe('describe', () => {
	test('shows fields and timeline with durations', () => {
		const described = play().dispatch(
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
		const lines = body(described.press('N k d G'));
		expect(lines.slice(-6)).toEqual(
			[
				'last change    22:13:24 state running → stopping, health ok →',
				'               transitioning, transitioning no → yes',
				'Timeline',
				'22:12:20       running (1m04s)',
				'22:13:24       stopping (5s until now)',
				'loading the object…',
			].map(line => line.trimEnd()),
		);
	});

	test('shows the object as YAML', () => {
		const described = play().press('down down y');
		const object = {kind: 'container', labels: {a: 'b', text: 'with \u0007 bell', list: ['d', 2]}};
		described.dispatch({type: 'object', view: described.view('describe').id, object, error: null});
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

	test('a message longer than the screen is read to its end, line by line', () => {
		const message = Array.from({length: 300}, (_, index) => `word-${index}`).join(' ');
		const long = {...web, health: 'error', message} as const;
		const read = play().dispatch({
			type: 'events',
			events: [{type: 'changed', source: 'prod', at: start + 4000, listed: false, resource: long}],
		});
		read.press('d');
		const seen = new Set(body(read).flatMap(line => line.match(/word-\d+/g) ?? []));
		expect(seen.size).toBeLessThan(150);
		for (let count = 0; count < 10; count++)
			for (const word of body(read.press('j j j j j'))
				.join(' ')
				.match(/word-\d+/g) ?? [])
				seen.add(word);
		expect(seen.size).toBe(300);
		expect(body(read.press('G')).at(-1)).toContain('loading the object');
		expect(body(read.press('g'))[0]).toMatch(/^name /);
	});
});
