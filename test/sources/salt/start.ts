import {demoSource} from '../../../source/demo/demo.js';
import {answerJob} from '../../../source/demo/salt/dispatch.js';
import {page} from '../../../source/demo/salt/pages.js';
import {addMinion} from '../../../source/demo/salt/population.js';
import {
	type SaltOptions as DemoOptions,
	type SaltServer,
	serveSalt,
} from '../../../source/demo/salt/server.js';
import {at, type DemoRequest} from '../../../source/demo/serve/serve.js';
import type {Fields} from '../../../source/demo/world/world.js';
import type {SourceConfig} from '../../../source/model/source-config.js';
import {openSalt, type SaltOptions} from '../../../source/sources/salt/source.js';
import {createBackoff} from '../../../source/transport/backoff.js';
import type {Arena} from '../arena.js';

/** Short delays. A busy machine may be late: streams are taken for silent no sooner than usual, minions after a second. */
export const quick = {
	timings: {pulseMs: 150, overdueMs: 90, answerMs: 1000, refreshMs: 20},
	backoff: () => createBackoff({firstMs: 5, maxMs: 50}),
	refusedMs: 50,
} satisfies SaltOptions;

/** For tests of silent streams. */
export const impatient: SaltOptions = {...quick, timings: {...quick.timings, echoMs: 1000}};

/** A quick master that changes only when a test changes it. */
export const serveQuick = (options: DemoOptions = {}): Promise<SaltServer> =>
	serveSalt({life: false, small: true, pace: 0.01, ...options});

/** A source's configuration for a master. */
export const configFor = (server: SaltServer, more: Partial<SourceConfig> = {}): SourceConfig => ({
	...demoSource({
		name: 'eu',
		family: 'salt',
		url: server.url,
		credentials: async () => ({
			type: 'login',
			username: server.user.username,
			password: server.user.password,
			eauth: 'pam',
		}),
	}),
	...more,
});

/** A scheduled job of a minion fails with these words: a return without a `new`. */
export const failSchedule = (server: SaltServer, minion: string, words: string): void => {
	const {master} = server;
	const job = {
		jid: master.newJid(),
		fun: 'cmd.run',
		args: ['check'],
		target: minion,
		targetType: 'glob',
		user: '',
		minions: [minion],
		metadata: null,
		results: new Map(),
		done: new Set<() => void>(),
	};
	master.remember(job);
	answerJob(master, job, minion, {value: words, retcode: 1, success: false}, {schedule: 'check'});
};

/** A job of a number of seconds ago lies in the job cache, with what came of it. */
export const cacheJob = (
	{master: {jobs}}: SaltServer,
	secondsAgo: number,
	results: Readonly<Record<string, Fields>> = {'web-a.example': {return: '', retcode: 0, success: true}},
	minions: readonly string[] = Object.keys(results),
): string => {
	const iso = new Date(Date.now() - secondsAgo * 1000).toISOString();
	const jid = `${iso.replaceAll(/\D/g, '')}000`;
	const observed = {
		fun: 'state.apply',
		args: ['web'],
		target: '*',
		targetType: 'glob',
		user: 'anna',
		metadata: null,
	};
	jobs.set(jid, {jid, ...observed, minions, results: new Map(Object.entries(results)), done: new Set()});
	return jid;
};

/** The results of a job that failed. */
export const failed = {'web-a.example': {return: ['no such state'], retcode: 2, success: false}};

/** A minion has another grain, and says that it has refreshed them. */
const setGrain = (server: SaltServer, minion: string, name: string, value: string): void => {
	const known = server.master.minions.get(minion);
	if (known === undefined) throw new Error(`no minion ${minion}`);
	known.grains = {...known.grains, [name]: value};
	server.fire(`minion/refresh/${minion}`, {'Minion data cache refresh': minion});
};

/** Matches commands that call this function. */
export const calls =
	(fun: string) =>
	({method, body}: DemoRequest): boolean =>
		method === 'POST' && body.includes(`"${fun}"`);

const subject = 'eu//minion/web-a.example';

/** A Salt master for the contract. */
export const startSalt = async (
	options: DemoOptions = {},
	config: Partial<SourceConfig> = {},
): Promise<Arena> => {
	const server = await serveQuick(options);
	const isStream = (request: DemoRequest): boolean => ['/events', '/ws'].includes(request.url.pathname);
	const data = config.eventTransport === 'ws' ? 'data: ' : '';
	const frame = (text: string): string => (data === '' ? `data: ${text}\n\n` : `${data}${text}\n\n`);
	return {
		server,
		config: configFor(server, config),
		open: each => openSalt(each, quick),
		openImpatient: each => openSalt(each, impatient),
		wrongCredentials: {type: 'login', username: 'nobody', password: 'wrong-secret', eauth: 'pam'},
		get secrets() {
			const tokens = server.received.flatMap(({headers}) => headers['x-auth-token'] ?? []);
			return ['"saltdev","password"', ...tokens.flat()];
		},
		isStream,
		isListing: calls('key.list_all'),
		subject,
		kind: 'minion',
		otherKind: 'master',
		mark: words => setGrain(server, 'web-a.example', 'os', words),
		markOf: ({cells}) => String(cells.OS).replace(/ 24\.04$/, ''),
		add() {
			addMinion(server.master, 'extra.example', true);
			server.master.keys.set('extra.example', new Set(['minions']));
			server.fire('salt/key', {result: true, act: 'accept', id: 'extra.example'});
			return 'eu//minion/extra.example';
		},
		remove(key) {
			const id = key.slice(key.lastIndexOf('/') + 1);
			server.master.keys.delete(id);
			server.fire('salt/key', {result: true, act: 'delete', id});
		},
		cutList: null,
		malformed: ['{', '[]', '"text"', '{"data": {}}', '{"data": {}, "tag": 7}'].map(frame),
		// An event says that grains are new, not what they are.
		stale: null,
		expire() {
			server.sessions.setUsers([]);
			server.sessions.forgetAll();
			return () => server.sessions.setUsers([server.user]);
		},
		action: {
			name: 'test.ping',
			input: {},
			isDone: ({transitioning, cells}) => transitioning === 'no' && cells['LAST JOB'] !== null,
		},
		refuse() {
			server.faults.refuse(at('/', {method: 'POST'}), page(401, 'Authorization error occurred.'));
			return /not permitted/;
		},
		log: null,
	};
};
