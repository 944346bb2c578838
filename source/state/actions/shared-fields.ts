import type {Field} from '../../model/action.js';

/** The inputs of an action on one of several rows. */
export type RowForm = {readonly name: string; readonly fields: readonly Field[]};

/** A field as all forms have it, or null. */
const sharedField = (field: Field, others: readonly RowForm[]): Field | null => {
	const same = others.map(({fields}) =>
		fields.find(({name, type}) => name === field.name && type === field.type),
	);
	if (same.includes(undefined)) return null;
	const options = field.options.filter(option => same.every(one => one?.options.includes(option)));
	if (field.type === 'choice' && options.length === 0) return null;
	return {
		...field,
		options,
		initial: same.every(one => one?.initial === field.initial) ? field.initial : '',
		required: field.required || same.some(one => one?.required === true),
	};
};

const textOf = (field: Field): string =>
	field.type === 'choice' ? `${field.title} ${field.options.join(', ')}` : field.title;

const inputsOf = ({name, fields}: RowForm): string => `${name}: ${fields.map(textOf).join('; ')}`;

/** The inputs that an action takes on all of several rows; why they share none, where that is so. */
export const sharedFields = (
	first: RowForm,
	others: readonly RowForm[],
): {readonly fields: readonly Field[]} | {readonly error: string} => {
	const forms = [first, ...others];
	const fields = first.fields.flatMap(field => sharedField(field, others) ?? []);
	const isMissing = (field: Field): boolean =>
		field.required && fields.every(({name}) => name !== field.name);
	const isWhole = fields.length > 0 && !forms.some(form => form.fields.some(isMissing));
	if (isWhole || forms.every(form => form.fields.length === 0)) return {fields};
	const differs = others.find(other => inputsOf({...other, name: ''}) !== inputsOf({...first, name: ''}));
	const examples = differs ? ` (${inputsOf(first)}; ${inputsOf(differs)})` : '';
	return {error: `the rows take different inputs${examples}; mark rows that take the same`};
};
