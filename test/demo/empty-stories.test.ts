import {expect, test} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {manualClock} from './manual-clock.js';

const servers = [
	['Rancher 1', serveRancher1, ['instance', 'container'], {scale: 0}],
	['Rancher 2', serveRancher2, ['pod'], {replicas: 0}],
] as const;

test.each(servers)(
	'no story of %s needs what a person has scaled to nothing',
	async (_family, serve, parts, none) => {
		const clock = manualClock(Date.UTC(2019, 2, 11));
		const server = await serve({clock, life: false});
		const {world} = server;
		for (const type of ['service', 'apps.deployment', 'apps.statefulset'])
			for (const {key} of world.list(type)) world.change(key, none);
		for (const type of parts) for (const {key} of world.list(type)) world.remove(key);
		for (const story of server.stories) expect(() => story.begin(), story.title).not.toThrow();
		await server.close();
	},
);
