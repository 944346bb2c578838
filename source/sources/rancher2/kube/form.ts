import type {Field} from '../../../model/action.js';
import {UsageError} from '../../../model/errors.js';
import type {Resource} from '../../../model/resource.js';
import {field} from '../../act/form.js';
import {workloadKinds} from '../rows/kinds.js';
import type {Kube} from './api.js';
import {containersOf} from './containers.js';

/** What happens to what a removed object owns, as kubectl calls it. */
export const cascades = ['background', 'foreground', 'orphan'] as const;

const cascadeField = field('cascade', 'Cascade', {
	type: 'choice',
	options: cascades,
	initial: 'background',
	description: 'background: what it owns goes after it; foreground: before it; orphan: it stays',
});

const graceField = field('grace', 'Grace period', {
	type: 'integer',
	minimum: 0,
	description: 'Seconds to stop in; empty: as the pod says; 0: removed by force',
});

const imageFields = async (
	kube: Kube,
	resource: Resource,
	signal: AbortSignal,
): Promise<readonly Field[]> => {
	const containers = containersOf(await kube.read(resource, signal));
	if (containers.length === 0) throw new UsageError('it has no containers');
	return containers.map(({name, image, list}) =>
		field(name, list === 'initContainers' ? `${name} (init)` : name, {
			initial: image,
			description: `Image of the ${list === 'initContainers' ? 'init container' : 'container'} ${name}`,
		}),
	);
};

/** The inputs of an action by Kubernetes' own API; null where that is not asked for them. */
export const kubeForm = async (
	kube: Kube,
	resource: Resource,
	action: string,
	signal: AbortSignal,
): Promise<readonly Field[] | null> => {
	if (action === 'image') return imageFields(kube, resource, signal);
	if (action === 'remove' && workloadKinds.has(resource.kind)) return [cascadeField];
	return action === 'remove' && resource.kind === 'pod' ? [graceField] : null;
};
