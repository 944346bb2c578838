// Runs the tests, with the types and the lint beside them: what these say follows when all are done. Arguments are for
// vitest: `npm test -- test/state`.
import {spawn} from 'node:child_process';
import process from 'node:process';

/** Runs a program of a package; resolves with whether it ended well, and what it wrote where that was kept. */
const run = (program, args, stdio) =>
	new Promise((resolve, reject) => {
		let output = '';
		const child = spawn(`node_modules/.bin/${program}`, args, {
			stdio: ['ignore', stdio, stdio],
			shell: process.platform === 'win32',
		});
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', text => {
				output += text;
			});
		}

		child.on('error', reject);
		child.on('close', code => resolve({isGood: code === 0, output}));
	});

const cache = 'node_modules/.cache/types.tsbuildinfo';
const results = await Promise.all([
	run('vitest', ['run', ...process.argv.slice(2)], 'inherit'),
	run('tsc', ['--noEmit', '--incremental', '--tsBuildInfoFile', cache], 'pipe'),
	run('biome', ['check', '--error-on-warnings'], 'pipe'),
]);
for (const {output} of results) process.stdout.write(output);
process.exitCode = results.every(({isGood}) => isGood) ? 0 : 1;
