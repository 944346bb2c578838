import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {StateDirectory} from '../../source/files/state-directory.js';
import type {RememberedDocument} from '../../source/model/remembered-document.js';

const views: RememberedDocument = {name: 'views', version: 1, maxEntries: 3};

const numbers = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const samples: RememberedDocument = {
	name: 'samples',
	version: 1,
	maxEntries: 3,
	merge: (stored, set) => [...numbers(stored), ...numbers(set)].slice(-4),
};

const newFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-state-'));
	onTestFinished(() => {
		chmodSync(folder, 0o700);
		rmSync(folder, {recursive: true, force: true});
	});
	return folder;
};

const start = ({path = join(newFolder(), 'state', 'rwatch'), isFresh = false} = {}) => {
	const warnings: string[] = [];
	const directory = new StateDirectory(path, isFresh, text => void warnings.push(text));
	const entries = (document = views) => [...new StateDirectory(path, false, () => undefined).read(document)];
	return {directory, warnings, path, entries};
};

test('what is set is there in a later run, and only its owner can read it', async () => {
	const {directory, path, entries, warnings} = start();
	expect([...directory.read(views)]).toEqual([]);
	directory.write(views, {a: 1, b: {filter: 'x'}});
	directory.write(views, {a: 2, c: null});
	await directory.flush();
	expect(entries()).toEqual([
		['b', {filter: 'x'}],
		['a', 2],
	]);
	expect(statSync(path).mode & 0o777).toBe(0o700);
	expect(statSync(join(path, 'views.json')).mode & 0o777).toBe(0o600);
	expect(readdirSync(path)).toEqual(['views.json']);
	expect(warnings).toEqual([]);
});

test('what was set first goes when there is too much', async () => {
	const {directory, entries} = start();
	directory.write(views, {a: 1, b: 2, c: 3});
	await directory.flush();
	directory.write(views, {a: 4, d: 5});
	await directory.flush();
	expect(entries().map(([name]) => name)).toEqual(['c', 'a', 'd']);
});

test('several programs that write at once lose nothing', async () => {
	const {path} = start();
	const all: RememberedDocument = {...views, maxEntries: 1000};
	const others = Array.from({length: 8}, () => start({path}).directory);
	for (let round = 0; round < 5; round++) {
		await Promise.all(
			others.map((directory, index) => {
				directory.write(all, {[`${index}-${round}`]: round});
				return directory.flush();
			}),
		);
	}

	expect(start({path}).directory.read(all).size).toBe(40);
});

test('a document may merge what is set into what is there', async () => {
	const {directory, path, entries} = start();
	const other = start({path}).directory;
	directory.write(samples, {pod: [1]});
	directory.write(samples, {pod: [2]});
	await directory.flush();
	other.write(samples, {pod: [3]});
	await other.flush();
	expect(entries(samples)).toEqual([['pod', [1, 2, 3]]]);
});

test('a lock that a killed program left behind is taken away', async () => {
	const {directory, path, entries} = start();
	mkdirSync(path, {recursive: true});
	const lock = join(path, 'views.json.lock');
	writeFileSync(lock, '1.1');
	utimesSync(lock, 1, 1);
	directory.write(views, {a: 1});
	await directory.flush();
	expect(entries()).toEqual([['a', 1]]);
	expect(readdirSync(path)).toEqual(['views.json']);
});

test.each([
	[
		'no JSON',
		'not json {',
		/views\.json: it is not what rwatch wrote; what belongs there is kept for this run only$/,
	],
	['something else', '[1, 2]', /it is not what rwatch wrote/],
	['a later version', '{"version": 2, "entries": []}', /a newer rwatch has written it/],
])('%s in a file stays there, and is reported once', async (_what, text, warning) => {
	const {directory, path, warnings} = start();
	mkdirSync(path, {recursive: true});
	writeFileSync(join(path, 'views.json'), text);
	expect([...directory.read(views)]).toEqual([]);
	directory.write(views, {a: 1});
	await directory.flush();
	directory.write(views, {b: 1});
	await directory.flush();
	expect(readFileSync(join(path, 'views.json'), 'utf8')).toBe(text);
	expect(warnings).toEqual([expect.stringMatching(warning)]);
});

test.skipIf(process.getuid?.() === 0)('a folder that cannot be written is reported once', async () => {
	const folder = newFolder();
	chmodSync(folder, 0o500);
	const {directory, warnings} = start({path: join(folder, 'rwatch')});
	directory.write(views, {a: 1});
	await directory.flush();
	directory.append('journal.ndjson', ['{}']);
	expect(warnings).toEqual([expect.stringContaining('no permission')]);
});

test('a file in the place of the folder is reported once', async () => {
	const path = join(newFolder(), 'rwatch');
	writeFileSync(path, '');
	const {directory, warnings} = start({path});
	directory.write(views, {a: 1});
	await directory.flush();
	directory.append('journal.ndjson', ['{}']);
	expect(warnings).toHaveLength(1);
});

test('a fresh run reads and changes no document, and appends all the same', async () => {
	const {directory, path, entries} = start();
	directory.write(views, {a: 1});
	await directory.flush();
	const fresh = start({path, isFresh: true});
	expect([...fresh.directory.read(views)]).toEqual([]);
	fresh.directory.write(views, {b: 2});
	await fresh.directory.flush();
	fresh.directory.append('journal.ndjson', ['{"a":1}']);
	fresh.directory.append('journal.ndjson', ['{"b":2}']);
	expect(entries()).toEqual([['a', 1]]);
	expect(readFileSync(join(path, 'journal.ndjson'), 'utf8')).toBe('{"a":1}\n{"b":2}\n');
	expect(statSync(join(path, 'journal.ndjson')).mode & 0o777).toBe(0o600);
});

test('a line that a crash left unfinished costs no other line', () => {
	const {directory, path} = start();
	directory.append('journal.ndjson', ['1']);
	writeFileSync(join(path, 'journal.ndjson'), '{"half', {flag: 'a'});
	start({path}).directory.append('journal.ndjson', ['2', '3']);
	expect(directory.lines('journal.ndjson')).toEqual(['1', '{"half', '2', '3']);
});

test('what is appended is read again by later runs; a file that has grown too large gets another name', async () => {
	const {directory, path} = start();
	const line = JSON.stringify('x'.repeat(100_000));
	for (let count = 1; count <= 25; count++) {
		directory.append('journal.ndjson', [`${count}`, line]);
		await directory.flush();
	}

	const numbers = directory.lines('journal.ndjson').filter(text => text.length < 5);
	expect(numbers.at(-1)).toBe('25');
	expect(numbers.length).toBeLessThan(25);
	expect(numbers.length).toBeGreaterThan(10);
	expect(readdirSync(path).sort()).toEqual(['journal.1.ndjson', 'journal.ndjson']);
	for (const name of readdirSync(path)) expect(statSync(join(path, name)).size).toBeLessThan(1_400_000);
});
