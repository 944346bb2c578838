import {mapOf, mapsOf, textOf} from '../../../requests/json-fields.js';
import type {Machine} from '../../rows/machines.js';
import type {SteveObject} from '../wire/frames.js';

/** What the management server knows of a node; null before the node has joined its cluster. */
export const machineOf = (object: SteveObject, message: string | null): Machine | null => {
	const status = mapOf(object, 'status');
	const node = textOf(status, 'nodeName');
	const [cluster = '', name = ''] = object.id.split('/');
	if (node === null) return null;
	const drained = mapsOf(status, 'conditions').find(({type}) => type === 'Drained');
	const moving = drained?.transitioning === true || drained?.status === 'Unknown';
	const drain = drained?.status === 'True' ? 'drained' : moving ? 'draining' : null;
	return {cluster, node, id: `${cluster}:${name}`, drain, message};
};
