import {mapOf, mapsOf, textOf, type WireMap} from '../../../requests/wire-map.js';
import type {Container} from '../../rows/container-state.js';
import type {PodFacts} from '../../rows/pod-state.js';

// Where a pod keeps its containers and their statuses; those that it is there for come first.
const places = [
	['main', 'containers', 'containerStatuses'],
	['init', 'initContainers', 'initContainerStatuses'],
	['ephemeral', 'ephemeralContainers', 'ephemeralContainerStatuses'],
] as const;

/** All containers of a pod with their statuses (kubernetes core/v1 Pod). */
export const podFacts = (object: WireMap): PodFacts => {
	const status = mapOf(object, 'status');
	const containers = places.flatMap(([role, specs, statuses]) => {
		const reported = mapsOf(status, statuses);
		const byName = new Map(reported.map(each => [each.name, each]));
		const listed = mapsOf(mapOf(object, 'spec'), specs);
		// A specification can be missing from an answer; then the statuses name the containers.
		return (listed.length > 0 ? listed : reported).flatMap((spec): readonly Container[] => {
			const name = textOf(spec, 'name');
			if (name === null) return [];
			const isSidecar = role === 'init' && spec.restartPolicy === 'Always';
			return [{name, image: textOf(spec, 'image'), role, isSidecar, status: byName.get(name) ?? {}}];
		});
	});
	return {status, containers};
};
