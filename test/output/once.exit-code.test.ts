import {describe, expect, test} from 'vitest';
import type {SourceEvent, SourceStatus} from '../../source/model/source.js';
import {once} from '../../source/output/once.js';
import {changed, listed} from '../state/rows.js';
import {until} from '../until.js';
import {db, run, web, whole} from './once-run.js';
import {kindsEvent, now, stage, status} from './stage.js';

describe('the exit code of one snapshot', () => {
	const sources = ['a', 'b'].map(name => ({name, family: null, url: `https://${name}`}));
	const retry = (source: string) => status('retrying', 'ECONNREFUSED', source);

	test.each([
		[
			'1 when one answers but cannot be listed, though another is',
			[status('live', null, 'a'), status('failed', 'no Rancher', 'b')],
			1,
			'rwatch: b: failed: no Rancher\n',
		],
		[
			'4 when one is not reached, though another is listed',
			[status('live', null, 'a'), ...['b', 'b', 'b'].map(retry)],
			4,
			'rwatch: b: retrying: ECONNREFUSED\n',
		],
		[
			'4 when one is not reached and another cannot be listed',
			[status('failed', 'no Rancher', 'a'), ...['b', 'b', 'b'].map(retry)],
			4,
			'rwatch: a: failed: no Rancher\nrwatch: b: retrying: ECONNREFUSED\n',
		],
		[
			'1 when the server answers with errors only',
			[
				status('live', null, 'a'),
				...['b', 'b', 'b'].map(source => ({
					...status('retrying', 'HTTP 500', source),
					answered: true as const,
				})),
			],
			1,
			'rwatch: b: retrying: HTTP 500\n',
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
			'1 when only a part of the one source is listed',
			[listed(now, []), status('failed', '1 of 2 clusters', 'prod')],
			1,
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

	test('says of a source that never answered what was attempted, where, and for how long', async () => {
		const {exitCode, errors} = await run({timeoutMs: 30}, [status('connecting', 'opening the stream')]);
		expect(exitCode).toBe(4);
		expect(errors).toContain(
			'rwatch: prod: connecting: opening the stream: no complete answer from https://prod within 0.03 s; check the server, or set a longer --timeout\n',
		);
	});

	const scopes = (of: SourceStatus, ...more: readonly SourceEvent[]) => [
		kindsEvent(),
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
		report.emit(kindsEvent());
		for (const scope of ['p-1', 'p-2']) report.emit(status('connecting', null, 'prod', scope));
		report.emit(status('refused', 'HTTP 403', 'prod', 'p-1'));
		report.emit(status('refused', '1 of 2 projects: HTTP 403'));
		report.emit(changed(now, db, true));
		report.emit(status('live', null, 'prod', 'p-2'));
		expect(await report.ended).toBe(3);
		expect(stdout.values).toMatchObject([{id: '1i2'}]);
	});

	test('is 0 when everything is listed, though nothing can be followed, and says why', async () => {
		const message = 'HTTP 200 instead of a websocket';
		const unfollowed: SourceEvent = {...status('retrying', message, 'prod', 'p-1'), listed: true};
		const {exitCode, values, errors} = await run({}, [
			kindsEvent(),
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
			kindsEvent(),
			changed(now, web, true),
			{...part, missing: [{kind, message, refused}]},
			{...part, scope: 'p-2', missing: [{kind, message, refused}]},
			status('live'),
		];
	};

	test.each([
		['1 for all', 'all', lacking('job', false), 1],
		['1 for the kind', 'jobs', lacking('job', false), 1],
		['1 for the kind where it is refused', 'jobs', lacking('job', true), 1],
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
			kindsEvent(),
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

	test('is 0 with entries that cannot be rows, which are named once, and no more than five', async () => {
		const fault = (kind: string, message: string): SourceEvent => ({
			type: 'fault',
			source: 'prod',
			at: now,
			message,
			lacking: kind,
		});
		const faults = ['a', 'b', 'a', 'c', 'd', 'e', 'f'].map(name => fault('container', name));
		const events = [kindsEvent(), changed(now, web, true), ...faults, fault('job', 'x'), status('live')];
		const {exitCode, errors} = await run({kind: 'containers'}, events);
		expect(exitCode).toBe(0);
		const lines = ['a', 'b', 'c', 'd', 'e', '… and 1 more fault of lists'];
		expect(errors).toBe(lines.map(line => `rwatch: prod: ${line}\n`).join(''));
	});

	test('is 0 when a kind that was not asked for cannot be listed', async () => {
		expect(await run({kind: 'containers'}, lacking('job', false))).toMatchObject({exitCode: 0, errors: ''});
	});

	test('does not count a server as away before it was tried three times', async () => {
		const {options, stdout} = stage({});
		const report = once(options);
		report.emit(status('retrying', 'x'));
		report.emit(status('retrying', 'x'));
		for (const event of whole) report.emit(event);
		expect(await report.ended).toBe(0);
		await until(() => expect(stdout.values).toHaveLength(2));
	});
});
