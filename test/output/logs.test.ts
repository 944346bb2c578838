import {describe, expect, test} from 'vitest';
import {changed, removed} from '../state/rows.js';
import {hangUp} from './follow-start.js';
import {actions, line, listRows, printed, startLogs} from './logs-start.js';
import {now, status} from './stage.js';

const web = {id: 'a', name: 'shop/web'};
const web2 = {id: 'b', name: 'shop/web-2'};

describe('logs that are read to their end', () => {
	test('are put in the order of time, each line with whose it is', async () => {
		const run = startLogs({rows: 'shop'});
		await listRows(run, [web, web2]);
		run.log('shop/web').emit(line('third\n', 30));
		run.log('shop/web-2').emit(line('first', 10));
		run.log('shop/web-2').emit(line('fourth', 40));
		run.log('shop/web').end();
		run.log('shop/web-2').end();
		expect(await run.report.ended).toBe(0);
		expect(run.stdout.values).toEqual([
			{
				type: 'line',
				time: '2026-01-02T03:04:05.688000000Z',
				source: 'prod',
				kind: 'container',
				id: 'b',
				name: 'shop/web-2',
				container: null,
				origin: null,
				line: 'first',
				lateMs: 0,
			},
			expect.objectContaining({name: 'shop/web', line: 'third'}),
			expect.objectContaining({name: 'shop/web-2', line: 'fourth'}),
		]);
		expect(run.log('shop/web').options).toMatchObject({once: true, sinceSeconds: null, previous: false});
	});

	test('are those of the row that is called so, though others match it', async () => {
		for (const rows of ['shop/web', 'web', 'a']) {
			const run = startLogs({rows});
			await listRows(run, [web, web2]);
			expect([...run.opened.keys()], rows).toEqual(['shop/web']);
		}
	});

	test('are those below a row that only gathers them, and of every container of a row that has several', async () => {
		const service = {id: 's', name: 'shop/all', kind: 'service'};
		const containers = [
			{name: 'nginx', role: 'main' as const, isOver: false},
			{name: 'envoy', role: 'main' as const, isOver: false},
		];
		const run = startLogs({rows: 'shop/all', sinceSeconds: 60});
		await listRows(run, [{...web, parents: ['prod//instance/s'], containers}, web2, service]);
		expect([...run.opened.keys()]).toEqual(['shop/web nginx', 'shop/web envoy']);
		expect(run.log('shop/web envoy').options.sinceSeconds).toBe(60);
	});

	test('are readable as text: times, aligned names, and what happened on standard error', async () => {
		const run = startLogs({rows: 'shop', format: 'text'});
		await listRows(run, [web, web2]);
		const [one, two] = [run.log('shop/web'), run.log('shop/web-2')];
		one.emit(line('\u001b[31mred\u001b[0m \u001b]0;title\u0007\n', 10));
		two.emit(line('plain', null));
		two.emit({type: 'lost', count: 5, message: 'too fast'});
		one.end();
		two.end();
		await run.report.ended;
		expect(run.stdout.text).toBe(
			'2026-01-02T03:04:05.688000000Z shop/web   │ red ␛]0;title␇\n' +
				'                               shop/web-2 │ plain\n',
		);
		expect(run.stderr.text).toBe('rwatch: 2026-01-02T03:04:05.678Z shop/web-2: ⋯ 5 lines lost: too fast\n');
	});

	test('have no name before lines of only one', async () => {
		const run = startLogs({format: 'text'});
		await listRows(run, [web]);
		run.log('shop/web').emit(line('alone', 10));
		run.log('shop/web').end();
		await run.report.ended;
		expect(run.stdout.text).toBe('2026-01-02T03:04:05.688000000Z alone\n');
	});

	test('fail if one of them cannot be read', async () => {
		const run = startLogs({read: () => Promise.reject(new Error('HTTP 500'))});
		await listRows(run, [web]);
		expect(await run.report.ended).toBe(1);
		expect(printed(run)).toEqual([['broken', 'shop/web', 'HTTP 500']]);
	});

	test.each([
		['nothing', 1, "nothing is called or matches 'nothing'"],
		['mute', 1, 'container shop/mute has no log'],
		['state:mute or name:mute', 1, 'container shop/mute has no log'],
		['(', 2, "nothing is called '(', and as a filter: "],
	])('are refused for %s with %i', async (rows, exitCode, said) => {
		const run = startLogs({rows});
		await listRows(run, [web, {id: 'm', name: 'shop/mute', actions: []}]);
		expect(await run.report.ended).toBe(exitCode);
		expect(run.stderr.text).toContain(`rwatch: ${said}`);
	});

	test.each([
		['refused', 3],
		['retrying', 4],
	] as const)('of a source that is %s end with %i', async (of, exitCode) => {
		const run = startLogs({timeoutMs: 100});
		run.report.emit(status(of, 'HTTP 401'));
		await run.wait(100);
		expect(await run.report.ended).toBe(exitCode);
		expect(run.stderr.text).toContain(`prod: ${of}: HTTP 401`);
	});
});

