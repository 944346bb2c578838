// Runs the tests of test/live against a real salt-master, from Python packages in a virtual environment. With
// --optional a machine that cannot have these leaves them out, and says so; a test that fails is a failure all the same.
import {spawnSync} from 'node:child_process';
import {existsSync, rmSync, writeFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const venv = join(root, 'node_modules/.rwatch-salt-3007.10');
const bin = join(venv, 'bin');
const ready = join(venv, '.ready');

const installMs = 150_000;
const wholeMs = 350_000;

// Salt's own package names little of what it needs.
const packages = [
	'salt==3007.10',
	'cherrypy==18.10.0',
	'ws4py==0.6.0',
	'tornado==6.5.2',
	'pyzmq==25.1.2',
	'cryptography==42.0.8',
	'msgpack<2',
	'PyYAML<7',
	'Jinja2<4',
	'distro<2',
	'psutil<8',
	'looseversion<2',
	'packaging',
	'pycryptodomex<4',
	'python-dateutil',
];

const started = Date.now();

/** Runs a program to its end; gives back why it failed, or null. */
const run = (program, args, options = {}) => {
	const {status, signal, error, stderr} = spawnSync(program, args, {
		cwd: root,
		stdio: ['ignore', 'ignore', 'pipe'],
		killSignal: 'SIGKILL',
		...options,
	});
	if (status === 0) return null;
	if (error?.code === 'ENOENT') return `there is no ${program}`;
	const last = stderr?.toString().trim().split('\n').at(-1);
	return error?.message ?? (last || `${program} ended with ${signal ?? status}`);
};

const install = () => {
	if (existsSync(ready)) return null;
	rmSync(venv, {recursive: true, force: true});
	const pip = join(bin, 'pip');
	const steps = [
		['python3', ['-m', 'venv', venv]],
		[pip, ['install', '--quiet', 'wheel', 'setuptools']],
		[pip, ['install', '--quiet', '--no-build-isolation', ...packages]],
		[join(bin, 'salt-api'), ['--version']],
	];
	for (const [program, args] of steps) {
		const left = installMs - (Date.now() - started);
		const fault = left > 0 ? run(program, args, {timeout: left}) : `not done in ${installMs / 1000} s`;
		if (fault !== null) return fault;
	}

	writeFileSync(ready, '');
	return null;
};

const faultOfMachine = () => {
	if (process.platform === 'win32') return 'a salt-master does not run on Windows';
	return run('python3', ['-c', 'import venv, ensurepip']) ?? install();
};

const fault = faultOfMachine();
if (fault !== null) {
	const optional = process.argv.includes('--optional');
	process.stderr.write(
		`The tests against a real salt-master were ${optional ? 'left out' : 'not run'}: ${fault}\n`,
	);
	process.exit(optional ? 0 : 1);
}

process.stderr.write(`Testing against a real salt-master (as ${userInfo().username}, ${venv})\n`);
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const {status, error} = spawnSync(
	process.execPath,
	[vitest, 'run', '--config', '.ci/vitest-live.config.js'],
	{
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		timeout: wholeMs - (Date.now() - started),
		env: {...process.env, RWATCH_SALT_BIN: bin},
	},
);
if (error) process.stderr.write(`The tests against a real salt-master did not end: ${error.message}\n`);
process.exit(status ?? 1);
