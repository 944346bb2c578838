import type {Field} from '../../../../model/action.js';
import type {JsonObject} from '../../../../model/json-object.js';
import type {Resource} from '../../../../model/resource.js';
import {scaleField} from '../../../act/form.js';
import {mapOf, mapsOf, numberOf, textOf} from '../../../requests/json-fields.js';
import {revisionFields} from '../../act/form.js';
import {type Revision, revisionList} from '../../act/revisions.js';
import type {Api} from '../../wire/api.js';
import type {SteveObject} from '../wire/frames.js';
import {listAll} from '../wire/listing.js';

/** An earlier template of a deployment. */
type KeptRevision = Revision & {readonly template: JsonObject};

const annotationsOf = (object: JsonObject): JsonObject => mapOf(mapOf(object, 'metadata'), 'annotations');

/** The templates that a deployment can go back to, newest first: its replica sets keep them. */
export const revisionsOf = async (
	api: Api,
	base: string,
	deployment: SteveObject,
	signal: AbortSignal,
): Promise<readonly KeptRevision[]> => {
	const metadata = mapOf(deployment, 'metadata');
	const path = `${base}/apps.replicasets/${textOf(metadata, 'namespace') ?? ''}`;
	const sets = new Map<string, SteveObject>();
	await listAll(
		{api, path, noun: 'replica sets', namespaced: true, signal},
		{
			objects(objects) {
				for (const object of objects) sets.set(object.id, object);
			},
			fault: () => undefined,
		},
	);
	const kept = [...sets.values()]
		.filter(set =>
			mapsOf(mapOf(set, 'metadata'), 'ownerReferences').some(
				owner => owner.kind === 'Deployment' && owner.name === metadata.name,
			),
		)
		.map(set => {
			const template = mapOf(mapOf(set, 'spec'), 'template');
			const containers = mapsOf(mapOf(template, 'spec'), 'containers');
			return {annotations: annotationsOf(set), containers, template};
		});
	return revisionList(kept, annotationsOf(deployment));
};

/** The inputs of an action on an object. */
export const formOf = async (
	api: Api,
	base: string,
	{kind}: Resource,
	action: string,
	read: () => Promise<SteveObject>,
	signal: AbortSignal,
): Promise<readonly Field[]> => {
	if (action === 'scale') return [scaleField(numberOf(mapOf(await read(), 'spec'), 'replicas'), 'pods')];
	if (action !== 'rollback' || kind !== 'deployment') return [];
	return revisionFields(await revisionsOf(api, base, await read(), signal));
};
