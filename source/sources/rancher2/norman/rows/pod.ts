import type {JsonObject} from '../../../../model/json-object.js';
import {mapOf, mapsOf, textOf} from '../../../requests/json-fields.js';
import type {Container} from '../../rows/container-state.js';
import type {PodFacts} from '../../rows/pod-state.js';

/** All containers of a pod with their statuses. The management API keeps init containers among the others. */
export const podFacts = (object: JsonObject): PodFacts => {
	const status = mapOf(object, 'status');
	const statuses = ['containerStatuses', 'initContainerStatuses'].flatMap(name => mapsOf(status, name));
	const byName = new Map(statuses.map(each => [each.name, each]));
	const containers = mapsOf(object, 'containers').flatMap((container): readonly Container[] => {
		const name = textOf(container, 'name');
		if (name === null) return [];
		const role = container.initContainer === true ? 'init' : 'main';
		const isSidecar = role === 'init' && container.restartPolicy === 'Always';
		const [image, resources] = [textOf(container, 'image'), mapOf(container, 'resources')];
		return [{name, image, role, isSidecar, resources, status: byName.get(name) ?? {}}];
	});
	const rank = ({role}: Container) => (role === 'main' ? 0 : 1);
	return {status, resources: {}, containers: [...containers].sort((one, other) => rank(one) - rank(other))};
};
