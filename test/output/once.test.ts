import {describe, expect, test, vi} from 'vitest';
import {once} from '../../source/output/once.ts';
import type {OnceOptions} from '../../source/output/report.ts';
import type {Table} from '../../source/output/table.ts';
import {changed, listed} from '../state/rows.ts';
import {filterOf, now, stage, status, toldKinds} from './stage.ts';

const image = {IMAGE: 'nginx:1.15', HOST: 'prod//host/1h1', STARTED: now - 60_000};
const web = {id: '1i1', name: 'shop/web', created: now - 3_600_000, since: now - 60_000, cells: image};
const db = {
	id: '1i2',
	name: 'shop/db',
	state: 'starting',
	health: 'transitioning',
	transitioning: 'yes',
} as const;
const host = {id: '1h1', kind: 'host', name: 'node-1', key: 'prod//host/1h1'};
const rows = [changed(now, web, true), changed(now, db, true), changed(now, host, true)];
const whole = [toldKinds(), ...rows, listed(now, [web, db]), status('live')];

const run = async (wanted: Partial<OnceOptions>, events = whole) => {
	const {options, stdout, stderr, shown} = stage(wanted);
	const report = once(options);
	for (const event of events) report.tell(event);
	const exitCode = await report.ended;
	return {exitCode, text: stdout.text, values: stdout, errors: stderr.text, shown};
};

describe('one snapshot', () => {
	test('is printed as soon as the source is live', async () => {
		const {exitCode, text, errors} = await run({format: 'table'});
		expect(exitCode).toBe(0);
		expect(errors).toBe('');
		expect(text).toBe(
			[
				'KIND       NAME      STATE     SINCE  AGE  MESSAGE',
				'container  shop/db   starting  -      -',
				'container  shop/web  running   1m     1h',
				'',
			].join('\n'),
		);
	});

	test('shows the columns of its kind, sorted as wished', async () => {
		const {text} = await run({format: 'table', kind: 'co', sort: 'name:desc'});
		expect(text.split('\n').map(line => line.replace(/ +/g, ' '))).toEqual([
			'NAME STATE SINCE IMAGE HOST STARTED AGE MESSAGE',
			'shop/web running 1m nginx:1.15 node-1 1m 1h',
			'shop/db starting - - - - -',
			'',
		]);
	});

	test('as JSON has the fields of the contract, and what else is known', async () => {
		const {text} = await run({format: 'json', filter: filterOf('name:web')});
		expect(JSON.parse(text)).toEqual({
			sources: [{source: 'prod', family: 'rancher1', url: 'https://prod', status: 'live', message: null}],
			rows: [
				{
					source: 'prod',
					family: 'rancher1',
					kind: 'container',
					id: '1i1',
					name: 'shop/web',
					state: 'running',
					health: 'ok',
					transitioning: 'no',
					message: null,
					progress: null,
					since: '2026-01-02T03:03:05.678Z',
					removed: false,
					created: '2026-01-02T02:04:05.678Z',
					columns: {IMAGE: 'nginx:1.15', HOST: 'node-1', STARTED: '2026-01-02T03:03:05.678Z'},
				},
			],
		});
	});

	test('has the whole objects when they are asked for; one that cannot be had is null', async () => {
		const object: OnceOptions['object'] = ({id}) =>
			id === '1i1' ? Promise.resolve({imageUuid: 'docker:nginx'}) : Promise.reject(new Error('HTTP 503'));
		const {text, errors, exitCode} = await run({format: 'json', object});
		expect(JSON.parse(text)).toMatchObject({
			rows: [
				{id: '1i2', raw: null},
				{id: '1i1', raw: {imageUuid: 'docker:nginx'}},
			],
		});
		expect(errors).toBe('rwatch: container shop/db: HTTP 503\n');
		expect(exitCode).toBe(0);
	});

	test('as NDJSON is one row a line', async () => {
		const {values} = await run({format: 'ndjson'});
		expect(values.values).toMatchObject([{id: '1i2'}, {id: '1i1'}]);
	});

	test('as CSV has the columns of all its rows', async () => {
		const {text} = await run({format: 'csv', kind: 'containers', filter: filterOf('web')});
		expect(text).toBe(
			'source,family,kind,id,name,state,health,transitioning,message,progress,since,removed,created,IMAGE,HOST,STARTED\r\n' +
				'prod,rancher1,container,1i1,shop/web,running,ok,no,,,2026-01-02T03:03:05.678Z,false,2026-01-02T02:04:05.678Z,nginx:1.15,node-1,2026-01-02T03:03:05.678Z\r\n',
		);
	});

	test('as YAML is what JSON is', async () => {
		const {text} = await run({format: 'yaml', filter: filterOf('name:db')});
		expect(text).toContain('sources:\n  - source: prod\n');
		expect(text).toContain('    name: shop/db\n');
	});

	test('on a terminal is drawn by the caller, no wider than the terminal', async () => {
		const drawn: Table[] = [];
		const {text} = await run({format: 'table', drawTable: async table => void drawn.push(table)});
		expect(text).toBe('');
		expect(drawn).toMatchObject([
			{columns: ['KIND', 'NAME', 'STATE', 'SINCE', 'AGE', 'MESSAGE'], rows: [{}, {}]},
		]);
	});

	test('says when nothing is in the filter', async () => {
		const {text, errors, exitCode} = await run({format: 'table', filter: filterOf('name:nothing')});
		expect(text).toBe('KIND  NAME  STATE  SINCE  AGE  MESSAGE\n');
		expect(errors).toBe('rwatch: there are no such rows\n');
		expect(exitCode).toBe(0);
	});

	test('of all mixes the main kinds in the states that matter', async () => {
		const jobs = [
			changed(now, {id: 'j1', kind: 'job', state: 'running'}, true),
			changed(now, {id: 'j2', kind: 'job', state: 'done'}, true),
			changed(now, {id: 'v1', kind: 'volume'}, true),
		];
		const {values} = await run({}, [toldKinds(), ...jobs, status('live')]);
		expect(values.values).toMatchObject([{id: 'j1'}]);
	});

	test('of a kind that is listed on request waits for that listing', async () => {
		const {options, stdout, shown} = stage({kind: 'volumes'});
		const report = once(options);
		report.tell(toldKinds());
		expect(shown).toEqual([['volume']]);
		report.tell(status('live'));
		expect(stdout.text).toBe('');
		report.tell(changed(now, {id: 'v1', kind: 'volume'}, true));
		report.tell(listed(now, [{id: 'v1'}], {kinds: ['volume']}));
		expect(await report.ended).toBe(0);
		expect(stdout.values).toMatchObject([{id: 'v1'}]);
	});

	test('of such a kind waits for every cluster', async () => {
		const {options, stdout} = stage({kind: 'volumes'});
		const report = once(options);
		report.tell(toldKinds());
		for (const scope of ['c-1', 'c-2']) report.tell(listed(now, [], {scope}));
		report.tell(status('live'));
		report.tell(listed(now, [], {scope: 'c-1', kinds: ['volume']}));
		report.tell(changed(now, {id: 'v2', kind: 'volume', scope: 'c-2'}, true));
		report.tell(listed(now, [{id: 'v2', scope: 'c-2'}], {scope: 'c-2', kinds: ['volume']}));
		await report.ended;
		expect(stdout.values).toMatchObject([{id: 'v2'}]);
	});

	test('of a kind that nobody has is refused with those that there are', async () => {
		const {exitCode, errors} = await run({kind: 'pods'});
		expect(exitCode).toBe(2);
		expect(errors).toBe('rwatch: No source has a kind “pods”; expected all, containers, jobs or the like\n');
	});
});

