// Runs the tests of test/live against real salt-masters, each from Python packages in a virtual environment of its own.
// Series are arguments: `npm run test:live-salt -- 3008`; all without. With --optional a machine that cannot have these omits them, and says so; a test that fails is a failure all the same.
import {spawn} from 'node:child_process';
import {existsSync, rmSync, writeFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const installMs = 180_000;
const wholeMs = 600_000;

/** The newest of each series. */
const versions = {3006: '3006.30', 3007: '3007.17', 3008: '3008.5'};

const optional = process.argv.includes('--optional');
const asked = process.argv.slice(2).filter(argument => argument !== '--optional');
const unknown = asked.find(series => !Object.hasOwn(versions, series));
const wanted = asked.length > 0 ? [...new Set(asked)] : Object.keys(versions);

// The dependencies of a master, salt-api and a minion among all that Salt's package asks for, in versions that fit all series.
const packages = [
	'setuptools<81',
	'wheel',
	'aiohttp<4',
	'certifi',
	'cherrypy==18.10.0',
	'cryptography==42.0.8',
	'distro<2',
	'Jinja2<4',
	'jmespath<2',
	'looseversion<2',
	'msgpack<2',
	'packaging',
	'psutil<8',
	'pycryptodomex<4',
	'python-dateutil',
	'PyYAML<7',
	'pyzmq==25.1.2',
	'requests<3',
	'tornado==6.5.2',
	'ws4py==0.6.0',
	'xxhash<4',
];

// Salt of these series does not know later ones.
const pythons = ['python3.11', 'python3.10', 'python3.12', 'python3'];

const started = Date.now();
const say = text => void process.stderr.write(`${text}\n`);

/** Runs a program to its end; resolves with why it failed, or null. */
const run = (program, args, timeout) =>
	new Promise(resolve => {
		let told = '';
		const child = spawn(program, args, {
			cwd: root,
			stdio: ['ignore', 'ignore', 'pipe'],
			killSignal: 'SIGKILL',
			timeout: Math.max(1, timeout),
		});
		child.stderr.on('data', part => {
			told = (told + part).slice(-4000);
		});
		child.on('error', error => resolve(error.code === 'ENOENT' ? `there is no ${program}` : error.message));
		child.on('close', (code, signal) => {
			if (code === 0) return resolve(null);
			const last = told.trim().split('\n').at(-1);
			resolve(
				signal === 'SIGKILL' ? `${program} did not finish in time` : last || `${program} ended with ${code}`,
			);
		});
	});

/** The first Python that can make virtual environments; null where there is none. */
const findPython = async () => {
	for (const python of pythons) {
		if ((await run(python, ['-c', 'import venv, ensurepip'], 10_000)) === null) return python;
	}

	return null;
};

const placeOf = version => join(root, `node_modules/.rwatch-salt-${version}`);
const binOf = version => join(placeOf(version), 'bin');

/** Installs one version; resolves with why it cannot be had, or null. */
const install = async (python, version) => {
	const venv = placeOf(version);
	const ready = join(venv, '.ready');
	if (existsSync(ready)) return null;
	rmSync(venv, {recursive: true, force: true});
	const pip = [
		join(binOf(version), 'python'),
		'-m',
		'pip',
		'install',
		'--quiet',
		'--disable-pip-version-check',
	];
	const steps = [
		[python, '-m', 'venv', venv],
		[...pip, ...packages],
		[...pip, '--no-build-isolation', '--no-deps', `salt==${version}`],
		[join(binOf(version), 'salt-api'), '--version'],
	];
	for (const [program, ...args] of steps) {
		const fault = await run(program, args, installMs - (Date.now() - started));
		if (fault !== null) return fault;
	}

	writeFileSync(ready, '');
	return null;
};

/** Installs all; resolves with the series that are there. */
const installAll = async () => {
	const found = [];
	if (process.platform === 'win32') {
		say('A salt-master does not run on Windows');
		return found;
	}

	const python = await findPython();
	if (python === null) {
		say('No Python that can create virtual environments was found');
		return found;
	}

	await Promise.all(
		wanted.map(async series => {
			const version = versions[series];
			const fault = await install(python, version);
			if (fault === null) found.push(series);
			else say(`No salt-master ${version}: ${fault}`);
		}),
	);
	return found;
};

if (unknown !== undefined) {
	say(`There is no series '${unknown}': give ${Object.keys(versions).join(', ')}, or none for all`);
	process.exit(2);
}

const found = await installAll();
const missing = wanted.filter(series => !found.includes(series));
if (missing.length > 0) {
	say(`The tests against a real salt-master ${missing.join(', ')} were ${optional ? 'omitted' : 'not run'}`);
	if (!optional || found.length === 0) process.exit(optional ? 0 : 1);
}

say(`Testing against real salt-masters ${found.join(', ')} (as ${userInfo().username})`);
const bins = found.map(series => [`RWATCH_SALT_${series}`, binOf(versions[series])]);
const tests = spawn(
	process.execPath,
	[
		join(root, 'node_modules/vitest/vitest.mjs'),
		...['run', '--config', '.ci/vitest-live.config.js'],
		...found.map(series => `test/live/salt-${series}.test.ts`),
	],
	{
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		timeout: wholeMs - (Date.now() - started),
		env: {...process.env, ...Object.fromEntries(bins)},
	},
);
tests.on('close', (code, signal) => {
	if (signal !== null)
		say(`The tests against real salt-masters did not finish within ${wholeMs / 60_000} minutes`);
	process.exit(code ?? 1);
});
