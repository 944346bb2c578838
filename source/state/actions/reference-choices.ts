import type {Field} from '../../model/action.js';
import {naturalCompare} from '../grid/sort.js';
import type {State} from '../state.js';
import type {Dialog} from './dialogs.js';

type FormDialog = Extract<Dialog, {type: 'form'}>;

/** A row that an input may refer to: its name is shown, its id is sent. Names are untrusted. */
export type ReferenceChoice = {readonly id: string; readonly name: string};

const none: readonly ReferenceChoice[] = [];

const allChoices = (state: State, {targets}: FormDialog, {type, of}: Field): readonly ReferenceChoice[] => {
	const [target] = targets;
	if (type !== 'reference' || of === null || !target) return none;
	const choices: ReferenceChoice[] = [];
	for (const {resource, removedAt} of state.resources.ofKind(of)) {
		const {source, scope, id, name} = resource;
		if (removedAt === null && source === target.source && scope === target.scope) choices.push({id, name});
	}

	return choices.sort((left, right) => naturalCompare(left.name, right.name));
};

/**
 * The known rows that a reference may point to, by name: of its kind, and in the scope of the target. Only those that
 * contain what is typed, unless that is the id of one of them. [] for other inputs.
 */
export const referenceChoices = (
	state: State,
	dialog: FormDialog,
	field: Field,
): readonly ReferenceChoice[] => {
	const choices = allChoices(state, dialog, field);
	const typed = (dialog.values[field.name] ?? '').trim().toLowerCase();
	if (choices.some(({id}) => id.toLowerCase() === typed)) return choices;
	return choices.filter(({id, name}) => `${name} ${id}`.toLowerCase().includes(typed));
};

/** The typed values, with each name that only one row has replaced by its id. */
export const withReferences = (state: State, dialog: FormDialog): FormDialog['values'] => {
	const values = {...dialog.values};
	for (const field of dialog.fields ?? []) {
		const typed = (values[field.name] ?? '').trim();
		const named = allChoices(state, dialog, field).filter(({id, name}) => name === typed || id === typed);
		const [only, ...others] = named;
		if (only && others.length === 0) values[field.name] = only.id;
	}

	return values;
};

/** The kinds that the open form refers to, which must be listed to be offered. */
export const kindsReferredTo = ({dialog}: Pick<State, 'dialog'>): readonly string[] =>
	dialog?.type === 'form' ? (dialog.fields ?? []).flatMap(({of}) => (of === null ? [] : [of])) : [];
