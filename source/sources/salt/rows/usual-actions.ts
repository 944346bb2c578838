import {actionsOfKey, jobActions, masterActions, minionActions} from './action-list.js';

/** All actions on rows of a master, and its commands. */
export const usualActions: readonly string[] = [
	...new Set(
		[...minionActions, ...masterActions, ...jobActions, ...actionsOfKey('pending')].map(({name}) => name),
	),
];
