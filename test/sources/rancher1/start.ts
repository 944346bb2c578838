import {demoSource} from '../../../source/demo/demo.js';
import {
	type Rancher1Options,
	type Rancher1Server,
	serveRancher1,
} from '../../../source/demo/rancher1/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import type {Credentials, SourceConfig} from '../../../source/model/source-config.js';
import {openRancher1} from '../../../source/sources/rancher1/source.js';
import {type Timing, usualTiming} from '../../../source/sources/rancher1/wire/timing.js';
import {createBackoff} from '../../../source/transport/backoff.js';
import {type Arena, cutList} from '../arena.js';

/** Short delays. A busy machine may be late with pings: streams are taken for silent no sooner than usual. */
export const quick: Timing = {
	...usualTiming,
	movingProjectMs: 50,
	restingProjectMs: 100,
	refusedMs: 50,
	logPollMs: 20,
	statsPeriodMs: 100,
	backoff: () => createBackoff({firstMs: 5, maxMs: 50}),
};

/** For tests of silent streams. */
export const impatient: Timing = {...quick, silenceMs: 1000};

/** A quick server that changes only when a test changes it. */
export const serveQuick = (options: Rancher1Options = {}): Promise<Rancher1Server> =>
	serveRancher1({life: false, small: true, pace: 0.002, pingMs: 100, flushMs: 5, statsMs: 20, ...options});

/** Credentials of a key of the server. */
export const basic = (key: {readonly access: string; readonly secret: string}): Credentials => ({
	type: 'basic',
	username: key.access,
	password: key.secret,
});

/** A source's configuration for a server. */
export const configFor = (server: Rancher1Server, path = ''): SourceConfig =>
	demoSource({
		name: 'prod',
		family: 'rancher1',
		url: server.url + path,
		credentials: async () => basic(server.accountKey),
	});

const container = 'prod/1a5/instance/1i1';
const idOf = (key: string) => key.slice(key.lastIndexOf('/') + 1);

const malformed = [
	'{',
	'[]',
	'"text"',
	'{"id":"1"}',
	'{"name":"resource.change"}',
	'{"name":"resource.change","data":{"resource":"1i1"}}',
	'{"name":"resource.change","data":{"resource":{"id":7,"type":"container"}}}',
	'{"name":"resource.change","data":{"resource":{"id":"1i1","type":"container","state":{}}}}',
];

/** A Rancher 1 server for the contract. */
export const startRancher1 = async (options: Rancher1Options = {}): Promise<Arena> => {
	const server = await serveQuick(options);
	const isStream = at(/\/subscribe$/, {upgrade: true});
	return {
		server,
		config: configFor(server),
		open: config => openRancher1(config, quick),
		openImpatient: config => openRancher1(config, impatient),
		wrongCredentials: {type: 'basic', username: 'NOBODY', password: 'wrong-secret'},
		secrets: [
			server.accountKey.secret,
			Buffer.from(`${server.accountKey.access}:${server.accountKey.secret}`).toString('base64'),
		],
		isStream,
		isListing: at(/\/containers$/, {method: 'GET', upgrade: false}),
		subject: container,
		kind: 'container',
		otherKind: 'machine',
		mark: mark => void server.world.change('1i1', {transitioningMessage: mark, transitioning: 'error'}),
		markOf: resource => resource.message ?? '',
		add() {
			const {fields} = server.world.get('1i1');
			const entity = server.world.add({
				id: '1i99',
				type: 'container',
				baseType: 'instance',
				scope: '1a5',
				fields: {...fields, name: 'shop-web-99'},
			});
			return `prod/1a5/instance/${entity.id}`;
		},
		remove: key => server.world.remove(`instance/${idOf(key)}`),
		cutList,
		malformed,
		stale: mark =>
			JSON.stringify({
				id: 'old',
				name: 'resource.change',
				resourceId: '1i1',
				resourceType: 'container',
				data: {
					resource: {
						id: '1i1',
						type: 'container',
						baseType: 'instance',
						state: 'running',
						transitioning: 'error',
						transitioningMessage: mark,
					},
				},
				time: Date.now() - 60_000,
			}),
		expire() {
			server.keys.revoke(server.accountKey.access);
			return () => server.keys.add(server.accountKey);
		},
		action: {name: 'stop', input: {}, isDone: ({state}) => state === 'stopped'},
		refuse() {
			server.lock('instance/1i1');
			return /Cannot stop container.*Conflict.*try again/;
		},
		log: {write: text => server.log('instance/1i1', text), isStream: at('/v1/logs/', {upgrade: true})},
	};
};
