import type {Field} from '../../model/action.ts';
import type {Resource} from '../../model/resource.ts';
import type {Api} from '../rancher2/api.ts';
import {field, scaleField} from '../rancher2/form.ts';
import {mapOf, mapsOf, numberOf, textOf, type WireMap} from '../wire-map.ts';
import {listAll} from './api.ts';
import type {SteveObject} from './frames.ts';

/** An earlier template of a deployment. */
export type Revision = {readonly number: number; readonly label: string; readonly template: WireMap};

const revisionKey = 'deployment.kubernetes.io/revision';

const imagesOf = (template: WireMap): string =>
	mapsOf(mapOf(template, 'spec'), 'containers')
		.map(container => textOf(container, 'image') ?? '?')
		.join(' ');

const revisionNumber = (object: WireMap): number =>
	Number(textOf(mapOf(mapOf(object, 'metadata'), 'annotations'), revisionKey) ?? Number.NaN);

/** The templates that a deployment can go back to, newest first: its replica sets keep them. */
export const revisionsOf = async (
	api: Api,
	base: string,
	deployment: SteveObject,
	signal: AbortSignal,
): Promise<readonly Revision[]> => {
	const metadata = mapOf(deployment, 'metadata');
	const path = `${base}/apps.replicasets/${textOf(metadata, 'namespace') ?? ''}`;
	const sets: SteveObject[] = [];
	await listAll(
		{api, path, noun: 'replica sets', namespaced: true, signal},
		{objects: objects => void sets.push(...objects), fault: () => undefined},
	);
	const present = revisionNumber(deployment);
	return sets
		.filter(set =>
			mapsOf(mapOf(set, 'metadata'), 'ownerReferences').some(
				owner => owner.kind === 'Deployment' && owner.name === metadata.name,
			),
		)
		.map(set => {
			const template = mapOf(mapOf(set, 'spec'), 'template');
			const number = revisionNumber(set);
			return {number, label: `${number} (${imagesOf(template)})`, template};
		})
		.filter(({number}) => Number.isFinite(number) && number !== present)
		.sort((one, other) => other.number - one.number);
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
	const revisions = await revisionsOf(api, base, await read(), signal);
	const options = revisions.map(({label}) => label);
	return [
		field('revision', 'Revision', {type: 'choice', required: true, options, initial: options[0] ?? ''}),
	];
};
