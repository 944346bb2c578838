import type {RememberedDocument} from '../../model/remembered-document.js';
import type {ColumnChoice} from '../grid/arrange.js';
import {maxDurationNames} from '../rows/usual-durations.js';
import {mergeDurations, readDurations} from './durations.js';
import {readColumns} from './saved-columns.js';
import {readSavedGrid, type SavedGrid} from './saved-grid.js';
import {readScopes, type SavedScopes} from './saved-scopes.js';
import {readVisit, type SavedVisit} from './saved-visit.js';

/** A document whose entries are values of one type. */
export type DocumentOf<Value> = RememberedDocument & {
	/** An entry of the file; null for what cannot be understood, which is ignored and stays in the file. */
	readonly read: (entry: unknown) => Value | null;
};

// By the names that `:save` gave them.
const views: DocumentOf<SavedGrid> = {name: 'views', version: 1, maxEntries: 200, read: readSavedGrid};

// The views that were shown last.
const visits: DocumentOf<SavedVisit> = {name: 'visits', version: 1, maxEntries: 50, read: readVisit};

// By the names of sources.
const scopes: DocumentOf<SavedScopes> = {name: 'scopes', version: 1, maxEntries: 200, read: readScopes};

// By the names of kinds.
const columns: DocumentOf<ColumnChoice> = {name: 'columns', version: 1, maxEntries: 200, read: readColumns};

// How long transitions took, by kind and state.
const durations: DocumentOf<readonly number[]> = {
	name: 'durations',
	version: 1,
	maxEntries: maxDurationNames,
	merge: mergeDurations,
	read: readDurations,
};

/** All that is remembered from one run to the next. */
export const documents = {views, visits, scopes, columns, durations} as const;

/** The name of something that is remembered. */
export type DocumentName = keyof typeof documents;

/** What an entry of a document is. */
export type ValueOf<Name extends DocumentName> = NonNullable<ReturnType<(typeof documents)[Name]['read']>>;

/** What is remembered, by document and name. */
export type Remembered = {readonly [Name in DocumentName]: ReadonlyMap<string, ValueOf<Name>>};
