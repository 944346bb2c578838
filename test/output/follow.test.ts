import {describe, expect, test} from 'vitest';
import {changed, listed, removed, resource} from '../state/rows.js';
import {until} from '../until.js';
import {start} from './follow-start.js';
import {type Collected, filterOf, kindsEvent, now, status} from './stage.js';

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
		report.emit(kindsEvent());
		report.emit(changed(now - 1, {id: '1i12'}, true));
		report.emit(changed(now, starting));
		expect(stdout.text.split('\n')[1]).toBe(
			'{"type":"changed","time":"2026-01-02T03:04:05.678Z","source":"prod","family":"rancher1","kind":"container","id":"1i12","name":"shop-web-1","state":"starting","health":"transitioning","transitioning":"yes","message":"Pulling nginx:1.15","progress":null,"since":"2026-01-02T03:04:01.000Z","removed":false,"scope":null}',
		);
	});

	test('reports what does not work although the source is live', () => {
		const {report, stdout} = start();
		report.emit(status('live', 'events come 5 s late'));
		expect(stdout.values).toMatchObject([{type: 'status', status: 'live', message: 'events come 5 s late'}]);
	});

	test('is not live where the one kind that was asked for cannot be listed, until it is', () => {
		const {report, stdout} = start({kind: 'container'});
		report.emit(kindsEvent());
		const missing = [{kind: 'container', message: 'Cannot list containers: HTTP 500', refused: false}];
		report.emit({...status('live', null, 'prod', 'c-1'), missing});
		report.emit(status('live'));
		report.emit(listed(now, []));
		report.emit(status('live', null, 'prod', 'c-1'));
		expect(stdout.values).toMatchObject([
			{type: 'status', status: 'retrying', scope: null, message: 'Cannot list containers: HTTP 500'},
			{type: 'status', status: 'live', scope: null, message: null},
		]);
	});

	test('reports that a row left which was one of too many, within a second', async () => {
		const {report, stdout} = start();
		report.emit(kindsEvent());
		report.emit(changed(now - 1, {id: '1i12'}));
		report.emit({...removed(now, {id: '1i12'}), quiet: true});
		await until(() => expect(types(stdout).at(-1)).toEqual(['removed', '1i12', 'running', false]));
	});

	test('reports what a source says of itself and where changes were missed', () => {
		const {report, stdout} = start();
		report.emit(status('connecting'));
		report.emit(status('connecting', 'listing'));
		report.emit(status('retrying', 'ECONNRESET', 'prod', 'c-1'));
		report.emit(status('retrying', 'ECONNRESET'));
		report.emit(status('connecting'));
		report.emit(status('retrying', 'ECONNRESET'));
		report.emit({type: 'gap', source: 'prod', scope: '', at: now, from: now - 1000, to: now});
		expect(stdout.text.split('\n')).toEqual([
			'{"type":"status","time":"2026-01-02T03:04:05.678Z","source":"prod","status":"connecting","scope":null,"message":null}',
			'{"type":"status","time":"2026-01-02T03:04:05.678Z","source":"prod","status":"retrying","scope":null,"message":"ECONNRESET"}',
			'{"type":"gap","time":"2026-01-02T03:04:05.678Z","source":"prod","from":"2026-01-02T03:04:04.678Z","to":"2026-01-02T03:04:05.678Z"}',
			'',
		]);
	});

	test('reports that a server is starting, and one gap for each incident', () => {
		const {report, stdout} = start();
		report.emit(status('retrying', 'ECONNRESET'));
		report.emit(status('connecting', 'opening the stream'));
		for (const _try of [1, 2]) report.emit({...status('connecting', 'still starting'), starting: true});
		report.emit(status('connecting', 'listing'));
		const gap = {type: 'gap', source: 'prod', at: now, from: now - 1000, to: now} as const;
		report.emit({...gap, scope: 'clusters'});
		report.emit({...gap, scope: 'c-1', again: true});
		expect(stdout.values).toMatchObject([
			{type: 'status', status: 'retrying', message: 'ECONNRESET'},
			{type: 'status', status: 'connecting', message: 'still starting'},
			{type: 'gap'},
		]);
	});

	test('reports which part of a source fails, once, and that it is well again', () => {
		const {report, stdout} = start();
		report.emit(kindsEvent());
		report.emit(changed(now, {kind: 'cluster', id: 'c-1', name: 'production', scope: 'clusters'}));
		report.emit({
			type: 'listed',
			source: 'prod',
			scope: 'clusters',
			at: now,
			kinds: ['cluster', 'machine'],
			keys: new Set(),
		});
		const before = stdout.values.length;
		for (const word of ['connecting', 'live', 'retrying', 'connecting', 'retrying'] as const)
			report.emit(status(word, word === 'retrying' ? 'dial tcp' : null, 'prod', 'c-1'));
		report.emit(status('retrying', 'of the list of clusters', 'prod', 'clusters'));
		report.emit(status('live', null, 'prod', 'c-1'));
		expect(stdout.values.slice(before)).toMatchObject([
			{type: 'status', source: 'prod', status: 'retrying', scope: 'c-1', message: 'dial tcp'},
			{type: 'status', source: 'prod', status: 'live', scope: 'c-1', message: null},
		]);
	});

	test('reports rows as added, changed and removed, also those that a listing lacks', () => {
		const {report, stdout} = start();
		const events = [
			kindsEvent(),
			changed(now, {id: 'a'}, true),
			changed(now, {id: 'b'}, true),
			changed(now, {id: 'a'}),
			changed(now, {id: 'a', state: 'stopped'}),
			removed(now, {id: 'a'}),
			listed(now, []),
			changed(now, {id: 'a'}),
		];
		for (const event of events) report.emit(event);
		expect(types(stdout)).toEqual([
			['added', 'a', 'running', false],
			['added', 'b', 'running', false],
			['changed', 'a', 'stopped', false],
			['removed', 'a', 'stopped', true],
			['removed', 'b', 'running', true],
			['added', 'a', 'running', false],
		]);
	});

	test('distinguishes equal names of two clusters, also when they are removed', () => {
		const {report, stdout} = start();
		const pods = ['c-1', 'c-2'].map(scope => ({
			id: 'kube-system/coredns',
			name: 'kube-system/coredns',
			scope,
		}));
		report.emit(kindsEvent());
		for (const pod of pods) report.emit(changed(now, pod, true));
		for (const pod of pods) report.emit(removed(now, pod));
		expect(stdout.values).toMatchObject([
			{type: 'added', scope: 'c-1'},
			{type: 'added', scope: 'c-2'},
			{type: 'removed', scope: 'c-1'},
			{type: 'removed', scope: 'c-2'},
		]);
	});

	test('says nothing of a change that no field shows', () => {
		const {report, stdout} = start();
		report.emit(kindsEvent());
		report.emit(changed(now, {id: 'a', cells: {IMAGE: 'one'}}));
		report.emit(changed(now, {id: 'a', cells: {IMAGE: 'two'}}));
		report.emit(changed(now, {id: 'a', cells: {IMAGE: 'two'}, message: 'news'}));
		expect(stdout.values.map(value => (value as {type: string}).type)).toEqual(['added', 'changed']);
	});

	test('a row that is gone is reported with the last word of the server', () => {
		const {report, stdout} = start();
		report.emit(kindsEvent());
		report.emit(changed(now, {id: 'a', since: now - 1000}));
		const event = removed(now, {id: 'a'});
		if (event.type !== 'removed') throw new Error('not removed');
		report.emit({...event, resource: resource({id: 'a', state: 'removed', health: 'error'})});
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
		report.emit(kindsEvent());
		report.emit(changed(now, {id: 'a', state: 'removing', since: now - 1000}));
		report.emit({...removed(now, {id: 'a'}), resource: resource({id: 'a', state: 'removing'})});
		expect(stdout.values.at(-1)).toMatchObject({type: 'removed', since: '2026-01-02T03:04:04.678Z'});
	});

	test('a row that leaves the filter is reported as removed, though it still is there', () => {
		const {report, stdout} = start({filter: filterOf('state:running')});
		const events = [
			kindsEvent(),
			changed(now, {id: 'a'}),
			changed(now, {id: 'a', state: 'stopped'}),
			changed(now, {id: 'a', state: 'purged'}),
			changed(now, {id: 'a'}),
		];
		for (const event of events) report.emit(event);
		expect(types(stdout)).toEqual([
			['added', 'a', 'running', false],
			['removed', 'a', 'stopped', false],
			['added', 'a', 'running', false],
		]);
	});

	test('a row of `all` whose state alone takes it out of the view has changed, and is followed on', () => {
		const {report, stdout} = start();
		const job = {id: 'j', kind: 'job'} as const;
		report.emit(kindsEvent());
		report.emit(changed(now, {...job, state: 'running'}));
		report.emit(changed(now, {...job, state: 'done'}));
		report.emit(removed(now, job));
		expect(types(stdout)).toEqual([
			['added', 'j', 'running', false],
			['changed', 'j', 'done', false],
			['removed', 'j', 'done', true],
		]);
	});

	test('rows that came before their kind was known are emitted when it is', () => {
		const {report, stdout} = start({kind: 'co'});
		report.emit(changed(now, {id: 'a'}, true));
		report.emit(changed(now, {id: 'v', kind: 'volume'}, true));
		expect(stdout.text).toBe('');
		report.emit(kindsEvent());
		expect(types(stdout)).toEqual([['added', 'a', 'running', false]]);
	});
});
