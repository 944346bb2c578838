import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {families} from '../../source/families.js';
import {UsageError} from '../../source/model/errors.js';
import type {Source, SourceEvent} from '../../source/model/source.js';
import {fromSources, openSources} from '../../source/program/open-sources.js';
import {openRecordingFile} from '../../source/program/recording-file.js';
import {configFor, serveQuick} from '../sources/rancher2/start.js';

const events: readonly SourceEvent[] = ['one', 'two', 'three'].map(message => ({
	type: 'fault',
	source: 'lab',
	at: 0,
	message,
}));

const source: Source = {
	name: 'lab',
	family: 'salt',
	url: 'http://lab',
	insecure: false,
	async watch(emit) {
		for (const event of events) emit(event);
	},
	show: () => undefined,
	relist: () => undefined,
	form: async () => [],
	act: () => Promise.reject(new Error('not used in this test')),
	object: async () => ({}),
	logs: async () => undefined,
};

test('a log that cannot be written any more ends with one notice, and watching goes on', async () => {
	const emitted: SourceEvent[] = [];
	const notices: string[] = [];
	const log = () => {
		throw new Error('ENOSPC: no space left on device, write');
	};
	const watched = fromSources([source], new Set(), {record: null, log}).watch(
		event => emitted.push(event),
		text => notices.push(text),
	);
	await expect.poll(() => emitted).toEqual(events);
	await watched.close();

	expect(notices).toEqual(['The log ends here: ENOSPC: no space left on device, write; watching goes on']);
});

test('a source whose watch throws is failed, and the others go on', async () => {
	const emitted: SourceEvent[] = [];
	const broken: Source = {
		...source,
		name: 'broken',
		watch: () => Promise.reject(new TypeError('x is not a function')),
	};
	const watched = fromSources([broken, source], new Set(), {record: null, log: () => undefined}).watch(
		event => emitted.push(event),
		() => undefined,
	);
	onTestFinished(() => watched.close());
	await expect
		.poll(() => emitted.find(({type}) => type === 'status'))
		.toMatchObject({
			source: 'broken',
			status: 'failed',
			message: expect.stringMatching(/x is not a function/),
		});

	expect(emitted).toEqual(expect.arrayContaining([...events]));
});

test.runIf(process.platform === 'linux')('a recording that cannot even begin is refused', () => {
	expect(() => openRecordingFile('/dev/full', [source], text => expect.unreachable(text))).toThrow(
		/^Cannot record to \/dev\/full: the disk is full$/,
	);
});

test('an earlier recording is not overwritten, an empty file is', () => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const path = join(folder, 'night.gz');
	writeFileSync(path, '');
	const record = () => openRecordingFile(path, [source], text => expect.unreachable(text));
	record().close();
	const kept = readFileSync(path);
	expect(kept.length).toBeGreaterThan(0);
	expect(record).toThrow(
		new UsageError(`${path} exists already: name another file for --record, or remove this one first`),
	);
	expect(readFileSync(path)).toEqual(kept);
});

test('credentials that a person types are used from then on', async () => {
	const server = await serveQuick();
	const {name: username, password} = server.user;
	const wrong = {type: 'login', username, password: 'wrong', eauth: null} as const;
	const config = {...configFor(server), credentials: async () => wrong};
	const opened = openSources([config], new Map(), families, {record: null, log: () => undefined});
	const emitted: SourceEvent[] = [];
	const watched = opened.watch(
		event => emitted.push(event),
		() => undefined,
	);
	onTestFinished(async () => {
		await watched.close();
		await server.close();
	});
	const status = () => emitted.findLast(event => event.type === 'status' && event.scope === '');
	await expect.poll(status).toMatchObject({status: 'refused'});
	opened.enter('prod', {...wrong, password});
	for (const source of watched.all()) source.relist();
	await expect.poll(status).toMatchObject({status: 'live'});
	expect(JSON.stringify(emitted)).not.toContain(password);
});
