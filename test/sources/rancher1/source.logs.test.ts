import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher1Options, Rancher1Server} from '../../../source/demo/rancher1/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import {ObservedLog} from '../arena.js';
import {act, createStage, row, until} from './stage.js';

const {serve, watch, own, clear} = createStage();

afterEach(clear);

describe('logs', () => {
	const follow = async (
		options?: Rancher1Options,
		quirks: Parameters<Rancher1Server['setQuirks']>[1] = {},
	) => {
		const server = await serve(options);
		server.setQuirks('1i1', quirks);
		const {source, observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		const log = own(new ObservedLog(source, row(observed), 5));
		await until(() => expect(log.isLive).toBe(true));
		return {server, source, observed, log};
	};

	test.each([
		['a line with its newline', {frames: 'line'}],
		['a line without newline', {frames: 'bare'}],
		['chunks of lines', {frames: 'chunk'}],
		['split headers', {split: true}],
		['a stray byte', {split: true, stray: true}],
	] as const)('an agent that sends %s is understood', async (_what, quirks) => {
		const {server, log} = await follow({}, quirks);
		for (const text of ['eins', 'zwölf 日本', 'drei']) server.log('1i1', text);
		await until(() => expect(log.texts.slice(-3)).toEqual(['eins', 'zwölf 日本', 'drei']));
	});

	test('no line comes twice over a broken connection where the agent ignores the number of lines', async () => {
		const {server, log} = await follow({apiVersion: 'v1'}, {frames: 'bare', ignoresLines: true});
		server.log('1i1', 'before');
		await until(() => expect(log.texts).toContain('before'));
		const count = log.texts.length;
		server.faults.cut(at('/v1/logs/', {upgrade: true}));
		await until(() => expect(log.events.some(({type}) => type === 'stopped')).toBe(true));
		await until(() => expect(log.isLive).toBe(true));
		server.log('1i1', 'after');
		await until(() => expect(log.texts).toContain('after'));
		expect(log.texts.slice(count)).toEqual(['after']);
	});

	test('a line that was cut off with the connection is not shown', async () => {
		const {server, log} = await follow({}, {frames: 'chunk'});
		for (const text of ['one', 'two']) server.log('1i1', text);
		await until(() => expect(log.texts).toContain('two'));
		const isLog = at('/v1/logs/', {upgrade: true});
		server.faults.inject(`01 ${new Date().toISOString()} half of a li`, isLog);
		server.faults.cut(isLog);
		await until(() => expect(log.events.some(({type}) => type === 'stopped')).toBe(true));
		await until(() => expect(log.isLive).toBe(true));
		server.log('1i1', 'three');
		await until(() => expect(log.texts.slice(-2)).toEqual(['two', 'three']));
	});

	test('a container that stops is waited for, and its log goes on when it runs again', async () => {
		const {server, source, observed, log} = await follow();
		await act(source, row(observed), 'stop');
		await until(() => expect(log.events.at(-1)).toMatchObject({type: 'stopped', retryMs: null}));
		await until(() => expect(row(observed).state).toBe('stopped'));
		await act(source, row(observed), 'start');
		await until(() => expect(log.isLive).toBe(true));
		server.log('1i1', 'again');
		await until(() => expect(log.texts).toContain('again'));
	});

	test('a container that is started again says so, and its log goes on without a gap', async () => {
		const {server, source, observed, log} = await follow();
		server.log('1i1', 'before');
		await until(() => expect(log.texts).toContain('before'));
		await act(source, row(observed), 'restart');
		await until(() => expect(log.events.map(({type}) => type)).toContain('stopped'));
		await until(() => expect(log.isLive).toBe(true));
		server.log('1i1', 'after');
		await until(() => expect(log.texts.at(-1)).toBe('after'));
		const emitted = log.events.filter(({type}) => type !== 'line' && type !== 'live');
		expect(emitted).toMatchObject([{why: 'ended', message: 'it was started again'}]);
		expect(log.texts.filter(text => text === 'before')).toHaveLength(1);
	});

	test('lines that an old server no longer has are reported lost', async () => {
		const {server, log} = await follow({apiVersion: 'v1'}, {ignoresLines: true});
		server.log('1i1', 'before');
		await until(() => expect(log.texts).toContain('before'));
		const gate = server.faults.hold(at('/v1/logs/', {upgrade: true}));
		server.faults.cut(at('/v1/logs/', {upgrade: true}));
		await gate.reached;
		for (let number = 0; number < 150; number++) server.log('1i1', `missed ${number}`);
		gate.release();
		await until(() => expect(log.texts).toContain('missed 149'));
		expect(log.events.filter(({type}) => type === 'lost')).toEqual([
			{type: 'lost', count: null, message: 'it was followed again only from a later place'},
		]);
		expect(log.texts).not.toContain('missed 49');
	});

	test('a ticket that is not taken is said to be a matter of the agent, and tried again', async () => {
		const server = await serve();
		const {source, observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		const undo = server.faults.refuse(at('/v1/logs/', {upgrade: true}), {
			status: 401,
			body: 'Failed authentication\n',
		});
		const log = own(new ObservedLog(source, row(observed)));
		await until(() =>
			expect(log.events.at(-1)).toMatchObject({type: 'stopped', message: expect.stringContaining('agent')}),
		);
		undo();
		await until(() => expect(log.isLive).toBe(true));
		expect(observed.status).toBe('live');
	});

	test('the log of what is gone ends', async () => {
		const {server, log} = await follow();
		server.world.remove('instance/1i1');
		server.faults.cut(at('/v1/logs/', {upgrade: true}));
		await until(() =>
			expect(log.events.at(-1)).toMatchObject({
				type: 'stopped',
				message: 'it is gone',
				retryMs: null,
			}),
		);
	});
});
