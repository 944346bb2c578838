import {ProtocolError} from '../../model/errors.ts';
import type {Resource} from '../../model/resource.ts';
import type {Driver, DriverOptions} from '../rancher2/driver.ts';
import {objectPath} from '../rancher2/path.ts';
import {actOn} from './act.ts';
import {steveBase} from './api.ts';
import {formOf} from './form.ts';
import {objectOf, type SteveObject} from './frames.ts';
import {SteveWatch} from './watch.ts';

/**
 * One scope of a Rancher 2 server by its Kubernetes API: a cluster, or the clusters themselves, which the management
 * server's own Steve reports.
 */
export const createSteve = (options: DriverOptions): Driver => {
	const {urgent: api, scope} = options;
	const base = steveBase(scope.cluster === null ? null : scope.id);
	const adapter = new SteveWatch(options, base);

	const pathOf = ({kind, id}: Resource): string => {
		const plural = adapter.catalogue.byKind.get(kind)?.plural ?? `${kind}s`;
		return objectPath(`${base}/${plural}`, id);
	};

	const read = async (resource: Resource, signal: AbortSignal): Promise<SteveObject> => {
		const attempted = `Cannot read ${resource.kind} ${resource.name}`;
		const object = objectOf(await api.call({path: pathOf(resource), attempted, signal}));
		if (typeof object !== 'string') return object;
		throw new ProtocolError({attempted, target: api.url, answer: object});
	};

	return {
		adapter,
		form: (resource, action, signal) =>
			formOf(api, base, resource, action.name, () => read(resource, signal), signal),
		act: (request, signal) =>
			actOn(request, {
				api,
				base,
				read: () => read(request.resource, signal),
				signal,
			}),
		object: read,
	};
};