describe('the exit code of one snapshot', () => {
	const sources = ['a', 'b'].map(name => ({name, family: null, url: `https://${name}`}));
	const retry = (source: string) => status('retrying', 'ECONNREFUSED', source);

	test.each([
		[
			'0 when at least one is listed',
			[status('live', null, 'a'), status('refused', 'HTTP 401', 'b')],
			0,
			'rwatch: b: refused: HTTP 401\n',
		],
		[
			'3 when all refuse',
			[status('refused', 'no', 'a'), status('refused', 'no', 'b')],
			3,
			'rwatch: a: refused: no\nrwatch: b: refused: no\n',
		],
		[
			'4 when none answers',
			['a', 'a', 'a', 'b', 'b', 'b'].map(retry),
			4,
			'rwatch: a: retrying: ECONNREFUSED\nrwatch: b: retrying: ECONNREFUSED\n',
		],
		[
			'3 when one refuses and none is listed',
			[status('failed', 'no Rancher', 'a'), status('refused', 'no', 'b')],
			3,
			'rwatch: a: failed: no Rancher\nrwatch: b: refused: no\n',
		],
		[
			'0 when only a part is listed',
			[listed(now, []), status('failed', '1 of 2 clusters', 'prod')],
			0,
			'rwatch: prod: not complete, failed: 1 of 2 clusters\n',
		],
	])('is %s', async (_title, events, expected, said) => {
		const one = events.some(({source}) => source === 'prod');
		const wanted = one ? {} : {sources};
		const {exitCode, errors} = await run({...wanted, format: 'ndjson'}, [...events]);
		expect(exitCode).toBe(expected);
		expect(errors).toBe(said);
	});

	test('is 4 when the time is over before anything came', async () => {
		const {exitCode, text} = await run({timeoutMs: 1, format: 'json'}, []);
		expect(exitCode).toBe(4);
		expect(JSON.parse(text)).toMatchObject({sources: [{source: 'prod', status: 'connecting'}], rows: []});
	});

	test('does not count a server as away before it was tried three times', async () => {
		const {options, stdout} = stage({});
		const report = once(options);
		report.tell(status('retrying', 'x'));
		report.tell(status('retrying', 'x'));
		for (const event of whole) report.tell(event);
		expect(await report.ended).toBe(0);
		await vi.waitFor(() => expect(stdout.values).toHaveLength(2));
	});
});
