import {ProtocolError, UsageError} from '../../../model/errors.js';
import type {Resource} from '../../../model/resource.js';
import {createKube} from '../kube/api.js';
import type {Driver, DriverOptions} from '../watch/driver.js';
import {objectPath} from '../wire/path.js';
import {webAddressOf} from './rows/web-address.js';
import {SteveWatch} from './watch/watch.js';
import {steveBase} from './wire/api.js';
import {objectOf, type SteveObject} from './wire/frames.js';

/**
 * One scope of a Rancher 2 server by its Kubernetes API: a cluster, or the clusters themselves, which the management
 * server's own Steve reports.
 */
export const createSteve = (options: DriverOptions): Driver => {
	const {urgent: api, scope} = options;
	const base = steveBase(scope.cluster === null ? null : scope.id);
	const adapter = new SteveWatch(options, base);

	const collectionOf = (kind: string): string =>
		`${base}/${adapter.catalogue.byKind.get(kind)?.plural ?? `${kind}s`}`;

	const pathOf = ({kind, id}: Resource): string => objectPath(collectionOf(kind), id);

	const read = async (resource: Resource, signal: AbortSignal): Promise<SteveObject> => {
		const attempted = `Cannot read ${resource.kind} ${resource.name}`;
		const object = objectOf(await api.call({path: pathOf(resource), attempted, signal}));
		if (typeof object !== 'string') return object;
		throw new ProtocolError({attempted, target: api.url, answer: object});
	};

	const kubeObject: Driver['kubeObject'] = async ({kind, id}) => {
		const type = adapter.catalogue.byKind.get(kind)?.native;
		if (type) return {cluster: scope.cluster === null ? 'local' : scope.id, type, id};
		throw new UsageError(`Kubernetes' own API has no kind ${kind}`);
	};
	const kube = createKube(api, kubeObject);

	return {
		adapter,
		async form(resource, action, signal) {
			const {formOf} = await import('./act/form.js');
			return formOf(api, base, resource, action.name, () => read(resource, signal), signal);
		},
		async act(request, signal) {
			const {actOn} = await import('./act/act.js');
			return actOn(request, {api, kube, base, read: () => read(request.resource, signal), signal});
		},
		object: read,
		native: read,
		kubeObject,
		find: async (wanted, signal) =>
			(await import('./wire/find.js')).find(api, collectionOf(wanted.kind), wanted, signal),
		webAddress: (resource, origin) => webAddressOf(resource, adapter.catalogue, origin),
	};
};
