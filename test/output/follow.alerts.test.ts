import {expect, onTestFinished, test} from 'vitest';
import type {Alert} from '../../source/model/alert.js';
import {follow} from '../../source/output/follow.js';
import type {FollowOptions} from '../../source/output/report.js';
import {changed, column, kind, listed} from '../state/rows.js';
import {hangUp} from './follow-start.js';
import {allKindsEvent, filterOf, kindsEvent, now, pass, stage, status, stopTime} from './stage.js';

const alert = (when: string, run: Alert['run'] = []): Alert => ({
	when,
	forMs: 0,
	bell: true,
	notify: true,
	run,
});

const start = (alerts: readonly Alert[], wanted: Partial<FollowOptions> = {}) => {
	const {options, stdout, stderr, shown} = stage();
	const runs: (readonly [name: string, more: number])[] = [];
	const runAlert: FollowOptions['runAlert'] = ({row}, more) => runs.push([row.resource.name, more]);
	const report = follow({...options, alerts, runAlert, ...wanted});
	onTestFinished(() => hangUp(stdout));
	const printed = () => stdout.values.filter(value => (value as {type: string}).type === 'alert');
	return {report, printed, runs, shown, stdout, stderr};
};

const broken = (id: string) => changed(now, {id, state: 'broken', health: 'error'});

test('each alert is a line with its filter and the row, also of rows that are not printed', () => {
	const {report, printed} = start([alert('health:error')], {filter: filterOf('name:none')});
	report.emit(kindsEvent());
	report.emit(changed(now, {id: 'a', state: 'broken', health: 'error'}, true));
	report.emit(listed(now, [{id: 'a'}]));
	expect(printed()).toEqual([]);
	report.emit(status('live'));
	expect(printed()).toEqual([
		{
			type: 'alert',
			time: '2026-01-02T03:04:05.678Z',
			when: 'health:error',
			source: 'prod',
			family: 'rancher1',
			kind: 'container',
			id: 'a',
			name: 'shop/web-a',
			state: 'broken',
			health: 'error',
			transitioning: 'no',
			message: null,
			progress: null,
			since: null,
			removed: false,
			scope: null,
		},
	]);
});

test('programs run at most once a second, and get how many alerts were held back', () => {
	let time = now;
	const {report, printed, runs} = start([alert('health:error', [['page-me']])], {now: () => time});
	report.emit(kindsEvent());
	report.emit(status('live'));
	for (const id of ['a', 'b', 'c']) report.emit(broken(id));
	expect(printed()).toHaveLength(3);
	expect(runs).toEqual([['shop/web-a', 0]]);
	time += 1000;
	report.emit(changed(time, {id: 'd'}));
	expect(runs).toEqual([
		['shop/web-a', 0],
		['shop/web-b', 1],
	]);
});

test('a source that is down is printed as a row', () => {
	const {report, printed} = start([alert('kind:source and not state:live')]);
	report.emit(kindsEvent());
	report.emit(status('live'));
	report.emit(status('retrying', 'refused the connection'));
	expect(printed()).toMatchObject([
		{kind: 'source', name: 'prod', state: 'retrying', health: 'error', message: 'refused the connection'},
	]);
});

test('kinds that only an alert names are followed too', () => {
	const {report, shown} = start([alert('kind:volumes and health:error')], {kind: 'container'});
	report.emit(kindsEvent());
	expect(shown.at(-1)).toEqual(['container', 'volume']);
});

test('as CSV there is a column for the filter', () => {
	const {report, stdout} = start([alert('health:error')], {format: 'csv'});
	report.emit(kindsEvent());
	report.emit(status('live'));
	report.emit(broken('a'));
	const [head = '', ...lines] = stdout.text.trim().split('\r\n');
	expect(head).toMatch(/,when$/);
	expect(lines.at(-1)).toMatch(/^alert,.*,health:error$/);
});

test.each([
	['kind:node and cpu>90%', ['node']],
	['cpu>90% or kind:service', ['pod', 'node']],
	['health:error', []],
])('an alert on %s has these kinds measured: %j', (when, expected) => {
	const figures = [column('CPU%', 'percent')];
	const kinds = [kind('pod', {measured: figures}), kind('node', {measured: figures}), kind('service', {})];
	const asked: (readonly string[])[] = [];
	const {report} = start([alert(when)], {measure: wanted => asked.push(wanted)});
	report.emit({type: 'kinds', source: 'prod', at: now, kinds, whole: true});
	expect(asked.at(-1) ?? []).toEqual(expected);
});

test('an alert on what no row has is a warning, once all is listed', async () => {
	stopTime();
	const {report, stderr} = start([
		alert('health:error'),
		alert('kind:container and wight>5'),
		// Of these nothing is listed yet.
		alert('kind:volume and wight>5'),
	]);
	for (const event of [allKindsEvent(), changed(now, {id: 'a'}, true), listed(now, [{id: 'a'}])])
		report.emit(event);
	await pass(0);
	expect(stderr.text).toBe('');
	report.emit(status('live'));
	await pass(0);
	expect(stderr.text).toBe(
		"rwatch: alert 'kind:container and wight>5': no row has a field or column 'wight'\n",
	);
});
