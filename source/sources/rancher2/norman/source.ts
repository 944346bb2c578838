import {ServerError, UsageError} from '../../../model/errors.js';
import type {Resource} from '../../../model/resource.js';
import {createKube} from '../kube/api.js';
import {discoverType} from '../kube/discovery.js';
import {findByKube} from '../kube/find.js';
import type {Driver, DriverOptions} from '../watch/driver.js';
import type {Api} from '../wire/api.js';
import {objectPath} from '../wire/path.js';
import {actOn} from './act/act.js';
import {formOf} from './act/form.js';
import {offeredFor} from './rows/actions.js';
import {byKind} from './rows/types.js';
import {webAddressOf} from './rows/web-address.js';
import {NormanWatch} from './watch/watch.js';
import {listAll, readObject} from './wire/api.js';

// Where rows of a kind are read one by one: the parts of the API have singular names too.
const pathOf = ({kind, id, parents, scope}: Resource): {readonly root: string; readonly path: string} => {
	const type = byKind.get(kind);
	const project = parents
		.find(key => key.includes('/project/'))
		?.split('/project/')[1]
		?.replace('/', ':');
	const cluster = `/v3/cluster/${scope}`;
	const roots = {global: '/v3', cluster, project: project === undefined ? cluster : `/v3/project/${project}`};
	const root = roots[type?.context ?? 'global'];
	return {root, path: objectPath(`${root}/${type?.plural ?? `${kind}s`}`, id)};
};

/** One scope of a Rancher 2 server by its management API: a cluster of an old server, or the clusters themselves. */
export const createNorman = (options: DriverOptions): Driver => {
	const {urgent: api} = options;
	const read = (resource: Resource, signal: AbortSignal) =>
		readObject(api, pathOf(resource).path, `${resource.kind} ${resource.name}`, signal);
	const isManagement = options.scope.cluster === null;
	const kubeObject: Driver['kubeObject'] = async ({kind, scope, name}, signal) => {
		if (isManagement)
			throw new UsageError(`Clusters and projects are not in Kubernetes' own API of a cluster`);
		return {cluster: scope, type: await discoverType(api, scope, kind, signal), id: name};
	};
	const kube = createKube(api, kubeObject);
	return {
		adapter: new NormanWatch(options),
		form: (resource, action, signal) =>
			formOf(api, pathOf(resource).root, action.name, () => read(resource, signal), signal),
		act: (request, signal) =>
			actOn(request, {
				api,
				read: () => read(request.resource, signal),
				signal,
			}),
		object: read,
		kubeObject,
		native: (resource, signal) => (isManagement ? read(resource, signal) : kube.read(resource, signal)),
		find: (wanted, signal) => findByKube(api, kube, options.scope.id, wanted, signal),
		webAddress: webAddressOf,
	};
};

/**
 * Acts on a node or a cluster that Steve reports, by way of the management API, which alone can drain a node.
 * `id` is by which that names it: `c-x:machine-y`.
 */
export const managementDriver = (
	api: Api,
	plural: 'nodes' | 'clusters',
	id: string,
): Pick<Driver, 'form' | 'act'> => {
	const path = objectPath(`/v3/${plural}`, id);
	const readAs =
		({kind, name}: Resource, signal: AbortSignal) =>
		() =>
			readObject(api, path, `${kind} ${name}`, signal);
	return {
		form: (resource, action, signal) => formOf(api, '/v3', action.name, readAs(resource, signal), signal),
		act: (request, signal) => actOn(request, {api, read: readAs(request.resource, signal), signal}),
	};
};

/** What the management API offers for each cluster, by the cluster's id; nothing where there is none. */
export const readClusterActions = async (
	api: Api,
	signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> => {
	const actions = new Map<string, readonly string[]>();
	try {
		await listAll({api, path: '/v3/clusters', noun: 'the actions of clusters', signal}, objects => {
			for (const object of objects) actions.set(object.id, offeredFor(object));
		});
	} catch (error) {
		if (!(error instanceof ServerError) || error.status >= 500) throw error;
	}

	return actions;
};
