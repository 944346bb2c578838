import type {Resource} from '../../model/resource.js';
import type {State} from '../state.js';
import {referenceText} from './reference.js';

/** Where a resource is, in words: its source, and the part of it where the source has several: `prod, cluster edge`. */
export const whereOf = ({kind, source, cells}: Resource, {kinds, resources}: State): string => {
	const columns = kinds.find(({name}) => name === kind)?.columns ?? [];
	const parts = columns.flatMap(({title, shared}) => {
		const cell = shared ? cells[title] : null;
		return typeof cell === 'string' ? [`${title.toLowerCase()} ${referenceText(cell, resources)}`] : [];
	});
	return [source, ...parts].join(', ');
};
