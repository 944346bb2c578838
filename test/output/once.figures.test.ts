import {expect, test} from 'vitest';
import type {SourceEvent} from '../../source/model/source.js';
import {once} from '../../source/output/once.js';
import type {OnceOptions} from '../../source/output/report.js';
import {changed, column, kind, resource} from '../state/rows.js';
import {filterOf, now, stage, status} from './stage.js';

const measured = [column('CPU', 'cores'), column('CPU%', 'percent')];

const kindsOf = (columns: typeof measured): SourceEvent => ({
	type: 'kinds',
	source: 'prod',
	at: now,
	kinds: [kind('pod', {columns, measured})],
	whole: true,
});

const pods = ['a', 'b', 'c'].map(id => ({id, kind: 'pod', name: id, scope: 'c-1'}));

/** A report on pods that are all listed, with what the sources were asked to measure. */
const reporting = (wanted: Partial<OnceOptions>) => {
	const asked: (readonly string[])[] = [];
	const staged = stage({kind: 'pods', format: 'table', measure: kinds => asked.push(kinds), ...wanted});
	const report = once(staged.options);
	const events: readonly SourceEvent[] = [
		kindsOf([]),
		...pods.map(pod => changed(now, pod, true)),
		{
			type: 'listed',
			source: 'prod',
			scope: '',
			at: now,
			kinds: ['pod'],
			keys: new Set(pods.map(pod => resource(pod).key)),
		},
		status('live'),
	];
	for (const event of events) report.emit(event);
	return {...staged, report, asked};
};

const figures = (scope: string): readonly SourceEvent[] => [
	kindsOf(measured),
	{
		type: 'measured',
		source: 'prod',
		scope,
		at: now,
		usages: new Map(
			pods.map((pod, index) => [resource(pod).key, {at: now, cpu: (index + 1) / 10, memory: 1}]),
		),
	},
	{type: 'measured', source: 'prod', scope, at: now, usages: new Map(), whole: ['pod', 'container']},
];

const names = (text: string): readonly string[] =>
	text
		.split('\n')
		.slice(1)
		.flatMap(line => line.split(' ')[0] || []);

test('nothing is measured for a report that is about something else', async () => {
	const {report, asked, stdout} = reporting({});
	expect(await report.ended).toBe(0);
	expect(asked).toEqual([]);
	expect(stdout.text).not.toContain('CPU');
});

test('a report that is sorted by what rows use waits for that, and shows it', async () => {
	const {report, asked, stdout} = reporting({sort: 'cpu:desc'});
	expect(asked).toEqual([['pod']]);
	for (const event of figures('c-1')) report.emit(event);
	expect(await report.ended).toBe(0);
	expect(names(stdout.text)).toEqual(['c', 'b', 'a']);
	expect(stdout.text).toMatch(/CPU +CPU%/);
	expect(stdout.text).toContain('300m');
});

test('so does one that is filtered by it, in JSON too', async () => {
	const {report, stdout} = reporting({filter: filterOf('cpu>150m'), format: 'json'});
	for (const event of figures('c-1')) report.emit(event);
	await report.ended;
	expect(JSON.parse(stdout.text).rows).toMatchObject([{name: 'b', columns: {CPU: 0.2}}, {name: 'c'}]);
});

test('why nothing is measured is said, and the rows are printed all the same', async () => {
	const {report, stdout, stderr} = reporting({sort: 'cpu'});
	const message = 'CPU and memory are not measured in cluster production: it has no metrics-server';
	report.emit({
		type: 'unmeasured',
		source: 'prod',
		scope: 'c-1',
		at: now,
		kinds: ['pod', 'container'],
		message,
	});
	expect(await report.ended).toBe(0);
	expect(stderr.text).toContain(`prod: ${message}`);
	expect(names(stdout.text)).toHaveLength(3);
});
