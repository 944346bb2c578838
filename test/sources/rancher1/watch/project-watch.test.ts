import {expect, test} from 'vitest';
import {firstCatalogue} from '../../../../source/sources/rancher1/rows/catalogue.js';
import {createNames} from '../../../../source/sources/rancher1/rows/names.js';
import {Acceptances} from '../../../../source/sources/rancher1/watch/acceptances.js';
import {CrashLoops} from '../../../../source/sources/rancher1/watch/crash-loops.js';
import {createProjectWatch} from '../../../../source/sources/rancher1/watch/project-watch.js';
import {container, object, scope} from '../objects.js';
import {serving} from '../serving.js';

test.each([
	['container', (id: string) => container({id})],
	['stack', (id: string) => object('stack', {id, name: id})],
	['service', (id: string) => object('service', {id, name: id, stackId: '1st3'})],
	['volume', (id: string) => object('volume', {id, name: id, mounts: [{instanceId: '1i99'}]})],
])('a %s that went unheard is forgotten with the next listing', async (kind, make) => {
	const names = createNames();
	const inProject = scope(names);
	let listed: readonly string[] = ['1a', '1b', '1c'];
	const watch = createProjectWatch({
		api: serving(() => listed.map(make)),
		base: '/v2-beta/projects/1a5',
		version: 'v2-beta',
		scope: () => inProject,
		catalogue: () => firstCatalogue('v2-beta'),
		silentRowMs: 1000,
		acceptances: new Acceptances(),
		loops: new CrashLoops(),
		now: () => 0,
		isAwaited: () => false,
		everyChange: false,
	});
	const {signal} = new AbortController();
	await watch.list([kind], () => undefined, signal);
	expect(names.keysOf(kind)).toHaveLength(3);
	for (let round = 0; round < 20; round++) {
		listed = [`1x${round}`, `1y${round}`];
		await watch.list([kind], () => undefined, signal);
		expect(names.keysOf(kind)).toHaveLength(2);
	}
});
