// Every example of the documentation that is marked `sh` is run, in order, by one shell for each document.
import {spawn} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {serveRancher1} from '../source/demo/rancher1/server.js';
import {serveRancher2} from '../source/demo/rancher2/server.js';
import {serveSalt} from '../source/demo/salt/server.js';
import {program, root} from './end-to-end/build.js';

const documents = ['readme.md', ...readdirSync(join(root, 'docs')).map(name => `docs/${name}`)].filter(name =>
	name.endsWith('.md'),
);

type Example = {readonly script: string; readonly line: number; readonly excuse: string | null};

const examplesOf = (document: string): readonly Example[] => {
	const text = readFileSync(join(root, document), 'utf8');
	return [...text.matchAll(/(?:<!-- not run: (.+?) -->\n)?^```sh\n(.*?)^```$/gms)].map(
		({1: excuse = null, 2: script = '', index}) => ({
			script,
			line: text.slice(0, index).split('\n').length,
			excuse,
		}),
	);
};

const folder = mkdtempSync(join(tmpdir(), 'rwatch-examples-'));
const servers: {readonly close: () => Promise<void>}[] = [];
let stand: (script: string) => string = script => script;
let environment: Readonly<Record<string, string>> = {};

/** A command of this name on the path of the examples. */
const command = (name: string, script: string): void => {
	const path = join(folder, 'bin', name);
	writeFileSync(path, `#!/usr/bin/env bash\n${script}\n`);
	chmodSync(path, 0o755);
};

const started = async () => {
	const calm = {small: true, life: false};
	const [rancher1, rancher2, salt] = await Promise.all([
		serveRancher1(calm),
		serveRancher2(calm),
		serveSalt({life: false}),
	]);
	servers.push(rancher1, rancher2, salt);
	return {rancher1, rancher2, salt};
};

beforeAll(async () => {
	const {rancher1, rancher2, salt} = await started();
	const given: Readonly<Record<string, string>> = {
		'https://rancher.example.com': rancher1.url,
		'https://rancher2.example.com': rancher2.url,
		'https://salt.example.com:8000': salt.url,
		'RANCHER_ACCESS_KEY=…': `RANCHER_ACCESS_KEY=${rancher1.accountKey.access}`,
		'RANCHER_SECRET_KEY=…': `RANCHER_SECRET_KEY=${rancher1.accountKey.secret}`,
		'RANCHER_TOKEN=…': `RANCHER_TOKEN=${rancher2.token.name}:${rancher2.token.secret}`,
		'SALTAPI_USER=…': `SALTAPI_USER=${salt.user.username}`,
		'SALTAPI_PASS=…': `SALTAPI_PASS=${salt.user.password}`,
	};
	stand = script => Object.entries(given).reduce((text, [from, to]) => text.replaceAll(from, to), script);
	for (const name of ['bin', 'home', 'config/rwatch']) mkdirSync(join(folder, name), {recursive: true});
	writeFileSync(
		join(folder, 'config/rwatch/config.yaml'),
		JSON.stringify({
			sources: {
				legacy: {
					url: rancher1.url,
					type: 'rancher1',
					accessKey: rancher1.accountKey.access,
					secretKey: rancher1.accountKey.secret,
				},
				prod: {
					url: rancher2.url,
					type: 'rancher2',
					token: `${rancher2.token.name}:${rancher2.token.secret}`,
				},
				'salt-eu': {
					url: salt.url,
					type: 'salt',
					username: salt.user.username,
					password: salt.user.password,
					eauth: 'pam',
				},
			},
		}),
		{mode: 0o600},
	);
	// What follows until it is interrupted is interrupted once it has followed for a while: a recording is replayed whole
	// only if all sources were live in it, which takes long on a busy machine.
	command(
		'rwatch',
		`run=("${process.execPath}" "${program}" "$@")
		case " $* " in *' --record '*) seconds=25 ;; *) seconds=6 ;; esac
		case " $* " in *' --follow '*) timeout --signal=INT $seconds "\${run[@]}"; code=$?; [ $code = 124 ] || [ $code = 130 ] || exit $code ;;
		*) exec "\${run[@]}" ;; esac`,
	);
	// What is looked for need not be there.
	command('grep', '/usr/bin/env -i PATH=/usr/bin:/bin grep "$@" || true');
	environment = {
		PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
		HOME: join(folder, 'home'),
		XDG_CONFIG_HOME: join(folder, 'config'),
		XDG_CACHE_HOME: join(root, 'node_modules', '.cache'),
		npm_config_prefix: join(folder, 'prefix'),
		npm_config_cache: join(folder, 'npm'),
		npm_config_offline: 'true',
	};
	const packed = await run(`cd "${root}" && npm pack --ignore-scripts --pack-destination "${folder}"`);
	expect(packed).toMatchObject({exitCode: 0});
});
afterAll(async () => {
	await Promise.all(servers.map(server => server.close()));
	rmSync(folder, {recursive: true});
});

const run = (script: string): Promise<{readonly exitCode: number | null; readonly output: string}> =>
	new Promise((resolve, reject) => {
		const child = spawn('bash', ['-euo', 'pipefail', '-c', stand(script)], {
			cwd: folder,
			env: environment,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output = `${output}${text}`.slice(-3000);
			});
		}

		child.on('error', reject);
		child.on('close', exitCode => resolve({exitCode, output}));
	});

describe.each(documents.filter(document => examplesOf(document).length > 0))(
	'the examples of %s',
	document => {
		const examples = examplesOf(document);

		test.each(
			examples.filter(({excuse}) => excuse === null).map(({line, script}) => [line, script] as const),
		)(
			'at line %i do what they say',
			async (_line, script) => {
				const {exitCode, output} = await run(script);
				expect(exitCode, output).toBe(0);
			},
			120_000,
		);
	},
);
