import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../source/demo/serve/serve.js';
import {act, createStage, row, subject, until} from './stage.js';
import {quick} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

/** Everything happens between two flushes of the server. */
const slow = {flushMs: 2000};
const patient = {...quick, sweepMs: 3_600_000, silentRowMs: 3_600_000};

describe('an action that is over before it is reported', () => {
	test('ends with an event that shows the row as before', async () => {
		const server = await serve(slow);
		const {source, observed} = await watch(server, {}, patient);
		await until(() => expect(observed.status).toBe('live'));
		expect(await act(source, row(observed), 'restart')).toMatchObject({follow: true});
		await until(() => expect(observed.of('changed').filter(({settles}) => settles)).toHaveLength(1));
		expect(observed.of('changed').map(({resource}) => resource.state)).not.toContain('restarting');
	});

	test('ends with an answer to a question, where its event was lost', async () => {
		const server = await serve();
		const {source, observed} = await watch(server, {}, {...patient, silentRowMs: 100});
		await until(() => expect(observed.status).toBe('live'));
		server.faults.drop(1000);
		await act(source, row(observed), 'restart');
		await until(() => expect(observed.of('changed').some(({settles}) => settles)).toBe(true));
	});

	test('ends at once where the answer itself shows a final state', async () => {
		const server = await serve();
		const {source, observed} = await watch(server, {}, patient);
		await until(() => expect(observed.status).toBe('live'));
		const body = JSON.stringify({id: '1i1', type: 'container', state: 'stopped', transitioning: 'no'});
		const headers = {'content-type': 'application/json'};
		server.faults.refuse(at(/containers\/1i1/, {method: 'POST'}), {status: 202, headers, body});
		expect(await act(source, row(observed), 'stop')).toMatchObject({follow: false});
	});

	test('of a service that is inactive ends too', async () => {
		const server = await serve(slow);
		server.world.change('1s1', {state: 'inactive'});
		const {source, observed} = await watch(server, {}, patient);
		await until(() => expect(observed.status).toBe('live'));
		const service = row(observed, 'prod/1a5/service/1s1');
		await act(source, service, 'scale', {by: 1});
		await until(() => expect(observed.of('changed').filter(({settles}) => settles)).toHaveLength(1));
		expect(row(observed, service.key)).toMatchObject({state: 'inactive', transitioning: 'no'});
	});
});

describe('a row in transition of which nothing is heard', () => {
	test('is asked for, which is not a sign of life of the stream', async () => {
		const server = await serve();
		server.world.change('1i1', {state: 'stopping'});
		const {observed} = await watch(server, {}, {...patient, silenceMs: 3000, silentRowMs: 100});
		await until(() => expect(observed.status).toBe('live'));
		server.faults.silence(at(/subscribe$/));
		let mark = 0;
		const marking = setInterval(() => server.world.change('1i1', {transitioningMessage: `${++mark}`}), 50);
		await until(() => expect(observed.of('gap')).not.toEqual([]));
		clearInterval(marking);
		const [answer] = observed.of('changed').filter(({resource}) => Number(resource.message) > 0);
		expect(observed.of('gap')[0]?.from).toBeLessThan(answer?.at ?? 0);
	});

	test('is asked for, and goes where it was purged meanwhile', async () => {
		const server = await serve();
		const {observed} = await watch(server, {}, {...patient, silentRowMs: 100});
		await until(() => expect(observed.status).toBe('live'));
		server.world.change('1i1', {state: 'stopping'});
		await until(() => expect(row(observed).state).toBe('stopping'));
		server.faults.drop(1);
		server.world.change('1i1', {state: 'purged', removed: Date.now()});
		await until(() => expect([...observed.rows.keys()]).not.toContain(subject));
		expect(observed.of('gap')).toEqual([]);
	});

	test('is asked for by its id, ever less often, while nothing changes', async () => {
		const server = await serve();
		const {observed} = await watch(server, {}, {...patient, silentRowMs: 20});
		await until(() => expect(observed.status).toBe('live'));
		server.world.change('1i1', {state: 'stopping'});
		const questions = () => server.received.filter(({url}) => url.pathname.endsWith('/containers/1i1'));
		await until(() => expect(questions().length).toBeGreaterThan(2));
		expect(row(observed).state).toBe('stopping');
	});
});

describe('late events', () => {
	const event = (id: string, time: number): string =>
		JSON.stringify({
			name: 'resource.change',
			resourceId: id,
			resourceType: 'container',
			data: {resource: {id, type: 'container', name: id, state: 'running'}},
			time,
		});
	const isStream = at('/v2-beta/projects/1a5/subscribe', {upgrade: true});

	test('of many rows make one listing, not a question each', async () => {
		const server = await serve();
		const {observed} = await watch(server, {everyChange: true}, patient);
		await until(() => expect(observed.status).toBe('live'));
		const before = server.received.length;
		const ids = Array.from({length: 200}, (_, index) => `1i${5000 + index}`);
		for (const id of ids) server.faults.inject(event(id, 2000), isStream);
		const shown = () => [...observed.rows.values()].filter(({id}) => ids.includes(id));
		await until(() => expect(shown()).toHaveLength(200));
		for (const id of ids) server.faults.inject(event(id, 1000), isStream);
		await until(() => expect(shown()).toEqual([]));
		const asked = server.received.slice(before).map(({url}) => url.pathname);
		expect(asked.filter(path => path.endsWith('/containers')).length).toBeGreaterThan(0);
		expect(asked.length).toBeLessThan(40);
	});
});
