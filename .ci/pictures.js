// Draws the pictures of the documentation again, by the program itself in a terminal of the tests.
import {spawnSync} from 'node:child_process';
import process from 'node:process';

const {status} = spawnSync('node_modules/.bin/vitest', ['run', 'test/pictures', '--maxWorkers=1'], {
	stdio: 'inherit',
	env: {...process.env, RWATCH_PICTURES: 'write'},
	shell: process.platform === 'win32',
});
process.exit(status ?? 1);
