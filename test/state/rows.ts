import type {Action} from '../../source/model/action.js';
import type {Column, Kind} from '../../source/model/kind.js';
import type {Resource} from '../../source/model/resource.js';
import type {SourceEvent} from '../../source/model/source.js';
import type {FilterContext} from '../../source/state/filter/context.js';
import {firstSight} from '../../source/state/rows/observe.js';
import type {Row} from '../../source/state/rows/row.js';

const noActions: readonly Action[] = [];

/** A resource at rest, with what a test wants of it. Its key is made from its source, scope and id. */
export const resource = (wanted: Partial<Resource> = {}): Resource => {
	const {source = 'prod', scope = '', id = '1i1'} = wanted;
	return {
		key: `${source}/${scope}/instance/${id}`,
		source,
		family: 'rancher1',
		scope,
		kind: 'container',
		id,
		name: `shop/web-${id}`,
		state: 'running',
		health: 'ok',
		transitioning: 'no',
		message: null,
		progress: null,
		created: null,
		since: null,
		parents: [],
		cells: {},
		actions: noActions,
		...wanted,
	};
};

/** A row that was just seen. */
export const row = (wanted: Partial<Resource> = {}, observed: Partial<Row> = {}): Row => ({
	...firstSight(resource(wanted), {at: 0, listed: true}),
	...observed,
});

/** What a source emits when a resource was added or changed. */
export const changed = (at: number, wanted: Partial<Resource> = {}, listed = false): SourceEvent => {
	const reported = resource(wanted);
	return {type: 'changed', source: reported.source, at, resource: reported, listed};
};

/** What a source emits when a resource is gone. */
export const removed = (
	at: number,
	wanted: Partial<Resource> = {},
): Extract<SourceEvent, {type: 'removed'}> => {
	const {source, key} = resource(wanted);
	return {type: 'removed', source, at, key};
};

/** What a source emits when a listing of containers is complete. */
export const listed = (
	at: number,
	present: readonly Partial<Resource>[],
	{scope = '', kinds = ['container']}: {readonly scope?: string; readonly kinds?: readonly string[]} = {},
): SourceEvent => ({
	type: 'listed',
	source: 'prod',
	scope,
	at,
	kinds,
	keys: new Set(present.map(each => resource(each).key)),
});

/** A kind with own columns. */
export const kind = (name: string, wanted: Partial<Kind> = {}): Kind => ({
	name,
	plural: `${name}s`,
	aliases: [],
	columns: [],
	main: true,
	mainStates: null,
	children: [],
	...wanted,
});

/** An own column of text. */
export const column = (title: string, type: Column['type'] = 'text'): Column => ({title, type, wide: false});

/** Finds the rows given; it is the time 0, and no time passes. */
export const lookup = (...rows: readonly Row[]): FilterContext => {
	const byKey = new Map(rows.map(each => [each.resource.key, each]));
	return {get: key => byKey.get(key), now: 0, wake: () => undefined};
};
