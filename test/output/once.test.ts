import {Writable} from 'node:stream';
import {describe, expect, test, vi} from 'vitest';
import type {SourceEvent, SourceStatus} from '../../source/model/source.ts';
import {once} from '../../source/output/once.ts';
import type {OnceOptions} from '../../source/output/report.ts';
import type {Table} from '../../source/output/table.ts';
import {changed, kind, listed} from '../state/rows.ts';
import {filterOf, kinds, now, pass, stage, status, stopTime, toldKinds} from './stage.ts';

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

const run = async (wanted: Partial<OnceOptions>, events: readonly SourceEvent[] = whole) => {
	const {options, stdout, stderr, shown} = stage(wanted);
	const report = once(options);
	for (const event of events) report.tell(event);
	if (vi.isFakeTimers()) await pass(3000);
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
					scope: null,
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
			'source,family,kind,id,name,state,health,transitioning,message,progress,since,removed,scope,created,IMAGE,HOST,STARTED\r\n' +
				'prod,rancher1,container,1i1,shop/web,running,ok,no,,,2026-01-02T03:03:05.678Z,false,,2026-01-02T02:04:05.678Z,nginx:1.15,node-1,2026-01-02T03:03:05.678Z\r\n',
		);
	});

	test.each(['json', 'csv'] as const)(
		'as %s has references as names, whether or not their column is shown',
		async format => {
			const cells = {
				PROJECT: 'prod/projects/project/1a7',
				CLUSTER: 'prod/c-1/cluster/c-1',
				IMAGE: 'team/app/web/x:1',
			};
			const staging = {id: '1a7', key: cells.PROJECT, kind: 'volume', name: 'Staging'};
			const {text} = await run({format}, [
				toldKinds(),
				changed(now, staging, true),
				changed(now, {...web, cells}, true),
				status('live'),
			]);
			expect(text).toContain('Staging');
			expect(text).toContain('team/app/web/x:1');
			expect(text).not.toContain('1a7');
			expect(text).not.toContain('c-1/cluster');
		},
	);

	test('as YAML is what JSON is', async () => {
		const {text} = await run({format: 'yaml', filter: filterOf('name:db')});
		expect(text).toContain('sources:\n  - source: prod\n');
		expect(text).toContain('    name: shop/db\n');
	});

	test.each(['no', 'yes', 'y', 'on', '2026-01-02', '12:30:45', '1_000', '0o17', '=', '<<'])(
		'as YAML quotes %s, which some readers take for something else than a text',
		async message => {
			const {text} = await run({format: 'yaml'}, [
				toldKinds(),
				changed(now, {...web, message}),
				status('live'),
			]);
			expect(text).toContain(`message: "${message}"\n`);
			expect(text).toContain('transitioning: "no"\n');
			expect(text).toContain('since: "2026-01-02T03:03:05.678Z"\n');
		},
	);

	test('has null for what is not known', async () => {
		const {values} = await run({}, [
			toldKinds(),
			changed(now, {id: '1i1', state: '', message: ''}),
			status('live'),
		]);
		expect(values.values).toMatchObject([{state: null, message: null, progress: null, since: null}]);
	});

	test.each([
		['containers', 'nosuch', 'source, name, state, since, age, message, kind, health, image, host, started'],
		['all', 'nosuch:desc', 'image, host, started'],
	])('of %s sorted by %s is refused with the columns that there are', async (kind, sort, columns) => {
		const {exitCode, text, errors} = await run({kind, sort, format: 'table'});
		expect(exitCode).toBe(2);
		expect(text).toBe('');
		expect(errors).toContain(`--sort '${sort}': there is no such column; expected one of `);
		expect(errors).toContain(columns);
	});

	test.each(['health', 'KIND', 'source:desc', 'image', 'Started'])('can be sorted by %s', async sort => {
		expect(await run({sort})).toMatchObject({exitCode: 0, errors: ''});
	});

	test('fails when what is written is lost', async () => {
		const full = new Writable({
			write: (_chunk, _encoding, done) =>
				done(Object.assign(new Error('ENOSPC: no space'), {code: 'ENOSPC'})),
		});
		await expect(run({stdout: full})).rejects.toThrow(
			'Cannot write the output (standard output): ENOSPC: no space; what was printed is not complete',
		);
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

	const prod = {name: 'prod', family: 'rancher1', url: 'https://prod'} as const;
	const edge = {name: 'edge', family: 'rancher2', url: 'https://edge'} as const;
	const edgeKinds = [kind('container', {main: false}), kind('volume')];
	const edgeTold = {type: 'kinds', source: 'edge', at: now, kinds: edgeKinds} as const;

	test('of all has of each source what is main there', async () => {
		const {values} = await run({sources: [prod, edge], sort: 'name'}, [
			toldKinds(),
			edgeTold,
			changed(now, {id: 'a'}, true),
			changed(now, {id: 'b', source: 'edge'}, true),
			changed(now, {id: 'c', source: 'edge', kind: 'volume'}, true),
			changed(now, {id: 'd', kind: 'volume'}, true),
			status('live'),
			status('live', null, 'edge'),
		]);
		expect(values.values).toMatchObject([{id: 'a'}, {id: 'c'}]);
	});

	test('of a kind that one source lists only on request waits for it, although it is main to another', async () => {
		const {options, stdout, shown} = stage({sources: [prod, edge], kind: 'containers'});
		const report = once(options);
		for (const event of [toldKinds(), edgeTold, status('live'), status('live', null, 'edge')])
			report.tell(event);
		expect(shown.at(-1)).toEqual(['container']);
		report.tell(changed(now, {id: 'b', source: 'edge'}, true));
		report.tell({...listed(now, [{id: 'b', source: 'edge'}]), source: 'edge'});
		expect(await report.ended).toBe(0);
		expect(stdout.values).toMatchObject([{id: 'b'}]);
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

	test('of such a kind does not wait for what has no such kind', async () => {
		const {options, stdout} = stage({kind: 'volumes'});
		const report = once(options);
		report.tell(toldKinds());
		report.tell(listed(now, [], {scope: 'projects', kinds: ['project', 'machine']}));
		report.tell(listed(now, [], {scope: 'p-1', kinds: ['container', 'job']}));
		report.tell(status('live'));
		report.tell(listed(now, [], {scope: 'p-1', kinds: ['volume']}));
		const early = new Promise(resolve => setImmediate(resolve, 'waits'));
		expect(await Promise.race([report.ended, early])).toBe(0);
		expect(stdout.text).toBe('');
	});

	test('of such a kind waits for every cluster', async () => {
		const {options, stdout} = stage({kind: 'volumes'});
		const report = once(options);
		report.tell(toldKinds());
		for (const scope of ['c-1', 'c-2']) report.tell(listed(now, [], {scope, kinds: ['container', 'job']}));
		report.tell(status('live'));
		report.tell(listed(now, [], {scope: 'c-1', kinds: ['volume']}));
		report.tell(changed(now, {id: 'v2', kind: 'volume', scope: 'c-2'}, true));
		report.tell(listed(now, [{id: 'v2', scope: 'c-2'}], {scope: 'c-2', kinds: ['volume']}));
		await report.ended;
		expect(stdout.values).toMatchObject([{id: 'v2'}]);
	});

	test('of a kind that only a later project has waits until the source tells of it, and then for its rows', async () => {
		const {options, stdout, stderr, shown} = stage({kind: 'secrets'});
		const report = once(options);
		for (const event of [toldKinds(), listed(now, [], {scope: 'p-1'}), status('live')]) report.tell(event);
		await new Promise(resolve => setImmediate(resolve));
		expect(stderr.text).toBe('');
		const secret = kind('secret', {main: false});
		report.tell({type: 'kinds', source: 'prod', at: now, kinds: [...kinds, secret]});
		expect(shown).toEqual([['secret']]);
		report.tell(changed(now, {id: 's1', kind: 'secret', scope: 'p-1'}, true));
		report.tell(listed(now, [{id: 's1', scope: 'p-1'}], {scope: 'p-1', kinds: ['secret']}));
		expect(await report.ended).toBe(0);
		expect(stdout.values).toMatchObject([{id: 's1'}]);
	});

	test('of a kind that nobody has is refused with those that there are', async () => {
		stopTime();
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
			[status('live', null, 'a'), status('failed', 'no Rancher', 'b')],
			0,
			'rwatch: b: failed: no Rancher\n',
		],
		[
			'0 with what a live source says of itself',
			[status('live', 'wheel is disabled', 'a'), status('live', null, 'b')],
			0,
			'rwatch: a: wheel is disabled\n',
		],
		[
			'3 when one refuses, though another is listed',
			[status('live', null, 'a'), status('refused', 'HTTP 401', 'b')],
			3,
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
			'4 when only a part of the one source is listed',
			[listed(now, []), status('failed', '1 of 2 clusters', 'prod')],
			4,
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

	const scopes = (of: SourceStatus, ...more: readonly SourceEvent[]) => [
		toldKinds(),
		changed(now, web, true),
		status('connecting', null, 'prod', 'p-2'),
		status('live', null, 'prod', 'p-1'),
		status(of, 'HTTP 403', 'prod', 'p-2'),
		status(of, '1 of 2 projects: HTTP 403'),
		...more,
	];

	test('is 3 when one of its projects refuses; what the others have is printed all the same', async () => {
		const {exitCode, values, errors} = await run({}, scopes('refused'));
		expect(exitCode).toBe(3);
		expect(values.values).toMatchObject([{id: '1i1'}]);
		expect(errors).toBe('rwatch: prod: refused: 1 of 2 projects: HTTP 403\n');
	});

	test('is 3 for that even when another source is listed whole', async () => {
		const two = ['prod', 'b'].map(name => ({name, family: null, url: `https://${name}`}));
		const {exitCode, values, errors} = await run(
			{sources: two},
			scopes('refused', status('live', null, 'b')),
		);
		expect(exitCode).toBe(3);
		expect(values.values).toMatchObject([{id: '1i1'}]);
		expect(errors).toContain('prod: refused: 1 of 2 projects');
	});

	test('waits for the projects that still list, though one refuses', async () => {
		const {options, stdout} = stage({});
		const report = once(options);
		report.tell(toldKinds());
		for (const scope of ['p-1', 'p-2']) report.tell(status('connecting', null, 'prod', scope));
		report.tell(status('refused', 'HTTP 403', 'prod', 'p-1'));
		report.tell(status('refused', '1 of 2 projects: HTTP 403'));
		report.tell(changed(now, db, true));
		report.tell(status('live', null, 'prod', 'p-2'));
		expect(await report.ended).toBe(3);
		expect(stdout.values).toMatchObject([{id: '1i2'}]);
	});

	test('is 0 when everything is listed, though nothing can be followed, and says why', async () => {
		const message = 'HTTP 200 instead of a websocket';
		const unfollowed: SourceEvent = {...status('retrying', message, 'prod', 'p-1'), listed: true};
		const {exitCode, values, errors} = await run({}, [
			toldKinds(),
			status('connecting', null, 'prod', 'p-1'),
			changed(now, web, true),
			unfollowed,
			status('retrying', message),
		]);
		expect(exitCode).toBe(0);
		expect(values.values).toMatchObject([{id: '1i1'}]);
		expect(errors).toBe(`rwatch: prod: listed, but retrying: ${message}\n`);
	});

	const lacking = (kind: string, refused: boolean): readonly SourceEvent[] => {
		const message = `Cannot list ${kind}s (https://prod): HTTP ${refused ? 403 : 500}`;
		const part = status('live', null, 'prod', 'p-1');
		return [
			toldKinds(),
			changed(now, web, true),
			{...part, missing: [{kind, message, refused}]},
			{...part, scope: 'p-2', missing: [{kind, message, refused}]},
			status('live'),
		];
	};

	test.each([
		['4 for all', 'all', lacking('job', false), 4],
		['4 for the kind', 'jobs', lacking('job', false), 4],
		['3 for the kind where it is refused', 'jobs', lacking('job', true), 3],
		['0 for all where it is refused to this role', 'all', lacking('job', true), 0],
	])(
		'when a kind of a live source cannot be listed is %s, and says it once',
		async (_title, kind, events, code) => {
			const {exitCode, errors} = await run({kind}, events);
			expect(exitCode).toBe(code);
			expect(errors).toMatch(/^rwatch: prod: not complete: Cannot list jobs \(https:\/\/prod\): HTTP \d+\n$/);
		},
	);

	test('with several kinds that may not be listed is one line for the reason, and names the cluster', async () => {
		const reason = 'this user lacks the right (HTTP 403)';
		const missing = ['container', 'job', 'volume', 'secret'].map(kind => ({
			kind,
			message: `Cannot list ${kind}: HTTP 403`,
			reason,
			refused: true,
		}));
		const cluster = {id: 'c-1', kind: 'cluster', name: 'edge', key: 'prod/clusters/cluster/c-1'};
		const {exitCode, errors} = await run({}, [
			toldKinds(),
			changed(now, cluster, true),
			changed(now, web, true),
			{...status('live', null, 'prod', 'c-1'), missing},
			status('live'),
		]);
		expect(errors).toBe(
			`rwatch: prod: not complete: containers, jobs and 2 more of cluster edge: ${reason}
`,
		);
		expect(exitCode).toBe(0);
	});

	test('is 0 when a kind that was not asked for cannot be listed', async () => {
		expect(await run({kind: 'containers'}, lacking('job', false))).toMatchObject({exitCode: 0, errors: ''});
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
