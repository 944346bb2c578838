import {afterEach, describe, expect, test} from 'vitest';
import type {LogEvent, LogOptions} from '../../../../source/model/log.js';
import type {Resource} from '../../../../source/model/resource.js';
import type {Source} from '../../../../source/model/source.js';
import {sessionOf} from '../../shell-session.js';
import {createStage, never, rowOf, until} from '../stage.js';
import {cluster} from '../start.js';

const {serve, live, own, clear} = createStage();

afterEach(clear);

class Log {
	readonly events: LogEvent[] = [];
	readonly #abort = new AbortController();
	readonly #done: Promise<void>;

	constructor(source: Source, resource: Resource, options: Partial<LogOptions> = {}) {
		const all = {lines: 50, sinceSeconds: null, previous: false, container: null, ...options};
		this.#done = source.logs(resource, all, event => this.events.push(event), this.#abort.signal);
	}

	get lines(): readonly string[] {
		return this.events.flatMap(event => (event.type === 'line' ? [event.line.text] : []));
	}

	get stops(): readonly string[] {
		return this.events.flatMap(event => (event.type === 'stopped' ? [event.message] : []));
	}

	async stop(): Promise<void> {
		this.#abort.abort();
		await this.#done;
	}
}

const opened = async () => {
	const server = await serve();
	const {source, observed} = await live(server);
	const podKey = [...observed.rows.values()].find(({kind}) => kind === 'pod')?.key ?? '';
	const kept = podKey.replace(`prod/${cluster}/pod/`, `pod/${cluster}:`);
	return {server, source, observed, podKey, kept};
};

