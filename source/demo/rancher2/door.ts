import type {Answer, Connected, DemoRequest} from '../serve/serve.js';
import type {Fleet} from './fleet/fleet.js';
import {keyOf} from './fleet/fleet.js';
import type {Metrics} from './kube/metrics.js';
import {forwardPorts} from './kube/port-forward.js';
import {routeKube} from './kube/router.js';
import {replace} from './kube/write.js';
import {placeOf, routeNorman} from './norman/router.js';
import type {Subscriptions} from './norman/subscribe.js';
import type {Hub} from './steve/hub.js';
import type {SteveRoute} from './steve/route.js';
import {routeSteve} from './steve/router.js';
import type {SteveSockets} from './steve/subscribe.js';
import type {Logs} from './streams/logs.js';
import {serveShell} from './streams/shell.js';
import type {Accounts, Token} from './wire/accounts.js';
import {empty, json, mustAuthenticate, plain, routerError, statusError} from './wire/answers.js';
import {identityAnswer} from './wire/identity.js';
import type {MetaProxy} from './wire/meta-proxy.js';
import {proxyOutage} from './wire/outage.js';

/** What the door leads to. */
export type House = {
	readonly fleet: Fleet;
	readonly hub: Hub;
	readonly accounts: Accounts;
	readonly logs: Logs;
	readonly metaProxy: MetaProxy;
	readonly metrics: Metrics;
	/** As the setting `server-version` has it. */
	readonly version: string;
	/** The Steve of each cluster that has one. */
	readonly steves: ReadonlyMap<string, {readonly sockets: SteveSockets; readonly sqlCache: boolean}>;
	readonly subscriptions: Subscriptions;
	/** Clusters whose agent is away. */
	readonly away: ReadonlySet<string>;
	readonly hidden: ReadonlySet<string>;
	readonly isLocked: (key: string) => boolean;
	/** Clusters whose apiserver is away behind an agent that is not. */
	readonly out: ReadonlySet<string>;
	/** True where this caller may not list this through the proxy, across all namespaces. */
	readonly isUnlisted: (resource: string) => boolean;
};

const partsOf = ({url}: DemoRequest): readonly string[] => url.pathname.split('/').filter(Boolean);

/** Requests that need no login (`rancher pkg/multiclustermanager/routes.go`). */
const open = ({url}: DemoRequest, version: string): Answer | undefined => {
	if (url.pathname === '/ping') return plain(200, 'pong');
	if (url.pathname === '/rancherversion')
		return json(200, {Version: version, GitCommit: 'demo', RancherPrime: 'false'});
	if (url.pathname === '/v3/settings/cacerts')
		return json(200, {id: 'cacerts', type: 'setting', baseType: 'setting', value: ''});
	if (url.pathname === '/')
		return json(200, {type: 'collection', links: {self: url.origin}, data: [{id: 'v3', type: 'apiVersion'}]});
	return undefined;
};

const isDenied = (token: Token, cluster: string): boolean => token.denied.includes(cluster);

// A token of one cluster is good for that one only; for everything else it is not valid.
const tokenFor = (house: House, request: DemoRequest, cluster: string | null): Token | null => {
	const token = house.accounts.tokenOf(request);
	return token && (token.cluster === null || token.cluster === cluster) ? token : null;
};

const routeOf = (house: House, cluster: string): SteveRoute | undefined => {
	const steve = house.steves.get(cluster);
	const {hub, fleet, isLocked, hidden, out} = house;
	if (!steve) return undefined;
	const route = {hub, fleet, cluster, sqlCache: steve.sqlCache, isLocked, hidden, isOut: out.has(cluster)};
	return {...route, replace: (appearance, body) => replace(route, appearance, body)};
};

/** Kubernetes' own API, by way of the proxy. */
const kube = (house: House, cluster: string, path: readonly string[], request: DemoRequest): Answer => {
	const {hub, fleet, isLocked, hidden, isUnlisted, logs, metrics} = house;
	const isOut = house.out.has(cluster);
	const route = {hub, fleet, cluster, sqlCache: true, isLocked, hidden, isOut, isUnlisted, logs, metrics};
	return routeKube(route, path, request);
};

/** What is refused of a cluster before its own servers are asked. */
const refusal = (house: House, token: Token, cluster: string): Answer | undefined => {
	if (isDenied(token, cluster)) return empty(401);
	if (!house.fleet.world.find(`management.cattle.io.cluster/${cluster}`))
		return routerError(404, 'NotFound', 'No cluster available');
	return house.away.has(cluster)
		? plain(503, `lost connection to cluster: failed to find Session for client ${cluster}`)
		: undefined;
};

