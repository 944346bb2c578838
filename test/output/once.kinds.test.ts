import {describe, expect, test} from 'vitest';
import {once} from '../../source/output/once.js';
import {changed, kind, listed} from '../state/rows.js';
import {run} from './once-run.js';
import {allKindsEvent, kinds, kindsEvent, now, stage, status, stopTime} from './stage.js';

describe('one snapshot', () => {
	test('of all mixes the main kinds in the states that matter', async () => {
		const jobs = [
			changed(now, {id: 'j1', kind: 'job', state: 'running'}, true),
			changed(now, {id: 'j2', kind: 'job', state: 'done'}, true),
			changed(now, {id: 'v1', kind: 'volume'}, true),
		];
		const {values} = await run({}, [kindsEvent(), ...jobs, status('live')]);
		expect(values.values).toMatchObject([{id: 'j1'}]);
	});

	const prod = {name: 'prod', family: 'rancher1', url: 'https://prod'} as const;
	const edge = {name: 'edge', family: 'rancher2', url: 'https://edge'} as const;
	const edgeKinds = [kind('container', {main: false}), kind('volume')];
	const edgeEvent = {type: 'kinds', source: 'edge', at: now, kinds: edgeKinds} as const;

	test('of all has of each source what is main there', async () => {
		const {values} = await run({sources: [prod, edge], sort: 'name'}, [
			kindsEvent(),
			edgeEvent,
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
		for (const event of [kindsEvent(), edgeEvent, status('live'), status('live', null, 'edge')])
			report.emit(event);
		expect(shown.at(-1)).toEqual(['container']);
		report.emit(changed(now, {id: 'b', source: 'edge'}, true));
		report.emit({...listed(now, [{id: 'b', source: 'edge'}]), source: 'edge'});
		expect(await report.ended).toBe(0);
		expect(stdout.values).toMatchObject([{id: 'b'}]);
	});

	test('of a kind that nobody has does not wait for others where the source has reported all', async () => {
		const {options, stderr} = stage({kind: 'pods'});
		const report = once(options);
		for (const event of [allKindsEvent(), changed(now, {id: 'a'}, true), status('live')]) report.emit(event);
		expect(await report.ended).toBe(2);
		expect(stderr.text).toContain("No source has a kind 'pods'");
	});

	test('of a kind that the source as a whole has listed does not wait for the others', async () => {
		const {options, stdout, stderr} = stage({kind: 'containers'});
		const report = once(options);
		for (const event of [kindsEvent(), status('connecting')]) report.emit(event);
		report.emit(changed(now, {id: 'c1'}, true));
		report.emit(listed(now, [{id: 'c1'}]));
		expect(await report.ended).toBe(0);
		expect(stdout.values).toMatchObject([{id: 'c1'}]);
		expect(stderr.text).toBe('');
	});

	test('of a kind that was refused waits for what the source says of it', async () => {
		const {options} = stage({kind: 'containers'});
		const report = once(options);
		const missing = [{kind: 'container', message: 'not permitted', refused: true}];
		report.emit(kindsEvent());
		report.emit({...status('connecting'), missing});
		report.emit(listed(now, []));
		report.emit({...status('live'), missing});
		expect(await report.ended).toBe(1);
	});

	test('of a kind that is listed on request waits for that listing', async () => {
		const {options, stdout, shown} = stage({kind: 'volumes'});
		const report = once(options);
		report.emit(kindsEvent());
		expect(shown).toEqual([['volume']]);
		report.emit(status('live'));
		expect(stdout.text).toBe('');
		report.emit(changed(now, {id: 'v1', kind: 'volume'}, true));
		report.emit(listed(now, [{id: 'v1'}], {kinds: ['volume']}));
		expect(await report.ended).toBe(0);
		expect(stdout.values).toMatchObject([{id: 'v1'}]);
	});

	test('of such a kind does not wait for what has no such kind', async () => {
		const {options, stdout} = stage({kind: 'volumes'});
		const report = once(options);
		report.emit(kindsEvent());
		report.emit(listed(now, [], {scope: 'projects', kinds: ['project', 'machine']}));
		report.emit(listed(now, [], {scope: 'p-1', kinds: ['container', 'job']}));
		report.emit(status('live'));
		report.emit(listed(now, [], {scope: 'p-1', kinds: ['volume']}));
		const early = new Promise(resolve => setImmediate(resolve, 'waits'));
		expect(await Promise.race([report.ended, early])).toBe(0);
		expect(stdout.text).toBe('');
	});

	test('of such a kind waits for every cluster', async () => {
		const {options, stdout} = stage({kind: 'volumes'});
		const report = once(options);
		report.emit(kindsEvent());
		for (const scope of ['c-1', 'c-2']) report.emit(listed(now, [], {scope, kinds: ['container', 'job']}));
		report.emit(status('live'));
		report.emit(listed(now, [], {scope: 'c-1', kinds: ['volume']}));
		report.emit(changed(now, {id: 'v2', kind: 'volume', scope: 'c-2'}, true));
		report.emit(listed(now, [{id: 'v2', scope: 'c-2'}], {scope: 'c-2', kinds: ['volume']}));
		await report.ended;
		expect(stdout.values).toMatchObject([{id: 'v2'}]);
	});

	test('of such a kind that is not listed everywhere in time says so, and is 1', async () => {
		const {options, stdout, stderr} = stage({kind: 'volumes', timeoutMs: 1});
		const report = once(options);
		report.emit(kindsEvent());
		for (const scope of ['c-1', 'c-2']) report.emit(listed(now, [], {scope, kinds: ['container', 'job']}));
		report.emit(status('live'));
		report.emit(changed(now, {id: 'v1', kind: 'volume', scope: 'c-1'}, true));
		report.emit(listed(now, [{id: 'v1', scope: 'c-1'}], {scope: 'c-1', kinds: ['volume']}));
		expect(await report.ended).toBe(1);
		expect(stdout.values).toMatchObject([{id: 'v1'}]);
		expect(stderr.text).toBe('rwatch: prod: not complete: not all volumes were listed in time\n');
	});

	test('of a kind that only a later project has waits until the source reports it, and then for its rows', async () => {
		const {options, stdout, stderr, shown} = stage({kind: 'secrets'});
		const report = once(options);
		for (const event of [kindsEvent(), listed(now, [], {scope: 'p-1'}), status('live')]) report.emit(event);
		await new Promise(resolve => setImmediate(resolve));
		expect(stderr.text).toBe('');
		const secret = kind('secret', {main: false});
		report.emit({type: 'kinds', source: 'prod', at: now, kinds: [...kinds, secret]});
		expect(shown).toEqual([['secret']]);
		report.emit(changed(now, {id: 's1', kind: 'secret', scope: 'p-1'}, true));
		report.emit(listed(now, [{id: 's1', scope: 'p-1'}], {scope: 'p-1', kinds: ['secret']}));
		expect(await report.ended).toBe(0);
		expect(stdout.values).toMatchObject([{id: 's1'}]);
	});

	test('of a kind that nobody has is refused with those that there are', async () => {
		stopTime();
		const {exitCode, errors} = await run({kind: 'pods'});
		expect(exitCode).toBe(2);
		expect(errors).toBe("rwatch: No source has a kind 'pods'; expected all, containers, jobs or the like\n");
	});
});
