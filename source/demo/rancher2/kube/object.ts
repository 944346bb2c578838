import {isObject} from '../../../model/json-object.js';
import {numberOf} from '../../world/json-values.js';
import type {Fields, Json} from '../../world/world.js';
import {type Appearance, written} from '../steve/render.js';
import type {ClusterRoute} from '../steve/route.js';

// What Steve adds to the metadata of an object.
const ofSteve: ReadonlySet<string> = new Set(['fields', 'relationships', 'state']);

const metadataOf = (metadata: Json | undefined, {entity}: Appearance): Fields => {
	const entries = Object.entries(isObject(metadata) ? metadata : {}).filter(([name]) => !ofSteve.has(name));
	return {
		...Object.fromEntries(entries),
		generation: numberOf(entity.fields.generation) || 1,
		managedFields: [{manager: 'kubectl', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1'}],
	};
};

// Steve flags conditions, and puts a line before fields that clash with its own (`steve README.md`).
const plainConditions = (status: Json): Json =>
	isObject(status) && Array.isArray(status.conditions)
		? {
				...status,
				conditions: status.conditions.map((condition: Json) =>
					isObject(condition)
						? Object.fromEntries(
								Object.entries(condition).filter(([name]) => name !== 'error' && name !== 'transitioning'),
							)
						: condition,
				),
			}
		: status;

/** An object as Kubernetes itself writes it (test/fixtures/rancher2/more/*.raw.http). */
export const kubeObject = ({hub, fleet}: ClusterRoute, appearance: Appearance): Fields => {
	const {id, type, links, apiVersion, kind, metadata, _type, status, ...rest} = written(
		appearance,
		hub.versionOf(appearance),
		fleet.world,
		'',
	);
	return {
		kind: kind ?? null,
		apiVersion: apiVersion ?? null,
		metadata: metadataOf(metadata, appearance),
		...rest,
		...(_type !== undefined && {type: _type}),
		...(status !== undefined && {status: plainConditions(status)}),
	};
};
