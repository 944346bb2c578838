import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {saveText} from '../../source/program/save-text.js';

let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rwatch-save-'));
});

afterEach(() => {
	rmSync(folder, {recursive: true});
});

test('lines go to a file that only its owner can read', () => {
	const path = saveText(join(folder, 'web.log'), 'one\ntwo\n');
	expect(path).toBe(join(folder, 'web.log'));
	expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
	expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a file that is there stays as it is: the next name that is free is taken', () => {
	const name = join(folder, 'web.log');
	const paths = ['one\n', 'two\n', 'three\n'].map(text => saveText(name, text));
	expect(paths).toEqual([name, join(folder, 'web-2.log'), join(folder, 'web-3.log')]);
	expect(paths.map(path => readFileSync(path, 'utf8'))).toEqual(['one\n', 'two\n', 'three\n']);
});

test('nobody is led on for ever by files that are there', () => {
	const name = join(folder, 'web.log');
	for (let number = 1; number <= 99; number++)
		writeFileSync(number === 1 ? name : join(folder, `web-${number}.log`), '');
	expect(() => saveText(name, 'x')).toThrow(/web\.log to web-99\.log are all there; move some/);
});

test('what cannot be written is said in words', () => {
	const name = join(folder, 'absent', 'web.log');
	expect(() => saveText(name, 'x')).toThrow(
		`Cannot save: there is no such file or folder; start rwatch in a directory that you can write to (${name})`,
	);
	expect(existsSync(name)).toBe(false);
});
