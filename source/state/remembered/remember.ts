import {type Next, next} from '../next.js';
import type {State} from '../state.js';
import {type DocumentName, type DocumentOf, documents, type Remembered, type ValueOf} from './documents.js';

/** Reads the entries of a document, as they are in its file. */
type ReadEntries = (document: DocumentOf<unknown>) => ReadonlyMap<string, unknown>;

const understood = <Value>(document: DocumentOf<Value>, read: ReadEntries): ReadonlyMap<string, Value> => {
	const values = new Map<string, Value>();
	for (const [name, entry] of read(document)) {
		const value = document.read(entry);
		if (value !== null) values.set(name, value);
	}

	return values;
};

/** What is remembered of earlier runs; what cannot be understood is ignored. */
export const recall = (read: ReadEntries): Remembered => ({
	views: understood(documents.views, read),
	visits: understood(documents.visits, read),
	scopes: understood(documents.scopes, read),
	columns: understood(documents.columns, read),
	durations: understood(documents.durations, read),
});

/** Nothing is remembered. */
export const nothingRemembered: Remembered = recall(() => new Map());

/** Remembers entries of one document, from now on and in later runs; null forgets one. */
export const remember = <Name extends DocumentName>(
	state: State,
	name: Name,
	entries: Readonly<Record<string, ValueOf<Name> | null>>,
): Next => {
	const {merge}: DocumentOf<unknown> = documents[name];
	const values = new Map<string, unknown>(state.remembered[name]);
	for (const [entry, value] of Object.entries(entries)) {
		const before = values.get(entry);
		values.delete(entry);
		if (value !== null) values.set(entry, merge ? merge(before, value) : value);
	}

	const remembered = {...state.remembered, [name]: values} as Remembered;
	return next({...state, remembered}, {type: 'remember', document: name, entries});
};
