import {ServerError, UsageError} from '../../../model/errors.js';
import type {Resource} from '../../../model/resource.js';
import {createKube} from '../kube/api.js';
import type {Driver, DriverOptions} from '../watch/driver.js';
import type {Api} from '../wire/api.js';
import {objectPath} from '../wire/path.js';
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

/** Acts by the management API on what `read` reads. `rootOf`: the part of the API that a row is in. */
const deedsBy = (
	api: Api,
	rootOf: (resource: Resource) => string,
	read: (resource: Resource, signal: AbortSignal) => ReturnType<typeof readObject>,
): Pick<Driver, 'form' | 'act'> => ({
	async form(resource, action, signal) {
		const {formOf} = await import('./act/form.js');
		return formOf(api, rootOf(resource), action.name, () => read(resource, signal), signal);
	},
	async act(request, signal) {
		const {actOn} = await import('./act/act.js');
		return actOn(request, {api, read: () => read(request.resource, signal), signal});
	},
});

/** One scope of a Rancher 2 server by its management API: a cluster of an old server, or the clusters themselves. */
export const createNorman = (options: DriverOptions): Driver => {
	const {urgent: api} = options;
	const read = (resource: Resource, signal: AbortSignal) =>
		readObject(api, pathOf(resource).path, `${resource.kind} ${resource.name}`, signal);
	const isManagement = options.scope.cluster === null;
	const kubeObject: Driver['kubeObject'] = async ({kind, scope, name}, signal) => {
		if (isManagement)
			throw new UsageError(`Clusters and projects are not in Kubernetes' own API of a cluster`);
		const {discoverType} = await import('../kube/discovery.js');
		return {cluster: scope, type: await discoverType(api, scope, kind, signal), id: name};
	};
	const kube = createKube(api, kubeObject);
	return {
		adapter: new NormanWatch(options),
		...deedsBy(api, resource => pathOf(resource).root, read),
		object: read,
		kubeObject,
		native: (resource, signal) => (isManagement ? read(resource, signal) : kube.read(resource, signal)),
		find: async (wanted, signal) =>
			(await import('../kube/find.js')).findByKube(api, kube, options.scope.id, wanted, signal),
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
	return deedsBy(
		api,
		() => '/v3',
		({kind, name}, signal) => readObject(api, path, `${kind} ${name}`, signal),
	);
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
