import type {Field} from '../../../model/action.js';
import type {Resource} from '../../../model/resource.js';
import type {Source} from '../../../model/source.js';
import {portField} from '../../act/form.js';
import type {Kube} from '../kube/api.js';
import type {PodIndex} from '../rows/pod-index.js';
import type {Api} from '../wire/api.js';
import {connectToPod} from './pod-port.js';
import {chosenPod, declaredPorts} from './port-target.js';

/** The ports of rows. */
export type Ports = {
	/** The input of a forward: the port in the container, of which the declared ones are proposed. */
	readonly form: (resource: Resource, signal: AbortSignal) => Promise<readonly Field[]>;
	readonly connect: NonNullable<Source['connectPort']>;
};

/**
 * Opens nothing by itself.
 *
 * @param podsOf those of the row's cluster; throws where that is not followed
 */
export const createPorts = (api: Api, kube: Kube, podsOf: (resource: Resource) => PodIndex): Ports => ({
	async form(resource, signal) {
		const ports = await declaredPorts({kube, pods: podsOf(resource), resource, signal});
		const known = new Map(
			ports.map(({port, name}) => [port, name === '' ? String(port) : `${port} ${name}`]),
		);
		return [portField([...known.keys()], [...known.values()].join(', '))];
	},
	async connect(resource, port, output, signal) {
		const pod = await chosenPod({kube, pods: podsOf(resource), resource, signal});
		return connectToPod({api, cluster: resource.scope, ...pod, port, output, signal});
	},
});
