// Makes a checkout ready to run: installs and builds, each only when what it depends on has changed.
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const digest = paths => {
	const hash = createHash('sha256');
	for (const path of paths) {
		hash.update(path).update(readFileSync(join(root, path)));
	}

	return hash.digest('hex');
};

const run = arguments_ => {
	const {status} = spawnSync('npm', arguments_, {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (status !== 0) {
		process.exit(status ?? 1);
	}
};

// The stamp is written last, so that a step that was interrupted is done again.
const once = (stamp, inputs, made, step) => {
	const path = join(root, stamp);
	const wanted = digest(inputs);
	if (existsSync(join(root, made)) && existsSync(path) && readFileSync(path, 'utf8') === wanted) {
		return;
	}

	step();
	mkdirSync(dirname(path), {recursive: true});
	writeFileSync(path, wanted);
};

const sources = () =>
	readdirSync(join(root, 'source'), {recursive: true, withFileTypes: true})
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name).slice(root.length + 1))
		.sort();

once('node_modules/.rwatch-installed', ['package.json', 'package-lock.json'], 'node_modules/esbuild', () =>
	// Not `ci`: a registry that lacks a tool's builds for other machines leaves them out of the lock, which `ci` refuses.
	run(['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error']),
);
once(
	'dist/.rwatch-built',
	[
		'package.json',
		'.ci/bundle.js',
		'.ci/assert.cjs',
		'.ci/licences.js',
		'.ci/load.js',
		'.ci/packages.js',
		...sources(),
	],
	'dist/cli.js',
	() => run(['run', '--silent', 'build']),
);
