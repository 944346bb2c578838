import {isObject} from '../../model/json-object.js';
import type {Scope} from '../scope/scope.js';

/** What all grids were limited to while a source was shown, and what one key limits them to again. */
export type SavedScopes = {readonly scope: Scope | null; readonly recent: readonly Scope[]};

/** A scope as it is saved; null for what is not one. */
export const readScope = (entry: unknown): Scope | null => {
	if (!isObject(entry)) return null;
	const {kind, name, cluster} = entry;
	return typeof kind === 'string' && typeof name === 'string' && typeof cluster === 'string'
		? {kind, name, cluster}
		: null;
};

/** The scopes as they are saved; null for what is not that. */
export const readScopes = (entry: unknown): SavedScopes | null => {
	if (!isObject(entry) || !Array.isArray(entry.recent)) return null;
	const recent = entry.recent.map(readScope).filter(scope => scope !== null);
	return {scope: readScope(entry.scope), recent};
};
