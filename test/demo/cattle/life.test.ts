import {expect, test} from 'vitest';
import {type CattleServer, serveCattle} from '../../../source/demo/cattle.ts';
import {manualClock} from '../../../source/demo/clock.ts';

const minute = 60_000;

/** Everything that happens in so many minutes, played in no time. */
const play = async (
	seed: number,
	minutes: number,
): Promise<{story: readonly string[]; server: CattleServer}> => {
	const clock = manualClock(Date.UTC(2019, 2, 11));
	const server = await serveCattle({clock, seed});
	const story: string[] = [];
	server.world.watch(({type, entity: {id, fields}}) => {
		story.push(
			`${clock.now()} ${type} ${id} ${fields.state} ${fields.healthState} ${fields.transitioningMessage}`,
		);
	});
	for (let passed = 0; passed < minutes; passed++) clock.advance(minute);
	await server.close();
	return {story, server};
};

test('equal seeds tell the same story, another seed another', async () => {
	const {story} = await play(7, 10);
	expect((await play(7, 10)).story).toEqual(story);
	expect((await play(8, 10)).story).not.toEqual(story);
});

test('an hour shows whatever can happen, and leaves the fleet as large as it was', async () => {
	const {story, server} = await play(1, 60);
	const told = story.join('\n');
	for (const expected of [
		'Pulling registry.example.net/',
		'not found',
		'port is already allocated',
		'no space left on device',
		'\u001b[31mfatal',
		'unhealthy',
		'degraded',
		'upgrading',
		'finishing-upgrade',
		'restarting',
		'updating-active',
		'device or resource busy',
		'removed',
	]) {
		expect(told.includes(expected), expected).toBe(true);
	}

	const running = server.world.list('container').filter(({fields}) => fields.state === 'running');
	expect(running.length).toBeGreaterThan(110);
	expect(server.world.list('container').length).toBeLessThan(220);
	expect(server.world.list('serviceLog').length).toBeLessThanOrEqual(300);
});

test('most of the fleet is at rest at any time', async () => {
	const {server} = await play(3, 20);
	const moving = server.world.list('service').filter(({fields}) => /ing(-|$)/.test(String(fields.state)));
	expect(moving.length).toBeLessThanOrEqual(4);
});
