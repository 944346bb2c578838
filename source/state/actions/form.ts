import type {Field} from '../../model/action.js';
import type {State} from '../state.js';
import {type Edit, edits, insert, insertLines} from '../text/text-edit.js';
import type {Dialog} from './dialogs.js';
import {inputOf} from './form-input.js';
import {referenceChoices, withReferences} from './reference-choices.js';

/** The dialog with the inputs of an action. */
export type FormDialog = Extract<Dialog, {type: 'form'}>;

/** The form with the fields of the source, filled with their initial values. */
export const filledForm = (dialog: FormDialog, received: readonly Field[], openedAt: number): FormDialog => {
	const {action, targets} = dialog;
	const fields = received.map(field => {
		if (action.verb === 'scale') return scaleField(field, targets.length);
		return action.verb === 'image' ? imageField(field, targets.length) : field;
	});
	const values = Object.fromEntries(fields.map(field => [field.name, field.initial]));
	return {...dialog, fields, values, openedAt, cursor: 0, error: null};
};

// The present scale of one row says nothing about the others.
const scaleField = (field: Field, rows: number): Field => ({
	...field,
	initial: rows > 1 ? '' : field.initial,
	description: [field.description, '+1 or -1 for so many more or fewer']
		.filter(text => text !== null)
		.join('; '),
});

// Nor do its images.
const imageField = (field: Field, rows: number): Field => (rows > 1 ? {...field, initial: ''} : field);

/** The input of a scale typed as a difference, or null. */
const differenceOf = ({action, fields, values}: FormDialog): {readonly by: number} | null => {
	const typed = action.verb === 'scale' && fields?.length === 1 ? values[fields[0]?.name ?? '']?.trim() : '';
	return /^[+-]\d{1,9}$/.test(typed ?? '') ? {by: Number(typed)} : null;
};

const fieldAt = (dialog: FormDialog): Field | null => dialog.fields?.[dialog.cursor] ?? null;

const withValue = (state: State, dialog: FormDialog, field: Field, value: string): State =>
	value === (dialog.values[field.name] ?? '')
		? state
		: {...state, dialog: {...dialog, values: {...dialog.values, [field.name]: value}, error: null}};

const optionsOf = (field: Field): readonly string[] | null => {
	const options =
		field.type === 'boolean' ? ['true', 'false'] : field.type === 'choice' ? field.options : null;
	return options && (field.nullable || !field.required)
		? ['', ...options.filter(option => option !== '')]
		: options;
};

const proposedFor = (state: State, dialog: FormDialog, field: Field): readonly string[] =>
	field.type === 'reference' ? referenceChoices(state, dialog, field).map(({id}) => id) : field.options;

/** Selects the next or previous choice of the field, or value that is proposed for it; does nothing without any. */
export const cycleField = (state: State, dialog: FormDialog, step: 1 | -1): State => {
	const field = fieldAt(dialog);
	if (!field) return state;
	const options = optionsOf(field) ?? proposedFor(state, dialog, field);
	if (options.length === 0) return state;
	const at = options.indexOf(dialog.values[field.name] ?? '');
	const from = at === -1 && step === -1 ? 0 : at;
	return withValue(state, dialog, field, options[(from + step + options.length) % options.length] ?? '');
};

/** Types into the field under the cursor; a space selects the next choice. */
export const typeIntoField = (state: State, dialog: FormDialog, text: string): State => {
	const field = fieldAt(dialog);
	if (!field) return state;
	if (optionsOf(field)) return text === ' ' ? cycleField(state, dialog, 1) : state;
	const value = dialog.values[field.name] ?? '';
	const put = field.type === 'text' || field.type === 'json' ? insertLines : insert;
	return withValue(state, dialog, field, put({text: value, caret: value.length}, text).text);
};

/** Edits the field under the cursor, whose caret is always at its end. */
export const editField = (state: State, dialog: FormDialog, edit: Edit): State => {
	const field = fieldAt(dialog);
	if (!field || optionsOf(field)) return state;
	const value = dialog.values[field.name] ?? '';
	return withValue(state, dialog, field, edits[edit]({text: value, caret: value.length}).text);
};

/** Goes to the next or previous field, around the ends. */
export const moveField = (state: State, dialog: FormDialog, step: 1 | -1): State => {
	const count = dialog.fields?.length ?? 0;
	if (count < 2) return state;
	return {...state, dialog: {...dialog, cursor: (dialog.cursor + step + count) % count, error: null}};
};

/** True on the last field, where Enter sends. */
export const isLastField = (dialog: FormDialog): boolean =>
	dialog.fields !== null && dialog.cursor >= dialog.fields.length - 1;

/** The input, or the form with the cursor on the faulty field; null until the fields came. */
export const readForm = (
	state: State,
	dialog: FormDialog,
): {readonly input: Readonly<Record<string, unknown>>} | {readonly dialog: FormDialog} | null => {
	if (!dialog.fields) return null;
	const difference = differenceOf(dialog);
	if (difference) return {input: difference};
	const read = inputOf(dialog.fields, withReferences(state, dialog));
	return 'input' in read ? read : {dialog: {...dialog, cursor: read.field, error: read.error}};
};
