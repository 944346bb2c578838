import {expect, test} from 'vitest';
import type {Source, SourceEvent} from '../../source/model/source.js';
import {watchSources} from '../../source/runtime/watch.js';
import {until} from '../until.js';

const refuse = () => Promise.reject(new Error('not asked for here'));

/** A source that says its name whenever it is watched, and again when it has ended. */
const sourceCalled = (name: string) => {
	const shown: (readonly string[])[] = [];
	const log: string[] = [];
	let late: () => void = () => undefined;
	const source: Source = {
		name,
		family: 'rancher1',
		url: `http://${name}`,
		insecure: false,
		watch: (emit, signal) =>
			new Promise(resolve => {
				log.push('watched');
				late = () => emit({type: 'heartbeat', source: name, at: 1});
				late();
				signal.addEventListener('abort', () => {
					late();
					log.push('ended');
					resolve();
				});
			}),
		show: kinds => shown.push(kinds),
		relist: () => undefined,
		form: refuse,
		act: refuse,
		object: refuse,
		logs: refuse,
	};
	return {source, shown, log};
};

const opened = (source: Source) => ({name: source.name, open: async () => source});

test('one source is turned off and on while the other goes on', async () => {
	const one = sourceCalled('one');
	const two = sourceCalled('two');
	const emitted: SourceEvent[] = [];
	const watched = watchSources([opened(one.source), opened(two.source)], event => emitted.push(event));
	await until(() => expect(emitted.map(({source}) => source)).toEqual(['one', 'two']));

	watched.enable('one', false);
	expect(one.log).toEqual(['watched', 'ended']);
	expect(two.log).toEqual(['watched']);
	// What it said while it ended is not reported: its rows must not come back.
	expect(emitted).toHaveLength(2);

	watched.enable('one', true);
	await until(() => expect(one.log).toEqual(['watched', 'ended', 'watched']));
	await watched.close();
	expect(one.log.at(-1)).toBe('ended');
	expect(two.log.at(-1)).toBe('ended');
});

test('a source that reports its kinds reports with them what can be typed about it', async () => {
	const {source} = sourceCalled('one');
	const emitted: SourceEvent[] = [];
	const kinds: SourceEvent = {type: 'kinds', source: 'one', at: 1, kinds: []};
	const commands = {ping: 'ping <host>'};
	const watch: Source['watch'] = async emit => emit(kinds);
	const watched = watchSources(
		[opened({...source, watch}), opened({...source, name: 'two', watch, commands})],
		event => emitted.push(event),
	);
	await until(() =>
		expect(emitted).toEqual([kinds, {...kinds, commands, harmless: {}, ordinary: {}, pages: {}}]),
	);
	await watched.close();
});

test('a source that is turned on again is shown the kinds in view', async () => {
	const one = sourceCalled('one');
	const watched = watchSources([opened(one.source)], () => undefined);
	await until(() => expect(one.log).toEqual(['watched']));
	watched.show(['volume']);
	watched.enable('one', false);
	watched.enable('one', true);
	await until(() => expect(one.shown).toEqual([['volume'], ['volume']]));
	await watched.close();
});

test('a source that takes long to open is shown what came into view meanwhile, before it is watched', async () => {
	const one = sourceCalled('one');
	let open: (source: Source) => void = () => undefined;
	const late = new Promise<Source>(resolve => {
		open = resolve;
	});
	const watched = watchSources([{name: 'one', open: () => late}], () => undefined);
	await until(() => expect([...watched.all()]).toEqual([]));
	watched.show(['volume']);
	open(one.source);
	await until(() => expect(one.log).toEqual(['watched']));
	expect(one.shown).toEqual([['volume']]);
	await watched.close();
});

test('a source that cannot be opened is reported, and the others go on', async () => {
	const two = sourceCalled('two');
	const emitted: SourceEvent[] = [];
	const open = () => Promise.reject(new Error('no such file'));
	const watched = watchSources([{name: 'one', open}, opened(two.source)], event => emitted.push(event));
	const message = 'the watch has ended by a fault of rwatch itself: no such file';
	await until(() => {
		expect(emitted).toContainEqual(expect.objectContaining({source: 'one', status: 'failed', message}));
		expect(two.log).toEqual(['watched']);
	});
	await watched.close();
});