describe('the log of a pod', () => {
	test('comes with its past, each line whole though its characters are cut in two', async () => {
		const {server, source, observed, podKey, kept} = await opened();
		server.log(kept, `在庫を同期しました ${'磁盘已满'.repeat(60)} ✨`);
		const log = own(new Log(source, rowOf(observed, podKey)));
		await until(() => expect(log.lines).toHaveLength(1));
		server.log(kept, 'zwei');
		await until(() => expect(log.lines).toEqual([`在庫を同期しました ${'磁盘已满'.repeat(60)} ✨`, 'zwei']));
	});

	test('resumes by its time stamps after a cut, with equal lines in one moment emitted as often as written', async () => {
		const {server, source, observed, podKey, kept} = await opened();
		for (const text of ['same', 'same']) server.log(kept, text);
		const log = own(new Log(source, rowOf(observed, podKey)));
		await until(() => expect(log.lines).toHaveLength(2));
		server.faults.cut(({url}) => url.pathname.endsWith('/log'));
		await until(() => expect(log.stops).toHaveLength(1));
		server.log(kept, 'same');
		await until(() => expect(log.lines).toEqual(['same', 'same', 'same']));
		const asked = server.received.filter(({url}) => url.pathname.endsWith('/log'));
		expect(asked.at(-1)?.url.searchParams.get('sinceTime')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	});

	test('that the kubelet has rotated meanwhile says that lines are missing', async () => {
		const {server, source, observed, podKey, kept} = await opened();
		server.log(kept, 'before');
		const log = own(new Log(source, rowOf(observed, podKey)));
		await until(() => expect(log.lines).toEqual(['before']));
		const gate = server.faults.hold(({url}) => url.pathname.endsWith('/log'));
		server.faults.cut(({url}) => url.pathname.endsWith('/log'));
		await gate.reached;
		// The simulated kubelet keeps two thousand lines.
		for (let number = 0; number < 2001; number++) server.log(kept, `line ${number}`);
		gate.release();
		await until(() => expect(log.lines.at(-1)).toBe('line 2000'));
		expect(log.events.filter(({type}) => type === 'lost')).toHaveLength(1);
		expect(log.lines.slice(0, 2)).toEqual(['before', 'line 1']);
	});

	test('goes on without a gap where the container was started again while it could not be followed', async () => {
		const {server, source, observed, podKey, kept} = await opened();
		server.log(kept, 'before');
		const log = own(new Log(source, rowOf(observed, podKey)));
		await until(() => expect(log.lines).toEqual(['before']));
		const isLog = ({url}: {readonly url: URL}) => url.pathname.endsWith('/log');
		const undo = server.faults.refuse(isLog, {status: 503, body: ''});
		server.faults.cut(isLog);
		server.log(kept, 'last words');
		server.world.change(kept, {restarts: 1});
		server.log(kept, 'first words');
		await until(() => expect(String(rowOf(observed, podKey).cells.RESTARTS)).toMatch(/^1/));
		undo();
		await until(() => expect(log.lines).toEqual(['before', 'last words', 'first words']));
		expect(log.events.filter(({type}) => type === 'lost')).toEqual([]);
	});

	test('of the run before its last start comes once', async () => {
		const {source, observed, podKey} = await opened();
		const log = own(new Log(source, rowOf(observed, podKey), {previous: true}));
		await until(() => expect(log.stops).toEqual([expect.stringContaining('before its last start')]));
		expect(log.lines.at(-1)).toBe('panic: out of memory');
		expect(log.lines).toHaveLength(5);
	});

	test('that does not run yet says why, and begins by itself', async () => {
		const {server, source, observed, podKey, kept} = await opened();
		server.world.change(kept, {status: 'ContainerCreating', ready: false});
		const log = own(new Log(source, rowOf(observed, podKey)));
		await until(() => expect(log.stops[0]).toMatch(/HTTP 400 container "web" .* is waiting to start/));
		server.world.change(kept, {status: 'Running', ready: true});
		await until(() => expect(log.events.at(-1)?.type).toBe('live'));
		server.log(kept, 'here');
		await until(() => expect(log.lines).toEqual(['here']));
	});

	test('that the kubelet has lost says so once, not as a line at each try', async () => {
		const {server, source, observed, podKey} = await opened();
		const lost = 'unable to retrieve container logs for containerd://7d41c0ffee';
		server.faults.refuse(({url}) => url.pathname.endsWith('/log'), {
			status: 200,
			headers: {'Content-Type': 'text/plain'},
			body: `${lost}\n`,
		});
		const log = own(new Log(source, rowOf(observed, podKey)));
		const asked = () => server.received.filter(({url}) => url.pathname.endsWith('/log')).length;
		await until(() => expect(asked()).toBeGreaterThan(2));
		expect(log.stops).toEqual([expect.stringMatching(`the kubelet has no log of it: ${lost}`)]);
		expect(log.lines).toEqual([]);
	});

	test('says that the pod is gone', async () => {
		const {server, source, observed, podKey, kept} = await opened();
		const log = own(new Log(source, rowOf(observed, podKey)));
		await until(() => expect(log.events.some(({type}) => type === 'live')).toBe(true));
		server.world.remove(kept);
		await until(() => expect(log.stops.at(-1)).toMatch(/is gone/));
	});
});

describe('the log of a container', () => {
	test('is had by its pod and its name, or by its own row', async () => {
		const server = await serve({small: false});
		const {source, observed} = await live(server);
		const [pod] = server.world.list('pod').filter(({fields}) => String(fields.name).startsWith('web-'));
		server.log(pod?.key ?? '', 'from the side', 'envoy');
		const key = `prod/${cluster}/pod/shop/${String(pod?.fields.name)}`;
		const row = rowOf(observed, key);
		expect(row.containers).toMatchObject([
			{name: 'web', role: 'main', isOver: false},
			{name: 'envoy', role: 'main', isOver: false},
		]);
		const named = own(new Log(source, row, {container: 'envoy'}));
		await until(() => expect(named.lines).toEqual(['from the side']));
		source.show(['container']);
		const ownKey = `${key.replace('/pod/', '/container/')}/envoy`;
		await until(() => expect(observed.rows.has(ownKey)).toBe(true));
		const only = own(new Log(source, rowOf(observed, ownKey)));
		await until(() => expect(only.lines).toEqual(['from the side']));
	});

	test('is read once where it is not followed', async () => {
		const {server, source, observed, podKey, kept} = await opened();
		server.log(kept, 'all of it');
		const log = own(new Log(source, rowOf(observed, podKey), {once: true}));
		await until(() => expect(log.stops).toEqual([expect.stringMatching(/^that is all that it wrote$/)]));
		expect(log.lines).toEqual(['all of it']);
	});
});

describe('a shell', () => {
	test('takes bytes, gives bytes, knows its size, and ends by itself with its exit status', async () => {
		const {source, observed, podKey} = await opened();
		if (!source.shell) throw new Error('no shell');
		let seen = '';
		const shell = await source.shell(
			rowOf(observed, podKey),
			{columns: 120, rows: 40},
			bytes => {
				seen += Buffer.from(bytes).toString();
			},
			never,
			sessionOf(),
		);
		shell.write(Buffer.from('stty size\r'));
		await until(() => expect(seen).toContain('40 120'));
		shell.write(Buffer.from('exit\r'));
		await expect(shell.ended).resolves.toBe(0);
	});

	test('says why there is none', async () => {
		const {server, source, observed, podKey, kept} = await opened();
		server.world.change(kept, {status: 'Pending', ready: false});
		await expect(
			source.shell?.(rowOf(observed, podKey), {columns: 80, rows: 24}, () => undefined, never, sessionOf()),
		).rejects.toThrow(/Cannot open a shell in shop\/web-.* HTTP 400 pod .* does not run/);
	});
});
