// Makes one executable of dist/rwatch.mjs and the Node that runs this, for the platform that it is made on: dist/rwatch,
// or the file that is given.
import {execFileSync} from 'node:child_process';
import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {inject} from 'postject';

const made = process.argv[2] ?? (process.platform === 'win32' ? 'dist/rwatch.exe' : 'dist/rwatch');
const folder = mkdtempSync(join(tmpdir(), 'rwatch-executable-'));
const [main, output, config] = ['main.cjs', 'blob', 'config.json'].map(name => join(folder, name));

// Node starts only CommonJS in an executable, which the bundle is.
copyFileSync('dist/rwatch.mjs', main);
writeFileSync(config, JSON.stringify({main, output, disableExperimentalSEAWarning: true}));

try {
	execFileSync(process.execPath, ['--experimental-sea-config', config], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	rmSync(made, {force: true});
	copyFileSync(process.execPath, made);
	if (process.platform === 'darwin') execFileSync('codesign', ['--remove-signature', made]);
	await inject(made, 'NODE_SEA_BLOB', readFileSync(output), {
		sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
		machoSegmentName: 'NODE_SEA',
	});
	if (process.platform === 'darwin') execFileSync('codesign', ['--sign', '-', made]);
} finally {
	rmSync(folder, {recursive: true});
}
