import {demoSource} from '../../../source/demo/demo.js';
import {
	type Rancher2Options,
	type Rancher2Server,
	serveRancher2,
} from '../../../source/demo/rancher2/server.js';
import type {DemoRequest} from '../../../source/demo/serve/serve.js';
import {at} from '../../../source/demo/serve/serve.js';
import type {Credentials, SourceConfig} from '../../../source/model/source-config.js';
import {openRancher2} from '../../../source/sources/rancher2/source.js';
import {type Timing, usualTiming} from '../../../source/sources/rancher2/wire/timing.js';
import {createBackoff} from '../../../source/transport/backoff.js';
import {type Arena, cutList} from '../arena.js';

/** Short delays. A busy machine may be late with pings: streams are taken for silent no sooner than usual. */
export const quick: Timing = {
	...usualTiming,
	firstFrameMs: 300,
	birthMs: 0,
	quietMs: 100,
	probeMs: 50,
	schemasMs: 20,
	pollMs: 50,
	absentMs: 200,
	pauseMs: 5,
	refusedMs: 50,
	logPollMs: 20,
	drainMs: 20,
	drainEndMs: 300,
	measureMs: 50,
	seldomMeasureMs: 200,
	remeasureMs: 100,
	unmeasuredMs: 200,
	backoff: () => createBackoff({firstMs: 5, maxMs: 50}),
};

/** For tests of silent streams. */
const impatient: Timing = {...quick, steveSilenceMs: 1500, normanSilenceMs: 1500};

/** The cluster that has something in it. */
export const cluster = 'c-m-4xk7b2qp';

/** A quick server that changes only when a test changes it. */
export const serveQuick = (options: Rancher2Options = {}): Promise<Rancher2Server> =>
	serveRancher2({life: false, small: true, pace: 0.002, stevePingMs: 100, normanPingMs: 100, ...options});

/** The credentials of a token. */
export const bearer = (token: {readonly name: string; readonly secret: string}): Credentials => ({
	type: 'bearer',
	token: `${token.name}:${token.secret}`,
});

/** A source's configuration for a server. */
export const configFor = (server: Rancher2Server, path = ''): SourceConfig =>
	demoSource({
		name: 'prod',
		family: 'rancher2',
		url: server.url + path,
		credentials: async () => bearer(server.token),
	});

const deployment = `apps.deployment/${cluster}:shop/web`;
const rowKey = `prod/${cluster}/deployment/shop/web`;

const steveMalformed = [
	'{',
	'[]',
	'"text"',
	'{"id":"1"}',
	'{"name":"resource.error","data":{"error":"invalid character"}}',
	'{"name":"resource.change","resourceType":"apps.deployment","data":"shop/web"}',
	'{"name":"resource.change","resourceType":"apps.deployment","data":{"id":7,"type":"apps.deployment"}}',
	'{"name":"resource.change","resourceType":"apps.deployment","data":{"id":"a/b","type":"apps.deployment","metadata":[]}}',
];

const normanMalformed = [
	'{',
	'[]',
	'"text"',
	'{"id":"1"}',
	'{"name":"resource.change","data":null}',
	'{"name":"resource.change","data":{"id":7,"type":"deployment"}}',
	'{"name":"resource.remove","data":{"id":"deployment:shop:web"}}',
	'{"name":"resource.change","data":{"id":"deployment:shop:web","type":"deployment","state":{}}}',
];

const staleFrame = (mark: string): string =>
	JSON.stringify({
		name: 'resource.change',
		resourceType: 'apps.deployment',
		revision: '17',
		data: {
			id: 'shop/web',
			type: 'apps.deployment',
			links: {},
			metadata: {
				name: 'web',
				namespace: 'shop',
				resourceVersion: '17',
				state: {name: 'updating', error: true, transitioning: false, message: mark},
			},
		},
	});

/** A Rancher 2 server for the contract: one that speaks both APIs, or (`steve: false`) only the management API. */
export const startRancher2 = async (options: Rancher2Options = {}): Promise<Arena> => {
	const server = await serveQuick(options);
	const speaksSteve = options.steve ?? true;
	const [pod] = server.world.list('pod');
	const isSubscription = at(/\/subscribe$/, {upgrade: true});
	return {
		server,
		config: configFor(server),
		open: config => openRancher2(config, quick),
		openImpatient: config => openRancher2(config, impatient),
		wrongCredentials: {type: 'bearer', token: 'token-nobody:wrong-secret'},
		secrets: [server.token.secret],
		isStream: isSubscription,
		isListing: at(/\/(?:apps\.)?deployments$/, {method: 'GET', upgrade: false}),
		subject: rowKey,
		kind: 'deployment',
		otherKind: 'service',
		mark: mark => void server.world.change(deployment, {failing: mark}),
		markOf: resource => resource.message ?? '',
		add() {
			const {fields} = server.world.get(deployment);
			server.world.add({
				id: `${cluster}:shop/web-99`,
				type: 'apps.deployment',
				scope: cluster,
				fields: {...fields, name: 'web-99', created: server.world.clock.now()},
			});
			return `prod/${cluster}/deployment/shop/web-99`;
		},
		remove: key => server.world.remove(`apps.deployment/${cluster}:${key.split('/deployment/')[1] ?? ''}`),
		cutList,
		malformed: speaksSteve ? steveMalformed : normanMalformed,
		stale: speaksSteve ? staleFrame : null,
		expire() {
			server.tokens.revoke(server.token.name);
			return () => server.tokens.add(server.token);
		},
		action: {
			name: 'scale',
			input: {scale: 3},
			isDone: ({state, cells}) => state === 'active' && cells.READY === '3/3',
		},
		refuse() {
			server.lock(deployment);
			return /Cannot scale deployment shop\/web.*modified.*try again/;
		},
		log: {
			of: `prod/${cluster}/pod/${pod?.id.split(':')[1] ?? ''}`,
			write: text => server.log(pod?.key ?? '', text),
			isStream: (request: DemoRequest) => request.url.pathname.endsWith('/log'),
		},
	};
};
