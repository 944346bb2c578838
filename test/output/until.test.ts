import {describe, expect, test} from 'vitest';
import type {SourceEvent} from '../../source/model/source.js';
import type {UntilOptions} from '../../source/output/report.js';
import {until} from '../../source/output/until.js';
import {changed, column, kind, listed, removed} from '../state/rows.js';
import {allKindsEvent, filterOf, kinds, kindsEvent, now, pass, stage, status, stopTime} from './stage.js';

const start = (wanted: Partial<UntilOptions> = {}) => {
	const {options, stdout, stderr} = stage(wanted);
	const report = until({...options, until: filterOf('state:running'), ...wanted});
	let exitCode: number | null = null;
	void report.ended.then(code => {
		exitCode = code;
	});
	const emit = async (...events: readonly SourceEvent[]): Promise<number | null> => {
		for (const event of events) report.emit(event);
		// The report ends by a promise: after it, everything that is due has been done.
		await new Promise(resolve => setImmediate(resolve));
		return exitCode;
	};
	return {report, emit, stdout, stderr};
};

const stopped = changed(now, {id: 'a', state: 'stopped'}, true);
const running = changed(now, {id: 'a'});
const other = changed(now, {id: 'b', state: 'starting'});

describe('waiting until all rows match', () => {
	test('ends with 0 at the change that makes it so, and prints every change before', async () => {
		const {emit, stdout} = start();
		expect(await emit(kindsEvent(), stopped, listed(now, [{id: 'a'}]), status('live'))).toBe(null);
		expect(await emit(other)).toBe(null);
		expect(await emit(running)).toBe(null);
		expect(await emit(removed(now, {id: 'b'}))).toBe(0);
		expect(stdout.values.map(value => (value as {type: string}).type)).toEqual([
			'added',
			'status',
			'added',
			'changed',
			'removed',
		]);
	});

	test.each<[string, readonly SourceEvent[]]>([
		['there is no row', [kindsEvent(), status('live')]],
		['the first listing is not complete', [kindsEvent(), running]],
		['another row does not match', [kindsEvent(), running, other, status('live')]],
		['the rows may be out of date', [kindsEvent(), stopped, status('live'), status('retrying'), running]],
		['the kinds are not known', [running, status('live')]],
	])('waits while %s', async (_title, events) => {
		stopTime();
		const {report, emit, stderr} = start({timeoutMs: 20});
		expect(await emit(...events)).toBe(null);
		await pass(20);
		expect(await report.ended).toBeGreaterThan(3);
		expect(stderr.text).toContain('rwatch: ');
	});

	test('has what it is about measured', async () => {
		const asked: (readonly string[])[] = [];
		const {emit} = start({until: filterOf('cpu<50%'), measure: wanted => asked.push(wanted)});
		const measured = [column('CPU%', 'percent')];
		await emit({type: 'kinds', source: 'prod', at: now, kinds: [kind('node', {measured}), kind('service')]});
		expect(asked).toEqual([['node']]);
	});

	test('knows a kind by its other names', async () => {
		const {emit} = start({until: filterOf('kind:containers')});
		expect(await emit(kindsEvent(), stopped, status('live'))).toBe(0);
	});

	test('takes rows that were just listed for true, though nothing can be followed', async () => {
		const {emit, stderr} = start();
		const listedOnly = {...status('retrying', 'HTTP 200', 'prod', 'p-1'), listed: true} as const;
		expect(
			await emit(
				kindsEvent(),
				running,
				status('retrying', '1 of 2'),
				listedOnly,
				status('retrying', '2 of 2 streams: HTTP 200'),
			),
		).toBe(0);
		expect(stderr.text).toBe('rwatch: prod: listed, but retrying: 2 of 2 streams: HTTP 200\n');
	});

	test('ends with 3 when one of the projects refuses', async () => {
		const {emit} = start();
		expect(
			await emit(
				kindsEvent(),
				running,
				listed(now, [{id: 'a'}]),
				status('live', null, 'prod', 'p-1'),
				status('refused', 'HTTP 403', 'prod', 'p-2'),
				status('refused', '1 of 2 projects'),
			),
		).toBe(3);
	});

	test('looks only at the rows of its kind and filter', async () => {
		const {emit} = start({filter: filterOf('name:web-a')});
		expect(await emit(kindsEvent(), other, running, status('live'))).toBe(0);
	});

	test('ends with 5 when the time is over, and says how near it was', async () => {
		const {report, emit, stderr} = start({timeoutMs: 20});
		await emit(kindsEvent(), running, other, status('live'));
		expect(await report.ended).toBe(5);
		expect(stderr.text).toBe("rwatch: not met in time: 1 of 2 rows match 'state:running'\n");
	});

	test('ends with 4 when the time is over and no source was reached', async () => {
		const {report, emit} = start({timeoutMs: 20});
		await emit(status('retrying', 'ECONNREFUSED'));
		expect(await report.ended).toBe(4);
	});

	test('says of a source that never answered what was attempted, where, and for how long', async () => {
		const {report, emit, stderr} = start({timeoutMs: 20});
		await emit(status('connecting', 'opening the stream'));
		expect(await report.ended).toBe(4);
		expect(stderr.text).toBe(
			'rwatch: prod: connecting: opening the stream: no complete answer from https://prod within 0.02 s; check the server, or set a longer --timeout\n',
		);
	});

	test('ends with 3 at once when every source refuses', async () => {
		const {emit, stderr} = start();
		expect(await emit(status('refused', 'HTTP 401'))).toBe(3);
		expect(stderr.text).toBe('rwatch: prod: refused: HTTP 401\n');
	});

	test('goes by the sources that answer, and names those that refuse', async () => {
		const sources = ['prod', 'b'].map(name => ({name, family: null, url: `https://${name}`}));
		const {emit, stderr} = start({sources});
		expect(await emit(kindsEvent(), running, status('live'))).toBe(null);
		expect(await emit(status('refused', 'HTTP 401', 'b'))).toBe(0);
		expect(stderr.text).toBe('rwatch: b: refused: HTTP 401\n');
	});

	test('ends with 2 for a kind that nobody turns out to have', async () => {
		stopTime();
		const {report, emit} = start({kind: 'pods'});
		expect(await emit(kindsEvent(), status('live'))).toBe(null);
		await emit(allKindsEvent());
		await pass(0);
		expect(await report.ended).toBe(2);
	});

	test('ends with 2 for a kind that nobody has when the time is over', async () => {
		const {report, emit, stderr} = start({kind: 'pods', timeoutMs: 20});
		await emit(kindsEvent(), status('live'));
		expect(await report.ended).toBe(2);
		expect(stderr.text).toContain("No source has a kind 'pods'");
	});

	test('waits for a kind that a source reports later', async () => {
		const {emit} = start({kind: 'pods'});
		expect(await emit(kindsEvent(), status('live'))).toBe(null);
		const pods = {type: 'kinds', source: 'prod', at: now, kinds: [...kinds, kind('pod')]} as const;
		expect(await emit(pods, changed(now, {id: 'p', kind: 'pod'}))).toBe(0);
	});

	test.each([
		[
			{filter: filterOf('nosuch:x')},
			`--filter 'nosuch:x': no row has a field or column 'nosuch', nor the text "nosuch:x"`,
		],
		[{until: filterOf('kind:bogus')}, "--until 'kind:bogus': no source has a kind 'bogus'"],
	])('warns once of a condition that nothing can meet, and goes on', async (wanted, doubt) => {
		stopTime();
		const {report, emit, stderr} = start({...wanted, timeoutMs: 4000});
		expect(await emit(allKindsEvent(), stopped, status('live'))).toBe(null);
		await pass(0);
		expect(stderr.text).toBe(`rwatch: ${doubt}\n`);
		await pass(4000);
		expect(await report.ended).toBe(5);
		expect(stderr.text.split(doubt)).toHaveLength(2);
	});
});
