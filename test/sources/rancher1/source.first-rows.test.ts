import {afterEach, expect, test} from 'vitest';
import type {Rancher1Server} from '../../../source/demo/rancher1/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import {openRancher1} from '../../../source/sources/rancher1/source.js';
import {Observed} from '../arena.js';
import {createStage, until} from './stage.js';
import {configFor, quick} from './start.js';

const {serve, own, clear} = createStage();

afterEach(clear);

/** What was asked of the first project, in order: `containers?limit=100`. */
const askedOf = (server: Rancher1Server): readonly string[] =>
	server.received
		.filter(({url}) => url.pathname.startsWith('/v2-beta/projects/1a5/'))
		.map(({url}) => `${url.pathname.split('/').at(-1)}${url.search}`);

const watchShowing = (server: Rancher1Server, kinds: readonly string[], timing = quick) => {
	const source = openRancher1(configFor(server), timing);
	source.show(kinds);
	return own(new Observed(source));
};

test('what is shown is listed before all else, beginning with a small page', async () => {
	const server = await serve({small: false, containers: 400});
	const observed = watchShowing(server, ['volume', 'container']);
	await until(() => expect(observed.status).toBe('live'));
	const asked = askedOf(server);
	expect(asked.slice(0, 3)).toEqual([
		'subscribe?eventNames=resource.change',
		'containers?limit=100',
		'volumes?limit=100',
	]);
	expect(asked).toContain('hosts?limit=1000');
	expect(asked).toContain('containers?limit=1000&marker=m99');
	expect([...observed.rows.values()].filter(({kind}) => kind === 'container')).toHaveLength(
		server.world.list('container').length,
	);
});

test('the schemas are read once rows are there', async () => {
	const server = await serve();
	const observed = watchShowing(server, ['container']);
	await until(() => expect(askedOf(server)).toContain('schemas'));
	expect(observed.of('listed').map(({kinds}) => kinds[0])).toContain('container');
});

test('listing again takes large pages only', async () => {
	const server = await serve();
	const source = openRancher1(configFor(server), quick);
	source.show(['container']);
	const observed = own(new Observed(source));
	await until(() => expect(observed.status).toBe('live'));
	source.relist();
	await until(() => expect(askedOf(server)).toContain('containers?limit=1000'));
});

test('the projects are asked for while the API is being found', async () => {
	const server = await serve();
	const gate = server.faults.hold(at('/v2-beta', {method: 'GET'}));
	// Not again and again: the rows may take longer than one interval.
	const observed = watchShowing(server, ['container'], {...quick, restingProjectMs: 3_600_000});
	const projects = () => server.received.filter(({url}) => url.pathname === '/v2-beta/projects');
	await until(() => expect(projects()).toHaveLength(1));
	gate.release();
	await until(() => expect(observed.rows.size).toBeGreaterThan(0));
	expect(projects()).toHaveLength(1);
});
