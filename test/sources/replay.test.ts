import {appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {UsageError} from '../../source/model/errors.js';
import type {Source, SourceEvent} from '../../source/model/source.js';
import {recordingOf} from '../../source/program/record-printed.js';
import {openRecordingFile} from '../../source/program/recording-file.js';
import {openRecordedFile} from '../../source/recording/file.js';
import {openReplay} from '../../source/sources/replay.js';
import {bareResource, bareSource} from '../runtime/stage.js';
import {until} from '../until.js';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rwatch-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const web = bareResource('prod', 'web-1', {created: 500, since: 900});
const events: readonly SourceEvent[] = [
	{type: 'status', source: 'prod', scope: '', at: 1000, status: 'connecting', message: null, retryAt: null},
	{type: 'changed', source: 'prod', at: 1010, resource: web, listed: true},
	{type: 'heartbeat', source: 'prod', at: 1015},
	{type: 'listed', source: 'prod', scope: '', at: 1020, kinds: ['container'], keys: new Set([web.key])},
	{type: 'gap', source: 'prod', scope: '', at: 1030, from: 1000, to: 1030},
	{type: 'removed', source: 'prod', at: 1040, key: web.key},
	{type: 'changed', source: 'eu', at: 1050, resource: bareResource('eu', 'db'), listed: false},
];

const former = {
	recording: 1,
	sources: ['prod', 'eu'].map(name => ({name, family: 'rancher1', url: `http://${name}`})),
};

const unwarned = (text: string) => expect.unreachable(text);

/** As 0.1.0 recorded. */
const recordFormerly = (): string => {
	const path = join(folder, 'events.ndjson');
	const plain = (_key: string, value: unknown) => (value instanceof Set ? [...value] : value);
	const kept = events.filter(({type}) => type !== 'heartbeat');
	writeFileSync(path, [former, ...kept].map(line => `${JSON.stringify(line, plain)}\n`).join(''));
	return path;
};

const record = (): string => {
	const path = join(folder, 'events.ndjson.gz');
	const sources = [bareSource('prod'), bareSource('eu')];
	const recording = recordingOf(
		sources,
		openRecordingFile(path, sources, unwarned),
		{stuckAfterMs: 300_000, sameHosts: []},
		() => 990,
	);
	for (const event of events) recording.take(event);
	recording.close();
	return path;
};

const opened = async (path: string, speed = 1000): Promise<readonly Source[]> =>
	openReplay(path, await openRecordedFile(path), speed);

const play = async (path: string): Promise<SourceEvent[]> => {
	const emitted: SourceEvent[] = [];
	const {signal} = new AbortController();
	await Promise.all((await opened(path)).map(source => source.watch(event => emitted.push(event), signal)));
	return emitted;
};

const ways = [
	['recorded now', record],
	['recorded by 0.1.0', recordFormerly],
] as const;

test.each(ways)('what was %s is replayed as it was, each source with its own events', async (_when, make) => {
	const emitted = await play(make());
	expect(emitted.filter(({source}) => source === 'prod').map(({type}) => type)).toEqual([
		'status',
		'changed',
		'listed',
		'gap',
		'removed',
		'status',
	]);
	expect(emitted.filter(({source}) => source === 'eu')).toHaveLength(2);
	expect(emitted.find(({type}) => type === 'listed')).toMatchObject({keys: new Set([web.key])});
});

test('the end of a recording is said, and never as live what was not', async () => {
	const played = await play(record());
	for (const name of ['prod', 'eu']) {
		const last = played.filter(({type, source}) => type === 'status' && source === name).at(-1);
		expect(last).toMatchObject({
			status: 'failed',
			message: 'recording over before the source was live',
			isOver: true,
		});
	}

	const path = recordFormerly();
	const live = {
		type: 'status',
		source: 'prod',
		scope: '',
		at: 1050,
		status: 'live',
		message: null,
		retryAt: null,
	};
	appendFileSync(path, `${JSON.stringify(live)}\n`);
	const emitted = (await play(path)).filter(({source}) => source === 'prod');
	expect(emitted.at(-1)).toMatchObject({status: 'live', message: 'recording over', isOver: true});
});

test.each(ways)('rows %s have the ages that they had then', async (_when, make) => {
	const emitted = await play(make());
	const changed = emitted.find(({type, source}) => type === 'changed' && source === 'prod');
	if (changed?.type !== 'changed') throw new Error('nothing changed');
	expect(changed.at - (changed.resource.created ?? 0)).toBe(510);
	expect(changed.at - (changed.resource.since ?? 0)).toBe(110);
});

test('nothing can be done to what was recorded', async () => {
	const [source] = await opened(record());
	const action = {name: 'stop', title: 'Stop', verb: 'stop', dangerous: true} as const;
	const {signal} = new AbortController();
	await expect(source?.act({resource: web, action, input: {}}, signal)).rejects.toThrow(/recording/);
});

test('an abort ends a replay that waits for its next event', async () => {
	const [source] = await opened(recordFormerly(), 0.0001);
	const abort = new AbortController();
	const emitted = vi.fn();
	const watching = source?.watch(emitted, abort.signal);
	await until(() => expect(emitted).toHaveBeenCalled());
	abort.abort();
	await expect(watching).resolves.toBeUndefined();
});

test('only its owner may read a recording, also where there was a file that all could read', () => {
	const path = join(folder, 'events.ndjson.gz');
	writeFileSync(path, '', {mode: 0o644});
	expect(statSync(record()).mode & 0o077).toBe(0);
	const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
	expect(JSON.parse(lines[0] ?? '')).toMatchObject({
		recording: 2,
		sources: [
			{name: 'prod', family: 'rancher1', url: 'http://prod'},
			{name: 'eu', family: 'rancher1', url: 'http://eu'},
		],
	});
	for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

test.each([
	['that is not there', null, /Cannot replay.*none\.ndjson/],
	['that is empty', '', /none\.ndjson: it is empty/],
	['of something else', '{"a":1}\n', /none\.ndjson:1: not a recording/],
	['of a later version', '{"recording":3}\n', /none\.ndjson:1: a recording of version 3/],
	['that is only the start of one', '{"recording":2,"type":"checkpoint"}\n', /none\.ndjson:1: not a record/],
])('a file %s is one clear line', async (_title, text, message) => {
	const path = join(folder, 'none.ndjson');
	if (text !== null) writeFileSync(path, text);
	const failure = await opened(path).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(UsageError);
	expect(String(failure)).toMatch(message);
	expect(String(failure)).not.toContain('\n');
});

test('a line that is broken ends the replay, and the source says where', async () => {
	const path = recordFormerly();
	writeFileSync(path, readFileSync(path, 'utf8').replace('"type":"gap"', '"type":"gasp"'));
	const emitted = await play(path);
	expect(emitted.at(-1)).toMatchObject({type: 'status', status: 'failed'});
	expect(JSON.stringify(emitted.at(-1))).toContain('events.ndjson:5');
});
