import {isObject} from '../../model/json-object.js';
import type {ColumnChoice} from '../grid/arrange.js';

const isTexts = (value: unknown): value is readonly string[] =>
	Array.isArray(value) && value.every(one => typeof one === 'string');

/** The chosen columns as they are saved; null for what is none. */
export const readColumns = (entry: unknown): ColumnChoice | null => {
	if (!isObject(entry)) return null;
	const {order, hidden} = entry;
	return isTexts(order) && isTexts(hidden) ? {order, hidden} : null;
};
