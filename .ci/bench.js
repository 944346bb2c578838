// Bundles the benchmark, because Node 20 does not run TypeScript, and runs it with the arguments given.
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const outfile = fileURLToPath(new URL('../dist/bench.mjs', import.meta.url));

await build({
	entryPoints: [fileURLToPath(new URL('../test/bench/run.ts', import.meta.url))],
	outfile,
	bundle: true,
	packages: 'external',
	platform: 'node',
	format: 'esm',
	target: 'node20',
	define: {'process.env.NODE_ENV': '"production"'},
});

const {status} = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
	stdio: 'inherit',
	env: {
		...process.env,
		NODE_ENV: 'production',
		FORCE_COLOR: '3',
		RWATCH_ROOT: fileURLToPath(new URL('..', import.meta.url)),
	},
});
process.exitCode = status ?? 1;
