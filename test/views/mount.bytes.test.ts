import {describe, expect, test} from 'vitest';
import type {Resource} from '../../source/model/resource.js';
import {line} from '../state/log-story.js';
import {type Play, playing, reported, resource, start} from '../state/stage.js';
import {show, until} from './stage.js';

const container = (index: number, changes: Partial<Resource> = {}): Resource =>
	resource('container', `shop-${index % 7}/web-${1000 + index}`, {
		cells: {
			IMAGE: `registry.example.com/shop/web:1.${index % 40}`,
			IP: `10.42.${index % 200}.${(index * 7) % 250}`,
		},
		...(index % 9 === 0 && {
			state: 'unhealthy',
			health: 'error',
			message: 'health check failed: connection refused',
		}),
		created: start - index * 1_000_000,
		...changes,
	});

const many = (columns: number, rows: number): Play =>
	playing(
		Array.from({length: 300}, (_none, index) => container(index)),
		{view: {kind: 'containers', filter: '', sort: 'name'}, size: {columns, rows}},
	);

describe('bytes to the terminal', () => {
	test.each([
		[200, 50, 7000],
		[80, 24, 2000],
	])('the first paint at %ix%i takes at most %i', async (columns, rows, max) => {
		const stage = show(many(columns, rows));
		await until(stage, ' 1/300 ');
		expect(stage.terminal.takeBytes()).toBeLessThanOrEqual(max);
	});

	test('moving the cursor takes at most 300, also where the grid scrolls', async () => {
		const stage = show(many(200, 50));
		await until(stage, ' 1/300 ');
		for (let row = 2; row <= 60; row++) {
			stage.terminal.takeBytes();
			stage.press('down');
			await until(stage, ` ${row}/300 `);
			expect(stage.terminal.takeBytes()).toBeLessThanOrEqual(300);
		}
	});

	test('one change of state takes at most 200, however long the words', async () => {
		const stage = show(many(200, 50));
		await until(stage, ' 1/300 ');
		stage.terminal.takeBytes();
		stage.clock.now += 1000;
		stage.dispatch(
			reported(
				container(14, {
					state: 'crashLoopBackOff',
					health: 'error',
					message: 'Back-off restarting failed container',
				}),
			),
		);
		await until(stage, 'crashLoopBackOff');
		await until(stage, '35 error');
		expect(stage.terminal.takeBytes()).toBeLessThanOrEqual(200);
	});

	test('nothing is written when a message changes nothing that is shown', async () => {
		const stage = show(many(200, 50));
		await until(stage, ' 1/300 ');
		stage.terminal.takeBytes();
		stage.clock.now += 1000;
		stage.dispatch(reported(container(299, {cells: {IMAGE: 'out of sight'}})), {
			type: 'tick',
			now: start + 10,
		});
		stage.app.copy('');
		expect(stage.terminal.frames).toEqual(['\u001b]52;c;\u0007']);
	});

	test.each([
		['one', 'l', 1],
		['three', 'space space space l', 3],
	])('a line appended to 5,000 of the logs of %s takes at most 300', async (_title, keys, writers) => {
		const stage = show(many(200, 50));
		stage.press(keys);
		await until(stage, 'of ');
		const view = stage.viewId;
		const event = (number: number) => ({
			writer: 1 + (number % writers),
			event: line(`${number} GET /shop/cart/${number * 7} 200 in 12 ms from 10.42.0.${number % 250}`),
		});
		const events = Array.from({length: 5000}, (_none, index) => event(index));
		stage.dispatch({type: 'log', view, events, at: start});
		await until(stage, '4999 GET');
		for (let number = 5000; number < 5010; number++) {
			stage.terminal.takeBytes();
			stage.clock.now += 1000;
			stage.dispatch({type: 'log', view, events: [event(number)], at: start});
			await until(stage, `${number} GET`);
			expect(stage.terminal.takeBytes()).toBeLessThanOrEqual(300);
		}
	});
});
