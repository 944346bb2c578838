import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {fileFault} from '../../source/files/fault.js';

const folder = mkdtempSync(join(tmpdir(), 'rwatch-faults-'));
afterAll(() => rmSync(folder, {recursive: true}));

const faultOf = (act: () => unknown): string => {
	try {
		act();
	} catch (error) {
		return fileFault(error);
	}

	return 'no fault';
};

test.each([
	['a file that is not there', () => readFileSync(join(folder, 'none')), 'there is no such file or folder'],
	['a folder', () => readFileSync(folder), 'it is a folder'],
	['a full disk', () => writeFileSync('/dev/full', 'x'), 'the disk is full'],
	[
		'what has no words yet',
		() => {
			throw Object.assign(new Error("EIO: i/o error, read '/etc/x'"), {code: 'EIO'});
		},
		'EIO: i/o error',
	],
])('%s is said without the path', (_title, act, words) => {
	expect(faultOf(act)).toBe(words);
});
