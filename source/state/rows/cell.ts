import type {Cell} from '../../model/resource.js';
import type {Row} from './row.js';

/** The value of one of the columns of a row's kind, by its title; null where there is none. */
export const cellOf = ({resource, figures}: Pick<Row, 'resource' | 'figures'>, title: string): Cell =>
	resource.cells[title] ?? figures?.cells[title] ?? null;
