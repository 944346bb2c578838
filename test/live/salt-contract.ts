import {page} from '../../source/demo/salt/pages.js';
import {at, type DemoRequest} from '../../source/demo/serve/serve.js';
import {openSalt} from '../../source/sources/salt/source.js';
import type {Arena} from '../sources/arena.js';
import {contract} from '../sources/contract.js';
import {serveFront} from './front.js';
import type {Master} from './master.js';
import {configFor, quick} from './scene.js';

const minion = 'eu//minion/extra.example';
const tokensOf = (received: readonly DemoRequest[]): readonly string[] => [
	...new Set(received.flatMap(({headers}) => headers['x-auth-token'] ?? [])),
];

// The contract waits ten seconds for a silent stream to be given up.
const soon = {...quick, timings: {...quick.timings, echoMs: 3000}};

/** Holds a source that watches a real master against what every source promises. */
export const testContract = (running: () => Master): void => {
	contract('A real Salt master', async (): Promise<Arena> => {
		const master = running();
		// The jobs of the tests before do not matter here, and take their time.
		master.forgetJobs();
		const server = await serveFront(master.url);
		// The test before may have locked everybody out.
		master.admit(true);
		return {
			server,
			config: configFor(master, master.user, server.url),
			open: config => openSalt(config, quick),
			openImpatient: config => openSalt(config, soon),
			wrongCredentials: {type: 'login', username: 'nobody', password: 'wrong-secret', eauth: 'file'},
			get secrets() {
				return [master.user.password, ...tokensOf(server.received)];
			},
			isStream: at('/events'),
			isListing: ({method, body}) => method === 'POST' && body.includes('"key.list_all"'),
			subject: 'eu//minion/web-a.example',
			kind: 'minion',
			otherKind: 'master',
			mark: os => master.setGrains({os, osrelease: ''}),
			markOf: ({cells}) => String(cells.OS).trim(),
			add() {
				master.accept('extra.example');
				return minion;
			},
			remove: () => master.forget('extra.example'),
			malformed: ['{', '[]', '"text"', '{"data": {}}', '{"data": {}, "tag": 7}'].map(
				text => `data: ${text}\n\n`,
			),
			stale: null,
			cutList: null,
			expire() {
				master.admit(false);
				master.logOut(tokensOf(server.received));
				return () => master.admit(true);
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
	});
};
