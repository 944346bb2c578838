import {afterEach, expect, test} from 'vitest';
import type {Stats} from '../../../source/model/source.js';
import {ObservedLog} from '../arena.js';
import {sessionOf} from '../shell-session.js';
import {act, createStage, never, row, until} from './stage.js';
import {openWrongProxy} from './wrong-proxy.js';

const {serve, watch, own, clear} = createStage();

afterEach(clear);

test('links that name a host that nobody reaches are followed on the configured origin', async () => {
	const server = await serve({small: false, containers: 250});
	const proxy = own(await openWrongProxy(server.url));
	const {source, observed} = await watch(server, {url: proxy.url});
	await until(() => expect(observed.status).toBe('live'));
	expect([...observed.rows.values()].filter(({kind}) => kind === 'container')).toHaveLength(250);
	expect(JSON.stringify(await source.object(row(observed), never))).toContain('internal.invalid');
	expect(await act(source, row(observed), 'restart')).toMatchObject({follow: true});
	const log = own(new ObservedLog(source, row(observed)));
	await until(() => expect(log.isLive).toBe(true));
});

test.each(['container', 'service', 'host'])('the figures of a %s are rates', async kind => {
	const server = await serve();
	const {source, observed} = await watch(server);
	await until(() => expect(observed.status).toBe('live'));
	const resource = [...observed.rows.values()].find(found => found.kind === kind);
	if (!resource || !source.stats) throw new Error(`no ${kind}`);
	const abort = new AbortController();
	const samples: Stats[] = [];
	const done = source.stats(
		resource,
		event => void ('stopped' in event || samples.push(event)),
		abort.signal,
	);
	await until(() => expect(samples.length).toBeGreaterThan(2));
	expect(samples[0]?.cpuPercent).toBeGreaterThan(0);
	expect(samples[0]?.memoryBytes).toBeGreaterThan(0);
	abort.abort();
	await done;
});

test('a shell takes and gives bytes, knows its size, and ends', async () => {
	const server = await serve();
	const {source, observed} = await watch(server);
	await until(() => expect(observed.status).toBe('live'));
	const abort = new AbortController();
	const bytes: number[] = [];
	const shell = await source.shell?.(
		row(observed),
		{columns: 80, rows: 24},
		some => bytes.push(...some),
		abort.signal,
		sessionOf(),
	);
	if (!shell) throw new Error('no shell');
	const text = () => Buffer.from(bytes).toString();
	await until(() => expect(text()).not.toBe(''));
	shell.resize(120, 40);
	shell.write(Buffer.from('echo grüße\r'));
	await until(() => expect(text()).toContain('grüße'));
	abort.abort();
	await shell.ended;
});

test('the object is whole, but for its secrets', async () => {
	const server = await serve();
	const {source, observed} = await watch(server);
	await until(() => expect(observed.status).toBe('live'));
	server.world.change('1i1', {environment: {DB_PASSWORD: 'geheim', MODE: 'live'}});
	const object = await source.object(row(observed), never);
	expect(object).toMatchObject({id: '1i1', environment: {DB_PASSWORD: '***', MODE: 'live'}});
});
