// Runs the fuzzing tests with as many mutations as wanted, and those of linear cost with texts of one megabyte:
// `npm run fuzz -- 100000 [seed]`. A seed repeats a run.
import {spawnSync} from 'node:child_process';
import process from 'node:process';

const [count = '20000', seed = String(Math.floor(Math.random() * 2 ** 32))] = process.argv.slice(2);
process.stdout.write(`${count} mutations for each test, seed ${seed}\n`);
const tests = ['test/fuzz', 'test/entrances', 'test/secrets/linear.test.ts'];
const {status} = spawnSync('node_modules/.bin/vitest', ['run', ...tests], {
	stdio: 'inherit',
	env: {...process.env, FUZZ_COUNT: count, FUZZ_SEED: seed},
	shell: process.platform === 'win32',
});
process.exit(status ?? 1);
