import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {ask} from './ask.js';
import {Programs} from './programs.js';

/** A real salt-master with salt-api and two minions, each a process of its own, all on the loopback address. */
export type Master = {
	/** `http://127.0.0.1:<port>` of salt-api. */
	readonly url: string;
	/** Who may do everything; the other may only ping. */
	readonly user: {readonly username: string; readonly password: string};
	readonly limited: {readonly username: string; readonly password: string};
	/** Lets the user log in, or not any more. */
	readonly admit: (admitted: boolean) => void;
	/** Ends these sessions. */
	readonly logOut: (tokens: readonly string[]) => void;
	/** Changes the grains of `web-a.example`, which then says that they are new. */
	readonly setGrains: (grains: Readonly<Record<string, string>>) => void;
	/** Puts so many events on the bus at once, and then one of the tag `<tag>/end`. */
	readonly fire: (tag: string, count: number) => void;
	/** Puts so many jobs of programs that look around into the job cache, and then `polls/end` on the bus. */
	readonly keepPolls: (count: number) => void;
	/** Empties the job cache. */
	readonly forgetJobs: () => void;
	/** Calls a function as somebody else; gives the JSON of the answer. */
	readonly run: (low: Readonly<Record<string, unknown>>) => Promise<string>;
	/** Accepts, or deletes, the key of a minion that does not exist. */
	readonly accept: (minion: string) => void;
	readonly forget: (minion: string) => void;
	/** Has another key of a minion denied. */
	readonly deny: (minion: string) => void;
	readonly restartApi: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

const user = {username: 'saltdev', password: 'password-of-the-live-master'};
const limited = {username: 'limited', password: 'password-that-may-ping'};
const rig = {username: 'rig', password: 'password-of-the-rig'};

const freePorts = async (count: number): Promise<readonly number[]> => {
	const servers = Array.from({length: count}, () => createServer());
	const ports: number[] = [];
	for (const server of servers) {
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		const address: AddressInfo | string | null = server.address();
		if (typeof address === 'object' && address) ports.push(address.port);
	}

	await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
	return ports;
};

const lastOf = (path: string): string =>
	existsSync(path) ? readFileSync(path, 'utf8').slice(-2000) : 'not written';

/** Waits until a question has an answer. Throws when it has none for a minute. */
const untilAnswered = async <Value>(what: string, question: () => Promise<Value | null>): Promise<Value> => {
	for (let left = 240; left > 0; left--) {
		const answer = await question();
		if (answer !== null) return answer;
		await pause(250);
	}

	throw new Error(`${what}: nothing in a minute`);
};

const states = {
	'steps.sls': `first:\n  test.succeed_without_changes: []\nsecond:\n  test.succeed_with_changes: []\nthird:\n  test.succeed_without_changes: []\n`,
	'_modules/odd.py': 'def bytes_():\n    return b"\\xff\\xfe\\x00abc"\n',
	'slow.sls': 'slow:\n  module.run:\n    - test.sleep:\n      - length: 14\n',
	'top.sls': "base:\n  '*': [{{ 'broken' if pillar.get('fail') else 'steps' }}]\n",
	'broken.sls': 'breaks:\n  test.fail_without_changes: []\n',
};

/** Writes all files of a master; gives back where the configuration of each program is. */
const writeFiles = (place: string, [publish, reply, api]: readonly number[]) => {
	const write = (name: string, text: string): void => {
		mkdirSync(join(place, name, '..'), {recursive: true});
		writeFileSync(join(place, name), text);
	};

	const all = "['.*', '@runner', '@wheel', '@jobs']";
	write(
		'conf/master',
		`interface: 127.0.0.1
publish_port: ${publish}
ret_port: ${reply}
root_dir: ${place}/m
user: ${userInfo().username}
worker_threads: 3
timeout: 5
gather_job_timeout: 5
loop_interval: 5
presence_events: true
file_roots: {base: [${place}/states]}
external_auth:
  file:
    ^filename: ${place}/users
    ${user.username}: ${all}
    ${rig.username}: ${all}
    ${limited.username}: ['test.ping', '@wheel', '@runner']
netapi_enable_clients: [local, local_async, local_batch, runner, runner_async, wheel, wheel_async]
rest_cherrypy: {port: ${api}, host: 127.0.0.1, disable_ssl: true}
`,
	);
	for (const [name, text] of Object.entries(states)) write(`states/${name}`, text);
	for (const id of ['a', 'b']) {
		write(
			`${id}/minion`,
			`id: web-${id}.example
master: 127.0.0.1
publish_port: ${publish}
master_port: ${reply}
root_dir: ${place}/r${id}
user: ${userInfo().username}
enable_fqdns_grains: False
mine_enabled: False
acceptance_wait_time: 2
`,
		);
	}
};

const writeUsers = (place: string, admitted: boolean): void => {
	const known = admitted ? [user, rig, limited] : [rig, limited];
	writeFileSync(join(place, 'users'), known.map(one => `${one.username}:${one.password}\n`).join(''));
};

/** What the rig itself asks of the master. */
const controls = (url: string) => {
	const logIn = (): Promise<string> =>
		untilAnswered('salt-api', async () => {
			const answer = await ask(`${url}/login`, {...rig, eauth: 'file'});
			return /"token": "(\w+)"/.exec(answer?.text ?? '')?.[1] ?? null;
		});
	const run = async (low: Readonly<Record<string, unknown>>): Promise<string> => {
		const answer = await ask(`${url}/`, [low], await logIn(), 60_000);
		return answer?.text ?? '';
	};
	const wheel = (fun: string, match: string): Promise<string> => run({client: 'wheel', fun, match});
	return {logIn, run, wheel};
};

/**
 * Starts one; the key of `web-a.example` is accepted, that of `web-b.example` waits.
 *
 * @param bin where the programs of Salt are: the `bin` of a virtual environment
 */
export const startMaster = async (bin: string): Promise<Master> => {
	// Paths of unix sockets may have about a hundred characters.
	const place = mkdtempSync(join(tmpdir(), 'rw-'));
	const ports = await freePorts(3);
	const url = `http://127.0.0.1:${ports[2]}`;
	writeFiles(place, ports);
	writeUsers(place, true);
	const programs = new Programs(bin, place);
	const stop = async (): Promise<void> => {
		await programs.endAll();
		// Asynchronous calls run in sessions of their own (salt/client/mixins.py), and still write when all else is gone.
		await pause(2000);
		rmSync(place, {recursive: true, force: true, maxRetries: 10, retryDelay: 200});
	};

	const {logIn, run, wheel} = controls(url);
	try {
		programs.start('salt-master', '-c', join(place, 'conf'), '-l', 'quiet');
		let api = programs.start('salt-api', '-c', join(place, 'conf'), '-l', 'quiet');
		for (const id of ['a', 'b']) programs.start('salt-minion', '-c', join(place, id), '-l', 'quiet');
		const marker = programs.startScript(
			fileURLToPath(new URL('mark.py', import.meta.url)),
			join(place, 'conf/master'),
			join(place, 'a/minion'),
		);
		const mark = (...command: readonly unknown[]): void =>
			void marker.stdin?.write(`${JSON.stringify(command)}\n`);
		await untilAnswered('the key of web-a.example', async () =>
			(await wheel('key.accept', 'web-a.example')).includes('web-a.example') ? true : null,
		);
		await untilAnswered('web-a.example', async () => {
			const answer = await run({client: 'local', fun: 'saltutil.sync_modules', tgt: 'web-a.example'});
			return answer.includes('modules.odd') ? true : null;
		});
		const keys = join(place, 'm/etc/salt/pki/master');
		return {
			url,
			user,
			limited,
			admit: admitted => writeUsers(place, admitted),
			logOut(tokens) {
				for (const token of tokens) void ask(`${url}/logout`, {}, token);
			},
			setGrains(grains) {
				writeFileSync(join(place, 'a/grains'), JSON.stringify(grains));
				mark('refresh');
			},
			fire: (tag, count) => mark('fire', tag, count),
			keepPolls: count => mark('polls', count),
			forgetJobs() {
				const jobs = join(place, 'm/var/cache/salt/master/jobs');
				// Not removed: the master may be writing there.
				if (existsSync(jobs)) renameSync(jobs, `${jobs}-${Date.now()}`);
			},
			run,
			accept(minion) {
				copyFileSync(join(keys, 'minions/web-a.example'), join(keys, 'minions_pre', minion));
				void wheel('key.accept', minion);
			},
			deny: minion => copyFileSync(join(keys, 'minions/web-b.example'), join(keys, 'minions_denied', minion)),
			forget: minion => void wheel('key.delete', minion),
			async restartApi() {
				await programs.end(api);
				api = programs.start('salt-api', '-c', join(place, 'conf'), '-l', 'quiet');
				await logIn();
			},
			stop,
		};
	} catch (error) {
		const logs = ['m/var/log/salt/master', 'm/var/log/salt/api', 'ra/var/log/salt/minion'];
		const observed = logs.map(log => `${log}:\n${lastOf(join(place, log))}`).join('\n');
		await stop();
		throw new Error(`no master could be started:\n${observed}`, {cause: error});
	}
};
