import type {Action} from '../../../../model/action.js';
import type {JsonObject} from '../../../../model/json-object.js';
import {mapOf, textOf} from '../../../requests/json-fields.js';
import {kubeActions} from '../../kube/actions.js';
import {actionList, streamActions} from '../../rows/actions.js';
import type {SteveObject} from '../wire/frames.js';

/** A link of an object: missing or `blocked` where it is not permitted (steve pkg/resources/common/formatter.go). */
export const linkOf = (object: JsonObject, name: string): string | null => {
	const link = textOf(mapOf(object, 'links'), name);
	return link === 'blocked' ? null : link;
};

// What can be done by changing the object.
const byUpdate: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries<readonly string[]>({
		deployment: ['redeploy', 'scale', 'pause', 'rollback'],
		statefulset: ['redeploy', 'scale'],
		daemonset: ['redeploy'],
		replicaset: ['scale'],
		replicationcontroller: ['scale'],
		cronjob: ['suspend'],
	}),
);

const none: readonly string[] = [];

// Their answer is a document with secrets, or they want a whole one.
const unsuited = /^(?:generateKubeconfig|importYaml|exportYaml|apply|download|view|edit)/;

const holding = (object: SteveObject, kind: string, names: readonly string[]): readonly string[] => {
	const spec = mapOf(object, 'spec');
	const isHeld =
		(kind === 'deployment' && spec.paused === true) || (kind === 'cronjob' && spec.suspend === true);
	return isHeld ? names.map(name => (name === 'pause' || name === 'suspend' ? 'resume' : name)) : names;
};

/** What a row offers: what its links allow, and the server's own actions. Equal lists are the same array. */
export const actionsOf = (object: SteveObject, kind: string): readonly Action[] => {
	const may = linkOf(object, 'update') !== null;
	const mayRemove = linkOf(object, 'remove') !== null;
	const usual = byUpdate.get(kind) ?? none;
	const own = Object.keys(mapOf(object, 'actions')).filter(name => !unsuited.test(name));
	return actionList([
		...(may ? holding(object, kind, usual) : none),
		...streamActions(kind),
		...own,
		...kubeActions(kind, {update: may, remove: mayRemove}),
		...(mayRemove ? ['remove'] : none),
	]);
};

/** What a node offers: by changing it, and by way of the management server where that knows it. */
export const nodeActions = (
	may: boolean,
	isCordoned: boolean,
	drain: string | null,
	isManaged: boolean,
): readonly Action[] => {
	const turn = isCordoned ? 'uncordon' : 'cordon';
	const own = kubeActions('node', {update: may, remove: false});
	const begins = isManaged ? 'drain' : 'drain by rwatch';
	const all = [turn, drain === 'draining' ? 'stopDrain' : begins, ...own];
	const changes = isManaged || may ? all : none;
	return actionList([...changes, ...streamActions('node')]);
};
