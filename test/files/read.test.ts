import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {diskFiles, readableFault, readText} from '../../source/files/read.js';

let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rwatch-read-'));
});

afterEach(() => {
	rmSync(folder, {recursive: true});
});

test('a file that is not there is null, and a folder is an error', () => {
	expect(readText(join(folder, 'none'))).toBeNull();
	expect(readText(join(folder, 'none', 'below'))).toBeNull();
	expect(() => readText(folder)).toThrow(/EISDIR/);
});

test('a secret that others can read is a fault, one of its owner is none', () => {
	const [open, closed] = [join(folder, 'open'), join(folder, 'closed')];
	writeFileSync(open, 'x', {mode: 0o644});
	writeFileSync(closed, 'x', {mode: 0o600});
	expect(readableFault(open, diskFiles)).toBe(
		`${open} holds a secret and others can read it: chmod 600 ${open}`,
	);
	expect(readableFault(closed, diskFiles)).toBeNull();
});
