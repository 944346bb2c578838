import {isObject} from '../../model/json-object.js';
import type {ResourceKey} from '../../model/resource.js';
import type {SavedView} from '../../model/saved-view.js';

/** A view that was shown, as it is remembered: a grid with its cursor and filter, or a page. */
export type SavedVisit =
	| (SavedView & {
			readonly trouble: boolean;
			readonly cursor: ResourceKey | null;
			/** The row that it was within. */
			readonly within: ResourceKey | null;
			readonly among: readonly string[] | null;
			/** It was a tree; what was folded is not remembered. */
			readonly tree?: true;
			/** The text that was sought in names. */
			readonly found?: string;
	  })
	| {readonly page: string};

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

const isWords = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every(word => typeof word === 'string');

/** A visit as a file has it; null for what is not one. */
export const readVisit = (entry: unknown): SavedVisit | null => {
	if (!isObject(entry)) return null;
	const {page, kind, filter, sort, trouble, cursor, within, among, tree, found} = entry;
	if (typeof page === 'string') return {page};
	if (typeof kind !== 'string' || typeof filter !== 'string' || typeof sort !== 'string') return null;
	if (!isTextOrNull(cursor) || !isTextOrNull(within) || (among !== null && !isWords(among))) return null;
	const visit = {kind, filter, sort, trouble: trouble === true, cursor, within, among};
	return {...visit, ...(tree === true && {tree}), ...(typeof found === 'string' && {found})};
};
