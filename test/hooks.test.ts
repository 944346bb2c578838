import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';

const folder = import.meta.dirname;
/** Vitest loads it again for each test file. */
const setupFile = 'clean-process.ts';

// Any other module is loaded once for all test files of a process, and its hooks run in the first of them alone.
test('only test files register hooks; what they share closes with `onTestFinished`', () => {
	const modules = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(
		path => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && path !== setupFile,
	);
	const hook = /^(?:before|after)(?:Each|All)\(/m;
	expect(modules.filter(path => hook.test(readFileSync(join(folder, path), 'utf8')))).toEqual([]);
});
