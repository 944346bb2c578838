import {describe, expect, test} from 'vitest';
import type {Resource} from '../../../../source/model/resource.js';
import {resourceOf} from '../../../../source/sources/rancher1/rows/to-resource.js';
import {CrashLoops} from '../../../../source/sources/rancher1/watch/crash-loops.js';
import {container, scope} from '../objects.js';
import {play} from '../recording.js';

const running = resourceOf(container(), scope());
const stopped: Resource = {...running, state: 'stopped', health: 'error'};

/** Starts of one container: seconds, each of which counts twice on the server. */
const started = (...seconds: readonly number[]) => {
	const loops = new CrashLoops();
	loops.see(running, 0, 0);
	for (const [index, second] of seconds.entries()) loops.see(running, 2 * (index + 1), second * 1000);
	return loops;
};

describe('a container', () => {
	test.each<[string, readonly number[], number | null]>([
		['that is started', [1], null],
		['that is restarted', [1, 2], null],
		['that is restarted now and then', [1, 31, 62, 93], null],
		['that is restarted three times within a minute', [1, 20, 40, 60], 3],
		['that is restarted again within ten seconds', [1, 20, 29], 2],
		['that goes on so', [1, 20, 29, 50, 59], 4],
	])('%s', (_title, seconds, count) => {
		const shown = started(...seconds).withLoop(running);
		if (count === null) expect(shown).toBe(running);
		else
			expect(shown).toMatchObject({health: 'error', message: `restarted ${count} times`, state: 'running'});
	});

	test('is well again after it has run for a minute', () => {
		const loops = started(1, 20, 29);
		expect(loops.calm(88_000)).toEqual([]);
		expect(loops.calm(89_000)).toEqual([{...running, since: 29_000}]);
		expect(loops.withLoop(running)).toBe(running);
		expect(loops.isWatching).toBe(false);
	});

	test('is not well again by standing still', () => {
		const loops = started(1, 20, 29);
		loops.see(stopped, 6, 30_000);
		expect(loops.calm(600_000)).toEqual([]);
		expect(loops.withLoop(stopped).message).toBe('restarted 2 times');
	});

	test('that is being removed says so', () => {
		const removing: Resource = {...running, state: 'removing', health: 'transitioning'};
		expect(started(1, 20, 29).withLoop(removing)).toBe(removing);
	});
});

describe('the recorded crash loop', () => {
	const {events} = play('frames-crash-loop');
	const observed = (id: string) =>
		events.flatMap(event => (event.type === 'changed' && event.resource.id === id ? [event.resource] : []));
	const isLoop = ({flapping}: Resource) => flapping === true;

	test.each([
		['the container', '1i241'],
		['the container of the service', '1i243'],
	])('%s is in error from its second restart on, whatever its state', (_title, id) => {
		const rows = observed(id);
		const from = rows.findIndex(isLoop);
		expect(from).toBeGreaterThan(0);
		expect(rows.slice(from).every(isLoop)).toBe(true);
		expect(new Set(rows.slice(from).map(({health}) => health))).toEqual(new Set(['error']));
		expect(new Set(rows.slice(from).map(({state}) => state)).size).toBeGreaterThan(1);
		expect(new Set(rows.slice(from).map(({since}) => since)).size).toBe(1);
		expect(rows.at(-1)?.message).toMatch(/^restarted \d+ times$/);
	});

	test('the service is in error too, until it is being removed', () => {
		const rows = observed('1s21');
		const looping = rows.filter(isLoop);
		expect(looping.length).toBeGreaterThan(10);
		expect(
			looping.every(({health, message}) => health === 'error' && /^restarted \d+ times$/.test(message ?? '')),
		).toBe(true);
		expect(rows.at(-1)).toMatchObject({state: 'removing', health: 'transitioning'});
	});
});

test.each(['frames-restart', 'frames-quick-restart'])('one restart is not a loop (%s)', name => {
	const rows = [...play(name).rows.values()];
	expect(rows.map(({state, health, message}) => [state, health, message])).toEqual([['running', 'ok', null]]);
});
