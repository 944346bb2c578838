import {Writable} from 'node:stream';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {follow} from '../../source/output/follow.ts';
import type {Report, ReportOptions} from '../../source/output/report.ts';
import {changed, listed, removed, resource} from '../state/rows.ts';
import {type Collected, filterOf, now, pass, stage, status, stopTime, toldKinds} from './stage.ts';

const open: Collected[] = [];

const start = (
	wanted: Partial<ReportOptions> = {},
): {report: Report; stdout: Collected; stderr: Collected} => {
	const {options, stdout, stderr} = stage(wanted);
	open.push(stdout);
	return {report: follow(options), stdout, stderr};
};

const hangUp = (stream: Writable): void => {
	stream.destroy(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
};

// A report ends when nobody reads any more.
afterEach(() => {
	for (const stream of open.splice(0)) hangUp(stream);
});

const starting = {
	id: '1i12',
	name: 'shop-web-1',
	state: 'starting',
	health: 'transitioning',
	transitioning: 'yes',
	message: 'Pulling nginx:1.15',
	since: Date.UTC(2026, 0, 2, 3, 4, 1),
} as const;

const types = (stdout: Collected): readonly unknown[] =>
	stdout.values.map(value => {
		const {type, id, state, removed: gone} = value as Record<string, unknown>;
		return [type, id, state, gone];
	});

describe('following', () => {
	test('prints each change on a line, with the fields and the order of the contract', () => {
		const {report, stdout} = start();
		report.tell(toldKinds());
		report.tell(changed(now - 1, {id: '1i12'}, true));
		report.tell(changed(now, starting));
		expect(stdout.text.split('\n')[1]).toBe(
			'{"type":"changed","time":"2026-01-02T03:04:05.678Z","source":"prod","family":"rancher1","kind":"container","id":"1i12","name":"shop-web-1","state":"starting","health":"transitioning","transitioning":"yes","message":"Pulling nginx:1.15","progress":null,"since":"2026-01-02T03:04:01.000Z","removed":false,"scope":null}',
		);
	});

	test('tells what does not work although the source is live', () => {
		const {report, stdout} = start();
		report.tell(status('live', 'events come 5 s late'));
		expect(stdout.values).toMatchObject([{type: 'status', status: 'live', message: 'events come 5 s late'}]);
	});

	test('tells that a row left which was one of too many, within a second', async () => {
		const {report, stdout} = start();
		report.tell(toldKinds());
		report.tell(changed(now - 1, {id: '1i12'}));
		report.tell({...removed(now, {id: '1i12'}), quiet: true});
		await vi.waitFor(() => expect(types(stdout).at(-1)).toEqual(['removed', '1i12', 'running', false]), 5000);
	});

	test('tells what a source says of itself and where changes were missed', () => {
		const {report, stdout} = start();
		report.tell(status('connecting'));
		report.tell(status('connecting', 'listing'));
		report.tell(status('retrying', 'ECONNRESET', 'prod', 'c-1'));
		report.tell(status('retrying', 'ECONNRESET'));
		report.tell(status('retrying', 'ECONNRESET'));
		report.tell({type: 'gap', source: 'prod', scope: '', at: now, from: now - 1000, to: now});
		expect(stdout.text.split('\n')).toEqual([
			'{"type":"status","time":"2026-01-02T03:04:05.678Z","source":"prod","status":"connecting","message":null}',
			'{"type":"status","time":"2026-01-02T03:04:05.678Z","source":"prod","status":"retrying","message":"ECONNRESET"}',
			'{"type":"gap","time":"2026-01-02T03:04:05.678Z","source":"prod","from":"2026-01-02T03:04:04.678Z","to":"2026-01-02T03:04:05.678Z"}',
			'',
		]);
	});

	test('tells rows as added, changed and removed, also those that a listing lacks', () => {
		const {report, stdout} = start();
		const events = [
			toldKinds(),
			changed(now, {id: 'a'}, true),
			changed(now, {id: 'b'}, true),
			changed(now, {id: 'a'}),
			changed(now, {id: 'a', state: 'stopped'}),
			removed(now, {id: 'a'}),
			listed(now, []),
			changed(now, {id: 'a'}),
		];
		for (const event of events) report.tell(event);
		expect(types(stdout)).toEqual([
			['added', 'a', 'running', false],
			['added', 'b', 'running', false],
			['changed', 'a', 'stopped', false],
			['removed', 'a', 'stopped', true],
			['removed', 'b', 'running', true],
			['added', 'a', 'running', false],
		]);
	});

	test('tells equal names of two clusters apart, also when they are removed', () => {
		const {report, stdout} = start();
		const pods = ['c-1', 'c-2'].map(scope => ({
			id: 'kube-system/coredns',
			name: 'kube-system/coredns',
			scope,
		}));
		report.tell(toldKinds());
		for (const pod of pods) report.tell(changed(now, pod, true));
		for (const pod of pods) report.tell(removed(now, pod));
		expect(stdout.values).toMatchObject([
			{type: 'added', scope: 'c-1'},
			{type: 'added', scope: 'c-2'},
			{type: 'removed', scope: 'c-1'},
			{type: 'removed', scope: 'c-2'},
		]);
	});

	test('says nothing of a change that no field shows', () => {
		const {report, stdout} = start();
		report.tell(toldKinds());
		report.tell(changed(now, {id: 'a', cells: {IMAGE: 'one'}}));
		report.tell(changed(now, {id: 'a', cells: {IMAGE: 'two'}}));
		report.tell(changed(now, {id: 'a', cells: {IMAGE: 'two'}, message: 'news'}));
		expect(stdout.values.map(value => (value as {type: string}).type)).toEqual(['added', 'changed']);
	});

	test('a row that is gone is told with the last word of the server', () => {
		const {report, stdout} = start();
		report.tell(toldKinds());
		report.tell(changed(now, {id: 'a', since: now - 1000}));
		const event = removed(now, {id: 'a'});
		if (event.type !== 'removed') throw new Error('not removed');
		report.tell({...event, resource: resource({id: 'a', state: 'removed', health: 'error'})});
		expect(stdout.values.at(-1)).toMatchObject({
			type: 'removed',
			state: 'removed',
			health: 'error',
			since: '2026-01-02T03:04:05.678Z',
			removed: true,
		});
	});

	test('a row that is gone keeps since when its state held, where the last word has the same', () => {
		const {report, stdout} = start();
		report.tell(toldKinds());
		report.tell(changed(now, {id: 'a', state: 'removing', since: now - 1000}));
		report.tell({...removed(now, {id: 'a'}), resource: resource({id: 'a', state: 'removing'})});
		expect(stdout.values.at(-1)).toMatchObject({type: 'removed', since: '2026-01-02T03:04:04.678Z'});
	});

	test('a row that leaves the filter is told as removed, though it still is there', () => {
		const {report, stdout} = start({filter: filterOf('state:running')});
		const events = [
			toldKinds(),
			changed(now, {id: 'a'}),
			changed(now, {id: 'a', state: 'stopped'}),
			changed(now, {id: 'a', state: 'purged'}),
			changed(now, {id: 'a'}),
		];
		for (const event of events) report.tell(event);
		expect(types(stdout)).toEqual([
			['added', 'a', 'running', false],
			['removed', 'a', 'stopped', false],
			['added', 'a', 'running', false],
		]);
	});

	test('rows that came before their kind was known are told when it is', () => {
		const {report, stdout} = start({kind: 'co'});
		report.tell(changed(now, {id: 'a'}, true));
		report.tell(changed(now, {id: 'v', kind: 'volume'}, true));
		expect(stdout.text).toBe('');
		report.tell(toldKinds());
		expect(types(stdout)).toEqual([['added', 'a', 'running', false]]);
	});

	test.each([
		[
			'table',
			'2026-01-02T03:04:05.678Z  added    prod          container   shop/web-a                        running\n',
		],
		['json', '{"type":"added"'],
		['yaml', '---\ntype: added\n'],
		[
			'csv',
			'type,time,source,family,kind,id,name,state,health,transitioning,message,progress,since,removed,scope,status,from,to\r\nadded,2026-01-02T03:04:05.678Z,prod,rancher1,container,a,shop/web-a,running,ok,no,,,2026-01-02T03:04:05.678Z,false,,,,\r\n',
		],
	] as const)('can be printed as %s', (format, text) => {
		const {report, stdout} = start({format});
		report.tell(toldKinds());
		report.tell(changed(now, {id: 'a', since: now}));
		expect(stdout.text).toContain(text);
	});

	test.each(['ndjson', 'table', 'csv', 'yaml'] as const)(
		'sends no control character of others in %s',
		format => {
			const {report, stdout} = start({format});
			report.tell(toldKinds());
			report.tell(changed(now, {name: 'x\u001B[31m\u009B2J\u202Ey', message: 'a\u0007b'}));
			// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
			expect(stdout.text).not.toMatch(/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/);
			if (format === 'ndjson') expect(stdout.values).toMatchObject([{name: 'x\u001B[31m\u009B2J\u202Ey'}]);
		},
	);

	test('ends quietly when nobody reads any more', async () => {
		const {report, stdout, stderr} = start();
		hangUp(stdout);
		expect(await report.ended).toBe(0);
		report.tell(status('connecting'));
		expect(stderr.text).toBe('');
	});

	test('fails when what is written is lost', async () => {
		const full = new Writable({
			write: (_chunk, _encoding, done) => done(Object.assign(new Error('write ENOSPC'), {code: 'ENOSPC'})),
		});
		const report = follow(stage({stdout: full}).options);
		report.tell(status('connecting'));
		await expect(report.ended).rejects.toThrow('ENOSPC');
	});

	test('ends with 3 when every source refuses from the start', async () => {
		const {report, stderr} = start();
		report.tell(status('refused', 'HTTP 401'));
		expect(await report.ended).toBe(3);
		expect(stderr.text).toBe('rwatch: prod: refused: HTTP 401\n');
	});

	test('goes on when only a part of a source refuses', () => {
		const {report, stderr} = start();
		report.tell(listed(now, []));
		report.tell(status('refused', '1 of 2 projects: HTTP 403'));
		expect(stderr.text).toBe('');
	});

	test('ends with 2 for a kind that nobody has', async () => {
		stopTime();
		const {report, stderr} = start({kind: 'pods'});
		report.tell(toldKinds());
		report.tell(status('live'));
		expect(stderr.text).toBe('');
		await pass(3000);
		expect(await report.ended).toBe(2);
		expect(stderr.text).toContain('No source has a kind “pods”');
	});

	test('warns once of a filter that asks for what nothing has, and goes on', async () => {
		stopTime();
		const {report, stderr, stdout} = start({filter: filterOf('kind:bogus or nosuch=x')});
		for (const event of [toldKinds(), changed(now, {id: 'a'}, true), status('live')]) report.tell(event);
		const doubts = [
			"no source has a kind 'bogus'",
			`no row has a field or column 'nosuch', nor the text "nosuch=x"`,
		];
		const said = doubts.map(doubt => `rwatch: --filter 'kind:bogus or nosuch=x': ${doubt}\n`).join('');
		await pass(3000);
		expect(stderr.text).toBe(said);
		report.tell(status('retrying'));
		report.tell(status('live'));
		await pass(3000);
		report.tell(changed(now, {id: 'b', message: 'nosuch=x'}));
		expect(stdout.values.at(-1)).toMatchObject({type: 'added', id: 'b'});
		expect(stderr.text).toBe(said);
	});
});
