// Every example of the documentation that is marked `sh` is run: those of a document in order, in a home of its own.
import {spawn} from 'node:child_process';
import {
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {serveRancher1} from '../source/demo/rancher1/server.js';
import {serveRancher2} from '../source/demo/rancher2/server.js';
import {serveSalt} from '../source/demo/salt/server.js';
import {caches, commandFor, root} from './end-to-end/build.js';

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
let configuration = '';

// What follows until it is interrupted is interrupted as soon as all three sources are live, or a line of a log was
// printed.
const rwatch = `run=(${commandFor()
	.map(word => `"${word}"`)
	.join(' ')} "$@")
case " $* " in *' --follow '*) ;; *) exec "\${run[@]}" ;; esac
declare -A live
status='"source":"([^"]*)","status":"live"'
coproc "\${run[@]}"
follower=$COPROC_PID
while IFS= read -r line; do
	printf '%s\n' "$line"
	[[ $line =~ $status ]] && live[\${BASH_REMATCH[1]}]=yes
	if [[ \${#live[@]} = 3 || $line = *'"type":"line"'* ]]; then kill -INT $follower; fi
done <&"\${COPROC[0]}"
wait $follower
[ $? = 130 ]`;

/** A home for the examples of one document, with the package beside it; the path of its folder. */
const homeFor = (document: string): string => {
	const home = join(folder, document.replaceAll('/', '-'));
	for (const name of ['bin', 'config/rwatch']) mkdirSync(join(home, name), {recursive: true});
	writeFileSync(join(home, 'bin/rwatch'), `#!/usr/bin/env bash\n${rwatch}\n`, {mode: 0o755});
	writeFileSync(join(home, 'config/rwatch/config.yaml'), configuration, {mode: 0o600});
	for (const name of readdirSync(folder).filter(file => file.endsWith('.tgz')))
		copyFileSync(join(folder, name), join(home, name));
	return home;
};

const started = async () => {
	const calm = {small: true, life: false};
	const [rancher1, rancher2, salt] = await Promise.all([
		serveRancher1(calm),
		serveRancher2(calm),
		serveSalt({life: false}),
	]);
	servers.push(rancher1, rancher2, salt);
	for (const pod of rancher2.world.list('pod')) rancher2.log(pod.key, 'upstream timeout, trying again');
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
	configuration = JSON.stringify({
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
	});
	const packed = await run(`npm pack --ignore-scripts --pack-destination "${folder}"`, root);
	expect(packed).toMatchObject({exitCode: 0});
});
afterAll(async () => {
	await Promise.all(servers.map(server => server.close()));
	rmSync(folder, {recursive: true});
});

const run = (
	script: string,
	directory: string,
): Promise<{readonly exitCode: number | null; readonly output: string}> =>
	new Promise((resolve, reject) => {
		const child = spawn('bash', ['-euo', 'pipefail', '-c', stand(script)], {
			cwd: directory,
			env: {
				PATH: `${join(directory, 'bin')}:${process.env.PATH}`,
				HOME: directory,
				XDG_CONFIG_HOME: join(directory, 'config'),
				XDG_CACHE_HOME: caches,
				npm_config_prefix: join(directory, 'prefix'),
				npm_config_cache: join(folder, 'npm'),
				npm_config_offline: 'true',
			},
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

test.concurrent.each(documents.filter(document => examplesOf(document).length > 0))(
	'the examples of %s do what they say',
	async document => {
		const home = homeFor(document);
		for (const {line, script} of examplesOf(document).filter(({excuse}) => excuse === null)) {
			const {exitCode, output} = await run(script, home);
			expect(exitCode, `line ${line}: ${output}`).toBe(0);
		}
	},
	300_000,
);
