import type {Action} from '../../../../model/action.js';
import {mapOf, numberOf, textOf} from '../../../requests/json-fields.js';
import {kubeActions} from '../../kube/actions.js';
import {actionList, streamActions} from '../../rows/actions.js';
import {managementKinds} from '../../rows/kinds.js';
import {actionsIn, type NormanObject} from '../wire/frames.js';

// Their answer is a document with secrets, or they want a whole one.
const unsuited: ReadonlySet<string> = new Set(['generateKubeconfig', 'importYaml', 'exportYaml']);

const none: readonly string[] = [];

// A deployment offers both all the time, and refuses one of them (test/fixtures/rancher2/norman-workloads.http).
const isIdle = ({paused}: NormanObject, name: string): boolean =>
	typeof paused === 'boolean' && name === (paused ? 'pause' : 'resume');

/** The server's own list without what a screen cannot show and what would change nothing. */
export const offeredFor = (object: NormanObject): readonly string[] =>
	Object.keys(actionsIn(object)).filter(name => !unsuited.has(name) && !isIdle(object, name));

/** What a row offers: the server's own list, and what its links allow. Equal lists are the same array. */
export const actionsOf = (object: NormanObject, kind: string): readonly Action[] => {
	const links = mapOf(object, 'links');
	const update = textOf(links, 'update') !== null;
	const remove = textOf(links, 'remove') !== null;
	const isScalable = numberOf(object, 'scale') !== null && update;
	return actionList([
		...offeredFor(object),
		...(isScalable ? ['scale'] : none),
		...streamActions(kind),
		...(managementKinds.includes(kind)
			? none
			: kubeActions(kind, {update, remove: remove && kind !== 'node'})),
		...(remove ? ['remove'] : none),
	]);
};