const clusterAnswer = (
	house: House,
	cluster: string,
	path: readonly string[],
	request: DemoRequest,
): Answer => {
	if (path[0] !== 'v1') return kube(house, cluster, path.map(decodeURIComponent), request);
	const route = routeOf(house, cluster);
	// A cluster whose agent has no Steve yet sends everything to Kubernetes itself.
	if (!route) return plain(404, '404 page not found\n');
	return routeSteve(route, path.slice(1), request);
};

/** Answers a request. */
export const answer = (house: House, request: DemoRequest): Answer | Promise<Answer> => {
	const [first = '', second = '', third = '', ...rest] = partsOf(request);
	const free = open(request, house.version) ?? house.accounts.login(request);
	if (free) return free;
	const cluster = first === 'k8s' && second === 'clusters' ? third : null;
	const token = tokenFor(house, request, cluster);
	if (!token) return mustAuthenticate();
	if (cluster !== null) return refusal(house, token, cluster) ?? clusterAnswer(house, cluster, rest, request);
	const path = partsOf(request).slice(1);
	if (first === 'v3' && second === 'tokens' && request.url.searchParams.get('action') === 'logout') {
		house.accounts.revoke(token.name);
		return empty(200);
	}

	const {find} = house.accounts;
	const identity = identityAnswer(request, {presented: token, find, clock: house.fleet.world.clock});
	if (identity) return identity;
	if (first === 'meta' && second === 'proxy') return house.metaProxy.answer(request);
	if (first === 'v3' && second === 'cloudcredentials') return house.metaProxy.credential(third);
	if (request.url.pathname === '/v3/settings/server-version')
		return json(200, {id: 'server-version', type: 'setting', baseType: 'setting', value: house.version});
	if (first === 'v3') {
		const {fleet, isLocked, out} = house;
		const isOut = (each: string) => out.has(each);
		return routeNorman({fleet, isLocked, isOut, isDenied: each => isDenied(token, each)}, path, request);
	}

	if (first === 'v1' || first === 'api' || first === 'apis' || first === 'version')
		return clusterAnswer(house, 'local', partsOf(request), request);
	return {
		status: 404,
		headers: {'Content-Type': 'text/html'},
		body: '<html><head><title>Rancher</title></head></html>',
	};
};

// What it does not translate itself (v5), the apiserver hands on to the kubelet as it came, which knows one format only.
const refusedFormat = ({headers}: DemoRequest): Answer | undefined => {
	const isTranslated = headers['sec-websocket-protocol']?.includes('v5.channel.k8s.io') === true;
	const {accept = '*/*'} = headers;
	if (isTranslated || accept.includes('*/*')) return undefined;
	return plain(406, '406: Not Acceptable\n\nAvailable representations: ');
};

const exec = (
	house: House,
	cluster: string,
	path: readonly string[],
	request: DemoRequest,
): Answer | Connected => {
	const {world} = house.fleet;
	const pod = world.find(keyOf(cluster, 'pod', `${path[3] ?? ''}/${path[5] ?? ''}`));
	if (house.out.has(cluster)) return proxyOutage();
	if (path[6] === 'portforward') return forwardPorts(request, {world, pod, name: path[5] ?? ''});
	if (path[6] !== 'exec' || !pod) return statusError(404, 'NotFound', `pods "${path[5] ?? ''}" not found`);
	if (pod.fields.status !== 'Running')
		return statusError(400, 'BadRequest', `pod ${path[5] ?? ''} does not run`);
	return refusedFormat(request) ?? (peer => serveShell(peer, pod));
};

/** Takes an upgrade, or refuses it. */
export const connect = (house: House, request: DemoRequest): Answer | Connected => {
	const [first = '', second = '', third = '', ...rest] = partsOf(request);
	const inCluster = first === 'k8s' && second === 'clusters';
	const token = tokenFor(house, request, inCluster ? third : null);
	if (!token) return mustAuthenticate();
	const refused = inCluster ? refusal(house, token, third) : undefined;
	if (refused) return refused;
	if (first === 'meta' && second === 'proxy') return house.metaProxy.connect(request);
	if (first === 'v3') {
		const {place, rest: left} = placeOf(partsOf(request).slice(1));
		if (left.at(-1) !== 'subscribe') return empty(404);
		const away = place.context !== 'global' && house.away.has(place.cluster);
		if (away) return plain(503, 'ClusterUnavailable');
		// The upgrade is taken; the watches behind it end at once.
		const isOut = house.out.has(place.context === 'global' ? 'local' : place.cluster);
		return isOut ? peer => peer.cut() : house.subscriptions.connect(place, request);
	}

	const cluster = inCluster ? third : 'local';
	const path = inCluster ? rest : partsOf(request);
	if (path[0] !== 'v1') return exec(house, cluster, path.map(decodeURIComponent), request);
	const steve = house.steves.get(cluster);
	return steve && path[1] === 'subscribe'
		? peer => steve.sockets.take(peer)
		: plain(404, '404 page not found\n');
};
