import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Worker} from 'node:worker_threads';
import {build} from 'esbuild';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {sentAt} from './servers.js';
import {shapes} from './shapes.js';
import {shownAt, typedAt} from './words.js';

// What is linear takes milliseconds for each shape, what is quadratic hours: the limit is generous to a busy machine.
const limitMs = 10_000 * Object.keys(shapes).length;

const folder = mkdtempSync(join(tmpdir(), 'rwatch-entrances-'));
const script = join(folder, 'worker.mjs');

beforeAll(async () => {
	await build({
		entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
		outfile: script,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		banner: {
			js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);",
		},
	});
});
afterAll(() => rmSync(folder, {recursive: true}));

/** Feeds all shapes to one entrance in a thread of its own; resolves with the shape that it did not get past, or 'over'. */
const feed = (entrance: string): Promise<string> =>
	new Promise((resolve, reject) => {
		let last = 'loading';
		const worker = new Worker(script, {workerData: entrance});
		const settle = () => {
			clearTimeout(timer);
			void worker.terminate();
			resolve(last);
		};
		const timer = setTimeout(settle, limitMs);
		worker.on('message', (message: string) => {
			last = message;
			if (message === 'over') settle();
		});
		worker.once('error', error => {
			clearTimeout(timer);
			reject(new Error(`${entrance}, ${last}`, {cause: error}));
		});
	});

test.each(Object.keys({...sentAt, ...shownAt, ...typedAt}))(
	'a megabyte of anything passes: %s',
	async entrance => {
		expect(await feed(entrance)).toBe('over');
	},
	limitMs + 30_000,
);
