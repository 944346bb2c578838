import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../source/demo/serve/serve.js';
import type {StatsEvent} from '../../../source/model/source.js';
import {ObservedLog} from '../arena.js';
import {sessionOf} from '../shell-session.js';
import {act, createStage, row, until} from './stage.js';

const {serve, watch, own, clear} = createStage();

afterEach(clear);

const begin = async () => {
	const server = await serve();
	const {source, observed} = await watch(server);
	await until(() => expect(observed.status).toBe('live'));
	const host = String(
		server.world.get('host/1h1').fields.name ?? server.world.get('host/1h1').fields.hostname,
	);
	return {server, source, observed, host};
};

type Begun = Awaited<ReturnType<typeof begin>>;

const measure = ({source, observed}: Pick<Begun, 'source' | 'observed'>, kind: string) => {
	const resource = [...observed.rows.values()].find(found => found.kind === kind);
	if (!resource || !source.stats) throw new Error(`no ${kind}`);
	const abort = new AbortController();
	const events: StatsEvent[] = [];
	const done = source.stats(resource, event => void events.push(event), abort.signal);
	own({
		stop: async () => {
			abort.abort();
			await done;
		},
	});
	const last = () => events.at(-1);
	return {
		events,
		isLive: () => until(() => expect(last()).toHaveProperty('cpuPercent')),
		isStopped: (words: RegExp) =>
			until(() => expect(last()).toMatchObject({stopped: expect.stringMatching(words)})),
	};
};

describe('live figures', () => {
	test.each(['container', 'service', 'host'])(
		'of a %s are stale when the agent of its host is lost, and go on with it',
		async kind => {
			const begun = await begin();
			const figures = measure(begun, kind);
			await figures.isLive();
			const undo = begun.server.loseHost('host/1h1');
			await figures.isStopped(/^no figures for 0.3 s/);
			undo();
			await figures.isLive();
		},
	);

	test.each([
		['container', /no figures: .*its host .* is reconnecting/],
		['host', /no figures: .*the host is reconnecting/],
	])('of a %s name the state of a host that reconnects, and the source stays live', async (kind, words) => {
		const begun = await begin();
		const {server, observed} = begun;
		server.world.change('host/1h1', {agentState: 'reconnecting'});
		const figures = measure(begun, kind);
		await figures.isStopped(words);
		expect(observed.status).toBe('live');
		server.world.change('host/1h1', {agentState: 'active'});
		await figures.isLive();
	});

	test('of a container that stops are not zeros', async () => {
		const begun = await begin();
		const {source, observed} = begun;
		const figures = measure(begun, 'container');
		await figures.isLive();
		await act(source, row(observed), 'stop');
		await figures.isStopped(/it is stopped$/);
		expect(figures.events.some(event => 'memoryBytes' in event && event.memoryBytes === 0)).toBe(false);
		await until(() => expect(row(observed).state).toBe('stopped'));
		await act(source, row(observed), 'start');
		await figures.isLive();
	});
});

describe('a log', () => {
	test('names the host whose agent is gone, after one more ticket, and goes on with it', async () => {
		const {server, source, observed, host} = await begin();
		const log = own(new ObservedLog(source, row(observed)));
		await until(() => expect(log.isLive).toBe(true));
		const undo = server.loseHost('host/1h1');
		const words = new RegExp(`the agent of its host is not connected.*host ${host} is active`);
		await until(() =>
			expect(log.events.at(-1)).toMatchObject({type: 'stopped', message: expect.stringMatching(words)}),
		);
		undo();
		await until(() => expect(log.isLive).toBe(true));
	});

	test('takes a new ticket where the first one has expired', async () => {
		const {server, source, observed} = await begin();
		server.faults.refuse(at('/v1/logs/', {upgrade: true}), {status: 401, body: 'Failed authentication\n'}, 1);
		const log = own(new ObservedLog(source, row(observed)));
		await until(() => expect(log.isLive).toBe(true));
		expect(log.events.filter(({type}) => type === 'stopped')).toEqual([]);
	});
});

describe('a shell', () => {
	const open = async ({source, observed}: Begun) => {
		const abort = new AbortController();
		const shell = await source.shell?.(
			row(observed),
			{columns: 80, rows: 24},
			() => undefined,
			abort.signal,
			sessionOf(),
		);
		if (!shell) throw new Error('no shell');
		return shell;
	};

	test('that a lost host cuts off says why', async () => {
		const begun = await begin();
		const shell = await open(begun);
		const ended = expect(shell.ended).rejects.toThrow(
			new RegExp(
				`Cannot keep the shell in shop-web-1 open.*the agent of its host is not connected.*host ${begun.host} is active`,
			),
		);
		begun.server.loseHost('host/1h1');
		await ended;
	});

	test('that its own exit ends is not an error', async () => {
		const shell = await open(await begin());
		shell.write(Buffer.from('exit\r'));
		await shell.ended;
	});

	test('on a host that is gone already names the host', async () => {
		const begun = await begin();
		begun.server.loseHost('host/1h1');
		await expect(open(begun)).rejects.toThrow(`host ${begun.host} is active`);
	});
});
