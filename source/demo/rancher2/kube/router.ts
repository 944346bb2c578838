import type {Answer, DemoRequest} from '../../serve/serve.js';
import type {ClusterRoute} from '../steve/route.js';
import type {Logs} from '../streams/logs.js';
import {json, plain, statusError} from '../wire/answers.js';
import {proxyOutage} from '../wire/outage.js';
import {kubeCreate} from './create.js';
import {kubeDiscovery} from './discovery.js';
import {evict} from './eviction.js';
import {kubeList} from './list.js';
import {kubeMetrics, type Metrics} from './metrics.js';
import {kubeObject} from './object.js';
import {idIn, type KubePath, kubePath} from './path.js';
import {kubeRemove} from './remove.js';
import {kubeWrite} from './write.js';

/** What Kubernetes' own API of a cluster is made of. */
type KubeRoute = ClusterRoute & {
	readonly logs: Logs;
	/** True where this caller may not list this across all namespaces. */
	readonly isUnlisted: (resource: string) => boolean;
	readonly metrics: Metrics;
};

const version = {major: '1', minor: '33', gitVersion: 'v1.33.4+rke2r1', platform: 'linux/amd64'};

const unknown = (): Answer =>
	statusError(404, 'NotFound', 'the server could not find the requested resource');

const notAllowed = (): Answer =>
	statusError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');

const forbidden = (resource: string): Answer =>
	statusError(403, 'Forbidden', `${resource} is forbidden: User "u-demo" cannot list resource "${resource}"`);

const collection = (route: KubeRoute, path: KubePath, request: DemoRequest): Answer => {
	const {schema, namespace} = path;
	if (!schema) return unknown();
	if (request.method === 'POST') return kubeCreate(route, schema, namespace, request);
	if (request.method !== 'GET') return notAllowed();
	if (namespace === '' && route.isUnlisted(schema.resource)) return forbidden(schema.resource);
	return kubeList(route, path, schema, request);
};

const single = (route: KubeRoute, path: KubePath, request: DemoRequest): Answer => {
	const {schema, subresource, name, resource} = path;
	const found = schema && route.hub.find(route.cluster, schema.id, idIn(path));
	if (!schema) return unknown();
	if (!found) return statusError(404, 'NotFound', `${resource} "${name}" not found`);
	if (subresource === 'log' && schema.id === 'pod') return route.logs.answer(found.entity, request);
	if (subresource === 'eviction' && schema.id === 'pod')
		return request.method === 'POST' ? evict(route, found.entity, request) : notAllowed();
	if (subresource !== '') return unknown();
	if (request.method === 'GET') return json(200, kubeObject(route, found));
	if (request.method === 'PUT' || request.method === 'PATCH') return kubeWrite(route, found, request);
	return request.method === 'DELETE' ? kubeRemove(route, found, request) : notAllowed();
};

/** Answers a request to Kubernetes' own API of a cluster: `/version`, `/api…`, `/apis…`. */
export const routeKube = (route: KubeRoute, path: readonly string[], request: DemoRequest): Answer => {
	const [root = ''] = path;
	if (root !== 'api' && root !== 'apis' && root !== 'version') return plain(404, '404 page not found\n');
	if (route.isOut) return proxyOutage();
	if (root === 'version') return json(200, version);
	if (path[1] === 'metrics.k8s.io')
		return kubeMetrics(route, route.metrics.of(route.cluster), path, request, route.isUnlisted);
	const discovered = kubeDiscovery(route.cluster, path);
	if (discovered) return discovered;
	const parsed = kubePath(path);
	return parsed.name === '' ? collection(route, parsed, request) : single(route, parsed, request);
};
