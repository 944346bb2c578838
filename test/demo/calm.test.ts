import {expect, test} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {serveSalt} from '../../source/demo/salt/server.js';
import type {Clock} from '../../source/demo/world/clock.js';
import type {Story} from '../../source/demo/world/stories.js';
import {type ManualClock, manualClock} from './manual-clock.js';

type Observed = {readonly stories: readonly Story[]; readonly close: () => Promise<void>};

const servers: ReadonlyArray<
	readonly [string, (clock: Clock) => Promise<Observed & {trouble: () => unknown}>]
> = [
	[
		'Rancher 1',
		async clock => {
			const server = await serveRancher1({clock, life: false});
			const healthy = [null, undefined, 'healthy'];
			return {
				...server,
				trouble: () =>
					['container', 'service', 'stack', 'host'].flatMap(type =>
						server.world
							.list(type)
							.filter(
								({fields}) =>
									!['running', 'active', 'stopped', 'removed', 'purged'].includes(String(fields.state)) ||
									!healthy.includes(fields.healthState as string),
							)
							.map(({id, fields}) => `${id} ${fields.state} ${fields.healthState}`),
					),
			};
		},
	],
	[
		'Rancher 2',
		async clock => {
			const server = await serveRancher2({clock, life: false});
			return {
				...server,
				trouble: () => [
					...server.world
						.list('pod')
						.filter(({fields}) => !['Running', 'Completed'].includes(String(fields.status)))
						.map(({id}) => id),
					...server.world
						.list('node')
						.filter(({fields}) => fields.ready !== true || fields.unschedulable === true)
						.map(({id}) => id),
				],
			};
		},
	],
	[
		'Salt',
		async clock => {
			const server = await serveSalt({clock, life: false, calm: true});
			return {
				...server,
				trouble: () => [
					...server.master.keysIn('minions_pre'),
					...server.master.keysIn('minions').filter(id => server.master.minions.get(id)?.up !== true),
				],
			};
		},
	],
];

const playOut = (clock: ManualClock, story: Story): number => {
	const isOver = story.begin();
	let seconds = 0;
	for (; seconds < 120 && !isOver(); seconds++) clock.advance(1000);
	return seconds;
};

test.each(servers)('every story of %s ends within two minutes, and well', async (_family, open) => {
	const clock = manualClock(Date.UTC(2019, 2, 11));
	const server = await open(clock);
	expect(server.trouble()).toEqual([]);
	for (const story of server.stories) {
		expect(playOut(clock, story), story.title).toBeLessThan(120);
		clock.advance(20_000);
		expect(server.trouble(), story.title).toEqual([]);
	}

	await server.close();
});
