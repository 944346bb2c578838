import type {Resource} from '../model/resource.js';
import {objectOf} from './rows/action-phrase.js';
import type {State} from './state.js';

/** A name with its sources if there are several, because equal names are common. */
export const withSources = ({connections}: State, name: string, of: readonly Resource[]): string => {
	const sources = new Set(of.map(({source}) => source));
	return connections.size > 1 && sources.size > 0 ? `${name} on ${[...sources].join(', ')}` : name;
};

/** Rows in words, as `objectOf` has them, with their sources if there are several. */
export const objectWithSources = (state: State, of: readonly Resource[]): string =>
	withSources(state, objectOf(state, of), of);

/** Kind, name and source of a row, for a title. Untrusted. */
export const rowTitle = (state: State, resource: Resource | null): string | null =>
	resource && withSources(state, `${resource.kind} ${resource.name}`, [resource]);

/** `3/120`: the position at an index in a list; '' in an empty one. */
export const positionText = (index: number, count: number): string =>
	count === 0 ? '' : `${Math.max(1, Math.min(index + 1, count))}/${count}`;