describe('logs that are followed', () => {
	test('are printed at once while there is one', async () => {
		const run = startLogs({follow: true});
		await listRows(run, [web]);
		run.log('shop/web').emit(line('first', 10));
		await run.wait(50);
		expect(printed(run)).toEqual([['shop/web', 'first']]);
		expect(run.log('shop/web').options.once).toBeUndefined();
	});

	test('wait a little for lines of others that belong before theirs', async () => {
		const run = startLogs({rows: 'shop', follow: true});
		await listRows(run, [web, web2]);
		for (const {emit} of run.opened.values()) emit({type: 'live'});
		await run.wait(3000);
		run.log('shop/web').emit(line('second', 2900));
		await run.wait(500);
		run.log('shop/web-2').emit(line('first', 2800));
		expect(printed(run)).toEqual([]);
		await run.wait(2500);
		expect(printed(run)).toEqual([
			['shop/web-2', 'first'],
			['shop/web', 'second'],
		]);
		run.log('shop/web-2').emit(line('too late', 1000));
		await run.wait(3000);
		expect(run.stdout.values.at(-1)).toMatchObject({line: 'too late', lateMs: 5050});
	});

	test('have lines about gaps, restarts, and who comes and goes', async () => {
		const run = startLogs({rows: 'shop', follow: true});
		await listRows(run, [web]);
		const one = run.log('shop/web');
		one.emit({type: 'live'});
		one.emit({type: 'stopped', why: 'broken', message: 'ECONNRESET', retryMs: 1000});
		await run.wait(2000);
		one.emit({type: 'live'});
		one.emit({type: 'stopped', why: 'ended', message: 'it has ended', retryMs: 1000});
		await run.wait(1000);
		one.emit({type: 'live'});
		run.report.emit(changed(now, {...web2, actions}));
		await run.wait(3000);
		run.report.emit(removed(now, web2));
		await run.wait(3000);
		expect(printed(run)).toEqual([
			['broken', 'shop/web', 'ECONNRESET'],
			['gap', 'shop/web', 'the log goes on, after 2s'],
			['ended', 'shop/web', 'it has ended'],
			['restarted', 'shop/web', 'the log goes on, after 1s'],
			['joined', 'shop/web-2', 'is new here'],
			['left', 'shop/web-2', 'is gone'],
		]);
		expect(run.stdout.values[1]).toMatchObject({
			from: '2026-01-02T03:04:05.728Z',
			to: '2026-01-02T03:04:07.728Z',
		});
	});

	test('are printed to the last line when they are interrupted', async () => {
		const run = startLogs({rows: 'shop', follow: true});
		await listRows(run, [web, web2]);
		run.log('shop/web').emit(line('last', 10));
		run.report.close?.();
		expect(printed(run)).toEqual([['shop/web', 'last']]);
	});

	test('end quietly when nobody reads any more', async () => {
		const run = startLogs({follow: true});
		await listRows(run, [web]);
		hangUp(run.stdout);
		expect(await run.report.ended).toBe(0);
		expect(run.stderr.text).toBe('');
	});
});
