import {isObject} from '../../model/json-object.js';
import type {SavedView} from '../../model/saved-view.js';
import type {ColumnChoice} from '../grid/arrange.js';
import type {Scope} from '../scope/scope.js';
import {readColumns} from './saved-columns.js';
import {readScope} from './saved-scopes.js';

/** A grid that was saved under a name. Views of the configuration file have none of the optional parts. */
export type SavedGrid = SavedView & {
	/** Only rows in trouble. */
	readonly trouble?: boolean;
	/** All columns are shown. */
	readonly wide?: boolean;
	/** It was a tree; what was folded is not saved. */
	readonly tree?: boolean;
	/** The text that was sought in names. */
	readonly found?: string;
	/** What it limits all grids to; null for everything. If omitted, the present scope stays. */
	readonly scope?: Scope | null;
	/** Its columns; null for the usual ones. If omitted, those that are chosen for its kind. */
	readonly columns?: ColumnChoice | null;
};

// What cannot be understood counts as omitted.
const nullOr = <Value>(entry: unknown, read: (entry: unknown) => Value | null): Value | null | undefined =>
	entry === null ? null : (read(entry) ?? undefined);

/** A saved grid as a file has it; null for what is not one. */
export const readSavedGrid = (entry: unknown): SavedGrid | null => {
	if (!isObject(entry)) return null;
	const {kind, filter, sort, trouble, wide, tree, found} = entry;
	if (typeof kind !== 'string' || typeof filter !== 'string' || typeof sort !== 'string') return null;
	const scope = nullOr(entry.scope, readScope);
	const columns = nullOr(entry.columns, readColumns);
	return {
		...{kind, filter, sort},
		...(trouble === true && {trouble}),
		...(wide === true && {wide}),
		...(tree === true && {tree}),
		...(typeof found === 'string' && {found}),
		...(scope !== undefined && {scope}),
		...(columns !== undefined && {columns}),
	};
};
