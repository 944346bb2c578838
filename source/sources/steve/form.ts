import type {Field} from '../../model/action.ts';
import type {Resource} from '../../model/resource.ts';
import type {Api} from '../rancher2/api.ts';
import {revisionFields, scaleField} from '../rancher2/form.ts';
import {type Revision, revisionList} from '../rancher2/revisions.ts';
import {mapOf, mapsOf, numberOf, textOf, type WireMap} from '../wire-map.ts';
import {listAll} from './api.ts';
import type {SteveObject} from './frames.ts';

/** An earlier template of a deployment. */
export type KeptRevision = Revision & {readonly template: WireMap};

const annotationsOf = (object: WireMap): WireMap => mapOf(mapOf(object, 'metadata'), 'annotations');

/** The templates that a deployment can go back to, newest first: its replica sets keep them. */
export const revisionsOf = async (
	api: Api,
	base: string,
	deployment: SteveObject,
	signal: AbortSignal,
): Promise<readonly KeptRevision[]> => {
	const metadata = mapOf(deployment, 'metadata');
	const path = `${base}/apps.replicasets/${textOf(metadata, 'namespace') ?? ''}`;
	const sets: SteveObject[] = [];
	await listAll(
		{api, path, noun: 'replica sets', namespaced: true, signal},
		{objects: objects => void sets.push(...objects), fault: () => undefined},
	);
	const kept = sets
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
	if (action === 'scale') return [scaleField(numberOf(mapOf(await read(), 'spec'), 'replicas'))];
	if (action !== 'rollback' || kind !== 'deployment') return [];
	return revisionFields(await revisionsOf(api, base, await read(), signal));
};
