import {afterEach, describe, expect, test} from 'vitest';
import {createStage, namesOf, rowOf, until} from '../../stage.js';
import {cluster} from '../../start.js';
import {kept, listings, mark, web} from '../deployment.js';

const {serve, live, clear} = createStage();

afterEach(clear);

describe.each([true, false])('a watch that ends (SQL cache: %s)', cache => {
	const watched = async () => {
		const server = await serve({sqlCache: () => cache});
		return {server, ...(await live(server))};
	};

	test('without a word goes on where it stopped: nothing is listed, nothing is missed, no gap', async () => {
		const {server, observed} = await watched();
		mark(server, 'first');
		await until(() => expect(rowOf(observed, web).message).toBe('first'));
		const before = listings(server);
		server.stopWatches(cluster, 'apps.deployment');
		mark(server, 'meanwhile');
		await until(() => expect(rowOf(observed, web).message).toBe('meanwhile'));
		expect(listings(server)).toBe(before);
		expect(observed.of('gap')).toEqual([]);
		expect(observed.status).toBe('live');
	});

	test('for all kinds at once, as when rights change, comes back for all', async () => {
		const {server, observed} = await watched();
		server.stopWatches(cluster);
		server.stopWatches('local');
		mark(server, 'meanwhile');
		server.world.change(`node/${cluster}:wk-01`, {ready: false});
		await until(() => expect(rowOf(observed, web).message).toBe('meanwhile'));
		await until(() => expect(rowOf(observed, `prod/${cluster}/node/wk-01`).health).toBe('error'));
		server.setAway(cluster, true);
		await until(() => expect(rowOf(observed, `prod/clusters/cluster/${cluster}`).state).toBe('unavailable'));
	});

	test.each(['resourceversion too old', 'slow reader detected; items missed: 12', 'buffer was closed'])(
		'because of “%s” is listed again, and the gap is reported',
		async words => {
			const {server, observed} = await watched();
			const before = listings(server);
			mark(server, 'unseen');
			await until(() => expect(server.stopWatches(cluster, 'apps.deployment', words)).toBe(1));
			await until(() => expect(observed.of('gap').length).toBe(1));
			await until(() => expect(listings(server)).toBeGreaterThan(before));
			await until(() => expect(observed.status).toBe('live'));
			mark(server, 'seen');
			await until(() => expect(rowOf(observed, web).message).toBe('seen'));
		},
	);

	test('again and again is not a tight loop, and the others go on', async () => {
		const {server, observed} = await watched();
		const before = listings(server);
		for (let times = 0; times < 8; times++) {
			await until(() => expect(server.stopWatches(cluster, 'apps.deployment')).toBe(1));
		}

		await until(() => expect(listings(server)).toBeGreaterThan(before));
		server.world.change(`node/${cluster}:wk-01`, {ready: false});
		await until(() => expect(rowOf(observed, `prod/${cluster}/node/wk-01`).health).toBe('error'));
		await until(() => expect(observed.status).toBe('live'));
	});
});

test('events that can be resumed no more are listed again', async () => {
	const server = await serve();
	const {observed} = await live(server);
	mark(server, 'first');
	await until(() => expect(rowOf(observed, web).message).toBe('first'));
	server.forgetEvents(cluster, 'apps.deployment');
	server.stopWatches(cluster, 'apps.deployment');
	mark(server, 'second');
	await until(() => expect(rowOf(observed, web).message).toBe('second'));
	expect(observed.of('gap').length).toBeGreaterThan(0);
});

test('a replay makes no doubles: what is known already is not reported as news', async () => {
	const server = await serve({sqlCache: () => false});
	const {observed} = await live(server);
	const before = observed.events.length;
	await until(() =>
		expect(server.stopWatches(cluster, 'apps.deployment', 'resourceversion too old')).toBe(1),
	);
	await until(() => expect(observed.of('gap').length).toBe(1));
	await until(() => expect(observed.status).toBe('live'));
	const news = observed.events.slice(before).filter(event => event.type === 'changed' && !event.listed);
	expect(news).toEqual([]);
});

test('a listing that gives no revision is followed and listed once more, so that nothing between is missed', async () => {
	const server = await serve();
	server.world.remove(kept);
	server.forgetEvents(cluster, 'apps.deployment');
	const {observed} = await live(server);
	expect(listings(server)).toBe(2);
	const key = server.world.add({
		id: `${cluster}:shop/new`,
		type: 'apps.deployment',
		scope: cluster,
		fields: {name: 'new', namespace: 'shop', replicas: 0, created: 0},
	});
	await until(() => expect(namesOf(observed, 'deployment')).toEqual(['shop/new']));
	expect(key.id).toContain('new');
});

test('of a long list a small page comes first, then all of it in large ones, of that revision or newer', async () => {
	const server = await serve();
	const fields = {...server.world.get(kept).fields};
	for (let index = 0; index < 1200; index++) {
		const name = `many-${index}`;
		server.world.add({
			id: `${cluster}:shop/${name}`,
			type: 'apps.deployment',
			scope: cluster,
			fields: {...fields, name},
		});
	}

	const {observed} = await live(server);
	expect(namesOf(observed, 'deployment')).toHaveLength(1201);
	const asked = server.received
		.filter(({url}) => url.pathname.endsWith(`${cluster}/v1/apps.deployments`))
		.map(({url}) => url.searchParams);
	expect(asked.map(query => [query.get('pagesize'), query.get('page')])).toEqual([
		['100', '1'],
		['1000', '2'],
		['1000', '1'],
	]);
	expect(asked.every(query => query.get('exclude') === 'metadata.managedFields')).toBe(true);
	expect(asked[0]?.has('revision')).toBe(false);
	expect(asked[1]?.get('revision')).toMatch(/^\d+$/);
});

test('events of Kubernetes belong to what they are about', async () => {
	const server = await serve();
	const {source, observed} = await live(server);
	source.show(['event']);
	server.failNext('Back-off pulling image "x": not found');
	const [pod] = server.world.list('pod');
	server.world.remove(pod?.key ?? '');
	server.world.add({
		id: `${cluster}:shop/web.1`,
		type: 'event',
		scope: cluster,
		fields: {
			name: 'web.1',
			namespace: 'shop',
			created: 0,
			type: 'Warning',
			reason: 'BackOff',
			message: 'Back-off',
			about: 'apps.deployment',
			aboutName: 'web',
			lastAt: 1000,
		},
	});
	await until(() => expect(namesOf(observed, 'event')).toEqual(['deployment/web']));
	const row = rowOf(observed, `prod/${cluster}/event/shop/web.1`);
	expect(row).toMatchObject({state: 'BackOff', health: 'warning', message: 'Back-off', since: 1000});
	expect(row.parents[0]).toBe(web);
});
