import type {Finding} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {cause, titleOf} from '../../explain/finding.js';
import type {Scene} from '../../explain/scene.js';
import {mapOf, mapsOf, textOf, timeOf} from '../../requests/json-fields.js';
import {isUnschedulable} from '../rows/pod-state.js';

/** The claims on volumes that a pod which no node takes refers to, as far as is needed to ask for them. */
export const claimsOf = (pod: Resource, object: JsonObject): readonly Resource[] => {
	if (!isUnschedulable(mapOf(object, 'status'))) return [];
	const [namespace = ''] = pod.id.split('/');
	const [source = '', scope = ''] = pod.key.split('/', 2);
	return mapsOf(mapOf(object, 'spec'), 'volumes').flatMap(volume => {
		const name = textOf(mapOf(volume, 'persistentVolumeClaim'), 'claimName');
		if (name === null) return [];
		const id = `${namespace}/${name}`;
		const kind = 'persistentvolumeclaim';
		return [{...pod, kind, id, name: id, key: `${source}/${scope}/${kind}/${id}`}];
	});
};

/** What is known of the claims that a pod waits for: those without a volume. */
export const claimFindings = (scene: Scene, pod: Resource, object: JsonObject): readonly Finding[] =>
	claimsOf(pod, object).flatMap(claim => {
		const answer = scene.answer(claim.key, 'object');
		const phase = answer && textOf(mapOf(answer, 'status'), 'phase');
		if (answer === null || phase === null || phase === 'Bound') return [];
		const since = timeOf(mapOf(answer, 'metadata'), 'creationTimestamp');
		const storage = textOf(mapOf(answer, 'spec'), 'storageClassName');
		const from = storage === null ? '' : ` of storage class ${storage}`;
		return [cause(claim, `${titleOf(claim)} is ${phase.toLowerCase()}: it has no volume${from}`, {since})];
	});
