import type {Kind} from '../../model/kind.js';
import {fieldOfTitle, figureField, plainField} from '../filter/field-name.js';
import type {Filter} from '../filter/filter.js';

const namesFigure = ({measured = []}: Kind, typed: string): boolean => {
	const field = plainField(figureField(typed.toLowerCase(), ''));
	return measured.some(({title}) => plainField(fieldOfTitle(title)) === field);
};

/** Whether a filter is about what rows of this kind use. */
export const filtersFigures = (kind: Kind, {fields}: Filter): boolean =>
	fields.some(name => namesFigure(kind, name));

/** Whether rows of this kind are sorted by what they use. */
export const sortsByFigures = (kind: Kind, column: string): boolean => namesFigure(kind, column);
