import type {Finding, ObservedRow} from '../../../model/explanation.js';
import type {JsonObject} from '../../../model/json-object.js';
import {cause, sign, titleOf} from '../../explain/finding.js';
import {isUnwell, type Scene} from '../../explain/scene.js';
import {mapOf, mapsOf, textOf, textsOf, timeOf} from '../../requests/json-fields.js';
import {quantityOf} from '../rows/quantity.js';
import {deletedAt} from '../steve/rows/since.js';
import {isDoomed, rowFindings} from './deletion.js';

// What keeps a namespace that is being deleted (kubernetes pkg/controller/namespace/deletion/status_condition_utils.go).
const remains: ReadonlyMap<string, string> = new Map([
	['NamespaceFinalizersRemaining', 'finalizers hold what is in #'],
	['NamespaceDeletionContentFailure', 'not all that is in # can be deleted'],
	['NamespaceDeletionDiscoveryFailure', 'what is in # cannot be found out: an API does not answer'],
	['NamespaceDeletionGroupVersionParsingFailure', 'what is in # cannot be found out'],
	['NamespaceContentRemaining', 'something is left in #'],
]);

const remainsFindings = ({resource, stuck}: ObservedRow, object: JsonObject): readonly Finding[] =>
	mapsOf(mapOf(object, 'status'), 'conditions').flatMap(condition => {
		const text = condition.status === 'True' ? remains.get(String(condition.type)) : undefined;
		if (text === undefined) return [];
		const make = condition.type === 'NamespaceContentRemaining' ? sign : cause;
		return [
			make(
				resource,
				text.replace('#', () => titleOf(resource)),
				{
					severity: stuck ? 'error' : 'warning',
					since: timeOf(condition, 'lastTransitionTime'),
					quotes: [textOf(condition, 'message') ?? ''],
				},
			),
		];
	});

// Kubernetes' own finalizer is in the specification of every namespace; those of others are with its metadata.
const finalizerFindings = ({resource, stuck}: ObservedRow, object: JsonObject): readonly Finding[] => {
	const metadata = mapOf(object, 'metadata');
	return textsOf(metadata, 'finalizers').map(finalizer =>
		cause(resource, `${titleOf(resource)} is held by the finalizer ${finalizer}`, {
			severity: stuck ? 'error' : 'warning',
			since: deletedAt(metadata),
		}),
	);
};

/** What is wrong with a namespace itself; what is in it has rows of its own. */
export const namespaceFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	if (!isUnwell(row)) return [];
	const object = scene.answer(row.resource.key, 'object');
	if (object === null || !isDoomed(object)) return rowFindings(row);
	const found = [...finalizerFindings(row, object), ...remainsFindings(row, object)];
	return found.length > 0 ? found : rowFindings(row);
};

type Used = {readonly name: string; readonly used: string; readonly hard: string};

const usedUp = (quota: JsonObject): readonly Used[] => {
	const status = mapOf(quota, 'status');
	const hard = mapOf(status, 'hard');
	return Object.keys(hard).flatMap(name => {
		const limit = textOf(hard, name);
		const used = textOf(mapOf(status, 'used'), name);
		const [most, now] = [quantityOf(limit), quantityOf(used)];
		const isFull = most !== null && now !== null && now >= most && most > 0;
		return isFull && limit !== null && used !== null ? [{name, used, hard: limit}] : [];
	});
};

/** The quotas of the row's namespace that are used up. */
export const quotaFindings = (scene: Scene, row: ObservedRow): readonly Finding[] => {
	const {key, health} = row.resource;
	const severity = health === 'error' ? 'error' : 'warning';
	return scene.answers(key, 'quotas').flatMap(quota => {
		const metadata = mapOf(quota, 'metadata');
		const name = textOf(metadata, 'name') ?? 'quota';
		const namespace = textOf(metadata, 'namespace') ?? '';
		const quoted = usedUp(quota).map(one => `${one.name}: ${one.used} of ${one.hard}`);
		if (quoted.length === 0) return [];
		const cluster = key.split('/', 2).join('/');
		const id = `${namespace}/${name}`;
		const own = {key: `${cluster}/resourcequota/${id}`, kind: 'resourcequota', name: id};
		return [cause(own, `the quota ${id} is used up`, {severity, quotes: [quoted.join(', ')]})];
	});
};
