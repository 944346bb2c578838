import type {ReactNode} from 'react';
import type {Field} from '../model/action.ts';
import type {Dialog} from '../state/state.ts';
import {type DialogPlace, dialogWidth, targetTexts} from './dialog.tsx';
import {fitCells, fitText} from './fit.ts';
import {Frame} from './frame.tsx';
import {cutToWidth, displayWidth, graphemes} from './glyphs.ts';
import {type Look, styled} from './theme.ts';

const hidden = (value: string): string => '*'.repeat(graphemes(value).length);

const hintOf = (field: Field): string => {
	const range = [
		field.minimum === null ? '' : `at least ${field.minimum}`,
		field.maximum === null ? '' : `at most ${field.maximum}`,
	].filter(part => part !== '');
	const type =
		field.type === 'reference'
			? `id of a ${field.of ?? 'resource'}`
			: field.type === 'json'
				? 'JSON'
				: field.type;
	const choices = field.type === 'choice' ? field.options.join(', ') : type;
	const parts = [field.required ? 'needed' : 'optional', choices, ...range];
	return field.description === null ? parts.join(', ') : `${field.description} (${parts.join(', ')})`;
};

const isChosen = ({type}: Field): boolean => type === 'choice' || type === 'boolean';

const valueText = (field: Field, value: string, isHere: boolean, room: number, look: Look): string => {
	const shown = field.type === 'password' ? hidden(value) : value;
	if (!isHere) return fitCells(shown, room, look);
	if (isChosen(field)) return styled(look.styles.cursor, fitCells(`< ${shown} >`, room, look));
	// The caret is always at the end: the end has to be seen.
	const clean = graphemes(shown);
	while (displayWidth(clean.join('')) > room - 1) clean.shift();
	const text = fitText(clean.join(''), room - 1, look);
	const typed = clean.join('').endsWith(' ') ? cutToWidth(clean.join(''), room - 1) : text;
	return `${typed}${styled('7', ' ')}${' '.repeat(Math.max(0, room - 1 - displayWidth(typed)))}`;
};

/** The inputs of an action: one line each, and what is known of the one that is typed into. */
export const Form = ({
	dialog,
	columns,
	rows,
	look,
}: DialogPlace & {readonly dialog: Extract<Dialog, {type: 'form'}>}): ReactNode => {
	const width = dialogWidth(columns);
	const {fields, values, cursor, error} = dialog;
	const labelWidth = Math.min(24, Math.max(4, ...(fields ?? []).map(({title}) => displayWidth(title) + 1)));
	const height = Math.max(1, rows - 2 - 3);
	const top = Math.max(0, Math.min(cursor - height + 1, (fields?.length ?? 0) - height));
	const inputs = (fields ?? []).slice(top, top + height).map((field, index) => {
		const isHere = top + index === cursor;
		const label = fitCells(`${field.title}${field.required ? '*' : ''}`, labelWidth, look);
		const value = valueText(field, values[field.name] ?? '', isHere, width - labelWidth - 3, look);
		return `${isHere ? look.signs.cursor : ' '} ${styled(isHere ? look.styles.strong : '', label)} ${value}`;
	});
	const here = fields?.[cursor];
	const below =
		error ?? (fields === null ? 'asking the server for the inputs' : here ? hintOf(here) : 'no inputs');
	return (
		<Frame
			title={`${dialog.action.title}: ${targetTexts(dialog.targets)[0] ?? ''}${dialog.targets.length > 1 ? ` and ${dialog.targets.length - 1} more` : ''}`}
			lines={[
				...inputs,
				' '.repeat(width),
				styled(error === null ? look.styles.dim : look.styles.error, fitCells(below, width, look)),
				styled(look.styles.dim, fitCells('ctrl-s sends, Esc leaves', width, look)),
			]}
			{...{width, columns, rows, look}}
		/>
	);
};
