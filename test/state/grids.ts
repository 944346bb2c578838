import type {SourceEvent} from '../../source/model/source.js';
import {type Filter, noFilter, parseFilter} from '../../source/state/filter/filter.js';
import {GridIndex} from '../../source/state/grid/index.js';
import type {GridSpec} from '../../source/state/grid/spec.js';
import {RowStore} from '../../source/state/rows/row-store.js';
import {column, kind} from './rows.js';

/** Kinds of which some are main, one in some of its states only, and one has a column of numbers. */
export const kinds = [
	kind('container', {columns: [column('CPU', 'number')]}),
	kind('host'),
	kind('key', {mainStates: ['pending']}),
	kind('volume', {main: false}),
];

/** The filter that a text means; throws where it is none. */
export const filterOf = (text: string): Filter => {
	const filter = parseFilter(text);
	if ('error' in filter) throw new Error(filter.error);
	return filter;
};

/** A grid of all containers by name, with what a test wants of it. */
export const spec = (wanted: Partial<GridSpec> = {}): GridSpec => ({
	kind: 'container',
	within: null,
	among: null,
	scope: null,
	filter: noFilter,
	sort: {column: 'NAME', descending: false},
	trouble: false,
	kinds,
	...wanted,
});

/** An index over the resources that these events made; `dispatch` merges more, and says whether rows moved. */
export const indexed = (wanted: Partial<GridSpec>, ...events: readonly SourceEvent[]) => {
	const resources = new RowStore(60_000);
	for (const event of events) resources.apply(event);
	const index = new GridIndex();
	index.reset(spec(wanted), resources);
	resources.drainDirty();
	const dispatch = (...more: readonly SourceEvent[]): boolean => {
		for (const event of more) resources.apply(event);
		return index.merge(resources.drainDirty());
	};

	return {resources, index, dispatch};
};
