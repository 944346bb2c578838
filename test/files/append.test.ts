import {existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {appendPrivate, openPrivate} from '../../source/files/append.js';

let folder = '';
let path = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rwatch-append-'));
	path = join(folder, 'log');
});

afterEach(() => {
	rmSync(folder, {recursive: true});
});

test.each([
	['empty', 'new\n'],
	['end', 'old\nnew\n'],
] as const)('a file opened at its %s is private, also where others could read it before', (start, text) => {
	writeFileSync(path, 'old\n', {mode: 0o644});
	const file = openPrivate(path, start);
	file.append('new\n');
	file.close();
	expect(file.exposed).toBeNull();
	expect(statSync(path).mode & 0o777).toBe(0o600);
	expect(readFileSync(path, 'utf8')).toBe(text);
});

test('nothing is appended to a file that was closed', () => {
	const file = openPrivate(path, 'empty');
	file.close();
	file.close();
	file.append('late\n');
	expect(readFileSync(path, 'utf8')).toBe('');
});

test('what is appended by name goes to a new file after the old one was moved away', () => {
	appendPrivate(path, 'one\n');
	renameSync(path, `${path}.1`);
	appendPrivate(path, 'two\n');
	expect(readFileSync(`${path}.1`, 'utf8')).toBe('one\n');
	expect(readFileSync(path, 'utf8')).toBe('two\n');
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a device is opened and stays as it is', () => {
	const before = statSync('/dev/null').mode;
	openPrivate('/dev/null', 'end').close();
	expect(statSync('/dev/null').mode).toBe(before);
	expect(existsSync(path)).toBe(false);
});
