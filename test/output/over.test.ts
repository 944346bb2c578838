import {afterEach, expect, test, vi} from 'vitest';
import type {SourceEvent} from '../../source/model/source.js';
import {follow} from '../../source/output/follow.js';
import {until} from '../../source/output/until.js';
import {changed, listed} from '../state/rows.js';
import {run, web, whole} from './once-run.js';
import {allKindsEvent, filterOf, now, stage, status} from './stage.js';

afterEach(() => {
	vi.useRealTimers();
});

const over = {...status('failed', 'recording over before the source was live'), isOver: true} as const;

const cutOff: readonly SourceEvent[] = [
	allKindsEvent(),
	changed(now, web, true),
	listed(now, [web]),
	status('connecting', null, 'prod', 'c-1'),
	over,
];

test('a snapshot of a recording that was cut off has what there is, and says so', async () => {
	const {exitCode, values, errors} = await run({}, cutOff);
	expect(values.values).toMatchObject([{name: 'shop/web'}]);
	expect(errors).toContain('recording over before the source was live');
	expect(exitCode).toBe(1);
});

test('what rows used is not waited for once it cannot be measured', async () => {
	vi.useFakeTimers();
	const {exitCode, errors} = await run({filter: filterOf('cpu>1m'), kind: 'containers'}, [
		...whole,
		{...status('live', 'recording over'), isOver: true},
	]);
	expect({exitCode, errors}).toMatchObject({exitCode: 0, errors: expect.stringContaining('recording over')});
});

test.each([
	[
		'after its sources were live',
		[...whole, {...status('live', 'recording over'), isOver: true} as const],
		0,
	],
	['before its sources were live', cutOff, 1],
])('following a recording ends with it %s, and says so', async (_when, events, expected) => {
	const {options, stderr} = stage();
	const report = follow(options);
	for (const event of events) report.emit(event);
	expect(await report.ended).toBe(expected);
	expect(stderr.text).toContain('recording over');
});

test('one of a kind that was not recorded ends too', async () => {
	const {errors} = await run({kind: 'volumes'}, [
		...whole,
		{...status('live', 'recording over'), isOver: true},
	]);
	expect(errors).toContain('prod: recording over');
});

test('nothing is waited for that cannot come any more', async () => {
	const {options, stderr} = stage();
	const report = until({...options, until: filterOf('state:gone')});
	for (const event of whole) report.emit(event);
	report.emit({...status('live', 'recording over'), isOver: true});
	expect(await report.ended).toBe(5);
	expect(stderr.text).toContain("0 of 2 rows match 'state:gone'");
});
