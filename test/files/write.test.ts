import {execFileSync} from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {buildSync} from 'esbuild';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {createPrivate, makeFolder, replacePrivate} from '../../source/files/write.js';

let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rwatch-write-'));
});

afterEach(() => {
	rmSync(folder, {recursive: true});
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('a file that is there is never created again', () => {
	const path = join(folder, 'notes');
	expect(createPrivate(path, 'one')).toBe(true);
	expect(createPrivate(path, 'two')).toBe(false);
	expect(readFileSync(path, 'utf8')).toBe('one');
	expect(modeOf(path)).toBe(0o600);
});

const prlimit = '/usr/bin/prlimit';

/** What both ways to write a file throw in a process that can write none, as on a full disk. */
const errorsWithoutRoom = (path: string): unknown => {
	const {outputFiles} = buildSync({
		stdin: {
			contents: `
				import {createPrivate, replacePrivate} from './source/files/write.js';
				const codes = [createPrivate, replacePrivate].map(write => {
					try {
						return write(process.argv[1], 'one');
					} catch ({code}) {
						return code;
					}
				});
				process.stdout.write(JSON.stringify(codes));
			`,
			resolveDir: process.cwd(),
		},
		bundle: true,
		platform: 'node',
		write: false,
	});
	const script = outputFiles[0]?.text ?? '';
	return JSON.parse(
		execFileSync(prlimit, ['--fsize=0', process.execPath, '-e', script, path], {encoding: 'utf8'}),
	);
};

test.skipIf(!existsSync(prlimit))('a file that there is no room for leaves nothing behind', () => {
	const path = join(folder, 'notes');
	expect(errorsWithoutRoom(path)).toEqual(['EFBIG', 'EFBIG']);
	expect(readdirSync(folder)).toEqual([]);
	expect(createPrivate(path, 'one')).toBe(true);
});

test('a replaced file is private, as are the folders that it needed', () => {
	const path = join(folder, 'state', 'rwatch', 'history');
	replacePrivate(path, 'one');
	replacePrivate(path, 'two');
	expect(readFileSync(path, 'utf8')).toBe('two');
	expect([path, join(folder, 'state', 'rwatch'), join(folder, 'state')].map(modeOf)).toEqual([
		0o600, 0o700, 0o700,
	]);
	expect(readdirSync(join(folder, 'state', 'rwatch'))).toEqual(['history']);
});

test('a file that others could read is private after it was replaced', () => {
	const path = join(folder, 'history');
	writeFileSync(path, 'one', {mode: 0o644});
	replacePrivate(path, 'two');
	expect(modeOf(path)).toBe(0o600);
});

test("what a crash has left half written is in nobody's way", () => {
	const path = join(folder, 'history');
	writeFileSync(`${path}.${process.pid}.tmp`, 'ha');
	replacePrivate(path, 'whole');
	expect(readFileSync(path, 'utf8')).toBe('whole');
	expect(readdirSync(folder)).toEqual(['history']);
});

test('a file that cannot be replaced leaves nothing behind', () => {
	const path = join(folder, 'history');
	mkdirSync(path);
	expect(() => replacePrivate(path, 'one')).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
	expect(readdirSync(folder)).toEqual(['history']);
});

test.skipIf(!existsSync('/proc/self'))(
	'a folder that the system lets nobody create is an error at once',
	() => {
		expect(() => makeFolder('/proc/absent/rwatch')).toThrow('ENOENT');
	},
);
