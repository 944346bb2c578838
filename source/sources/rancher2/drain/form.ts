import type {Field} from '../../../model/action.js';
import {field} from '../../act/form.js';

/** The inputs of a drain, with the server's own defaults (rancher/types client/management/v3 NodeDrainInput). */
export const drainFields: readonly Field[] = [
	field('deleteLocalData', 'Delete local data', {
		type: 'boolean',
		initial: 'false',
		description: 'Also pods that keep something on the node itself (emptyDir): it is lost',
	}),
	field('force', 'Force', {
		type: 'boolean',
		initial: 'false',
		description: 'Also pods that nothing will start again',
	}),
	field('ignoreDaemonSets', 'Ignore daemon sets', {type: 'boolean', initial: 'true'}),
	field('gracePeriod', 'Grace period', {
		type: 'integer',
		initial: '-1',
		minimum: -1,
		description: 'Seconds for each pod to end; -1 is what the pod itself says',
	}),
	field('timeout', 'Timeout', {
		type: 'integer',
		initial: '120',
		minimum: 1,
		maximum: 10_800,
		description: 'Seconds after which the drain is given up',
	}),
];
