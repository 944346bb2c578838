import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {Worker} from 'node:worker_threads';
import {build} from 'esbuild';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {sentAt} from './servers.js';
import {shownAt, typedAt} from './words.js';

// A linear shape takes under a second, a quadratic one far more. Processor time is not longer on a busy machine.
const maxShapeMs = 8000;

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

let thread: Worker | null = null;
afterAll(async () => {
	await thread?.terminate();
	rmSync(folder, {recursive: true});
});

/** Feeds all shapes to one entrance, in a thread that can be ended; resolves with the shape that did not pass, or 'over'. */
const feed = (entrance: string): Promise<string> =>
	new Promise((resolve, reject) => {
		const worker = thread ?? new Worker(script);
		thread = worker;
		let last = 'loading';
		let begun = process.cpuUsage();
		const settle = (finish: () => void) => {
			clearInterval(timer);
			worker.removeAllListeners('message').removeAllListeners('error');
			finish();
		};
		const giveUp = (finish: () => void) => {
			thread = null;
			void worker.terminate();
			settle(finish);
		};
		const timer = setInterval(() => {
			const {user, system} = process.cpuUsage(begun);
			if (user + system > maxShapeMs * 1000) giveUp(() => resolve(last));
		}, 500);
		worker.on('message', (message: string) => {
			begun = process.cpuUsage();
			last = message;
			if (message === 'over') settle(() => resolve(message));
		});
		worker.on('error', error => giveUp(() => reject(new Error(`${entrance}, ${last}`, {cause: error}))));
		worker.postMessage(entrance);
	});

test.each(Object.keys({...sentAt, ...shownAt, ...typedAt}))(
	'a long text of anything passes: %s',
	async entrance => {
		expect(await feed(entrance)).toBe('over');
	},
	600_000,
);
