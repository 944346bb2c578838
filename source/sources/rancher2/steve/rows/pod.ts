import type {JsonObject} from '../../../../model/json-object.js';
import {mapOf, mapsOf, textOf} from '../../../requests/json-fields.js';
import type {Container} from '../../rows/container-state.js';
import type {PodFacts} from '../../rows/pod-state.js';

// Where a pod keeps its containers and their statuses; those that it is there for come first.
const places = [
	['main', 'containers', 'containerStatuses'],
	['init', 'initContainers', 'initContainerStatuses'],
	['ephemeral', 'ephemeralContainers', 'ephemeralContainerStatuses'],
] as const;

const none: readonly JsonObject[] = [];
const unreported: JsonObject = {};

const mapsIn = (map: JsonObject, name: string): readonly JsonObject[] =>
	map[name] === undefined ? none : mapsOf(map, name);

const readFacts = (object: JsonObject): PodFacts => {
	const status = mapOf(object, 'status');
	const spec = mapOf(object, 'spec');
	const containers: Container[] = [];
	for (const [role, specs, statuses] of places) {
		const reported = mapsIn(status, statuses);
		const listed = mapsIn(spec, specs);
		// A specification can be missing from an answer; then the statuses name the containers.
		for (const each of listed.length > 0 ? listed : reported) {
			const name = textOf(each, 'name');
			if (name === null) continue;
			const isSidecar = role === 'init' && each.restartPolicy === 'Always';
			const own = reported.find(one => one.name === name) ?? unreported;
			const resources = mapOf(each, 'resources');
			containers.push({name, image: textOf(each, 'image'), role, isSidecar, resources, status: own});
		}
	}

	return {status, containers, resources: mapOf(spec, 'resources')};
};

// A row asks for them several times in a row.
let last: {readonly object: JsonObject; readonly facts: PodFacts} | null = null;

/** All containers of a pod with their statuses (kubernetes core/v1 Pod). */
export const podFacts = (object: JsonObject): PodFacts => {
	if (last?.object !== object) last = {object, facts: readFacts(object)};
	return last.facts;
};
