import {mapOf, mapsOf, textOf} from '../../../requests/json-fields.js';
import {type Revision, revisionList} from '../../act/revisions.js';
import type {Api} from '../../wire/api.js';
import type {NormanObject} from '../wire/frames.js';

/** An earlier template of a deployment, by the id of the replica set that keeps it. */
type KeptRevision = Revision & {readonly id: string};

/** The templates that a deployment can go back to, newest first. Rejects with the errors of `Api.call`. */
export const revisionsOf = async (
	api: Api,
	deployment: NormanObject,
	signal: AbortSignal,
): Promise<readonly KeptRevision[]> => {
	const link = textOf(mapOf(deployment, 'links'), 'revisions');
	if (link === null) return [];
	const body = await api.call({path: link, attempted: 'Cannot list revisions', signal});
	const kept = mapsOf(body, 'data').flatMap(set => {
		const id = textOf(set, 'id');
		const annotations = mapOf(set, 'workloadAnnotations');
		return id === null ? [] : {id, annotations, containers: mapsOf(set, 'containers')};
	});
	return revisionList(kept, mapOf(deployment, 'workloadAnnotations'));
};
