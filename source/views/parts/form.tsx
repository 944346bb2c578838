import type {ReactNode} from 'react';
import type {Field} from '../../model/action.js';
import {countText} from '../../model/count-text.js';
import {printable} from '../../model/printable.js';
import type {Dialog} from '../../state/actions/dialogs.js';
import {type ReferenceChoice, referenceChoices} from '../../state/actions/reference-choices.js';
import {keyHint} from '../../state/keys/keymap.js';
import {actionPhrase, objectOf} from '../../state/rows/action-phrase.js';
import type {State} from '../../state/state.js';
import {wrapped, wrappedWords} from '../../state/text/wrap.js';
import {fitCells, fitName} from '../lines/fit.js';
import {styled, type Theme} from '../lines/theme.js';
import {displayWidth, graphemes} from '../screen/glyphs.js';
import {type DialogPlace, dialogWidth, targetTexts} from './dialog-place.js';
import {Panel} from './panel.js';

const hidden = (value: string): string => '*'.repeat(graphemes(value).length);

const boundsText = ({
	minimum,
	maximum,
	minimumLength,
	maximumLength,
	validCharacters,
}: Field): readonly string[] => [
	...(minimum === null ? [] : [`at least ${minimum}`]),
	...(maximum === null ? [] : [`at most ${maximum}`]),
	...(typeof minimumLength === 'number' && minimumLength > 1
		? [`at least ${countText(minimumLength, 'character')}`]
		: []),
	...(typeof maximumLength === 'number' ? [`at most ${countText(maximumLength, 'character')}`] : []),
	...(validCharacters ? [`characters of '${validCharacters}'`] : []),
];

const typeText = (field: Field, choices: readonly ReferenceChoice[]): string => {
	if (field.type === 'choice') return field.options.join(', ');
	if (field.type === 'json') return 'JSON';
	const proposed = field.options.length > 1 ? `; left and right: ${field.options.join(', ')}` : '';
	if (field.type !== 'reference') return `${field.type}${proposed}`;
	const known = choices.length === 0 ? '' : `; left and right: ${choices.map(({name}) => name).join(', ')}`;
	return `name or id of a ${field.of ?? 'resource'}${known}`;
};

const hintOf = (field: Field, value: string, choices: readonly ReferenceChoice[]): string => {
	const lines = value.split('\n').length;
	const parts = [
		field.required ? 'required' : 'optional',
		...(lines > 1 ? [`${lines} lines`] : []),
		...boundsText(field),
		typeText(field, choices),
	];
	return field.description === null ? parts.join(', ') : `${field.description} (${parts.join(', ')})`;
};

const isChosen = ({type}: Field): boolean => type === 'choice' || type === 'boolean';

// The caret is always at the end, which must be visible. Only the end is measured: a whole file may have been pasted.
const endOf = (text: string, room: number): string => {
	const parts = graphemes(text.slice(-4 * room));
	let width = parts.reduce((sum, part) => sum + displayWidth(part), 0);
	while (width > room) width -= displayWidth(parts.shift() ?? '');
	return parts.join('');
};

type Input = {readonly field: Field; readonly value: string; readonly choices: readonly ReferenceChoice[]};

const valueText = ({field, value, choices}: Input, isHere: boolean, room: number, theme: Theme): string => {
	const plain = field.type === 'password' ? hidden(value) : value.replaceAll('\n', theme.signs.newline);
	const name = choices.find(({id}) => id === value)?.name ?? '';
	if (!isHere) return fitCells(name === '' ? plain : `${name} (${value})`, room, theme);
	if (isChosen(field)) return styled(theme.styles.cursor, fitCells(`< ${plain} >`, room, theme));
	const typed = endOf(printable(plain), room - 1);
	const rest = fitCells(name === '' ? '' : ` ${name}`, room - 1 - displayWidth(typed), theme);
	return `${typed}${styled('7', ' ')}${styled(theme.styles.dim, rest)}`;
};

/** The targets of the action, in at most so many lines; never cut at the end, which says where each is. */
const targetLinesOf = (
	texts: readonly string[],
	width: number,
	room: number,
	theme: Theme,
): readonly string[] => {
	const whole = texts.length > room ? [] : texts.flatMap(text => wrappedWords(printable(text), width));
	if (texts.length <= room && whole.length <= room) return whole;
	const [only = ''] = texts;
	if (texts.length === 1) return wrapped(fitName(only, room * width, theme), width).slice(0, room);
	const shown = texts.length > room ? texts.slice(0, room - 1) : texts;
	const more = texts.length - shown.length;
	return [...shown.map(text => fitName(text, width, theme)), ...(more > 0 ? [`and ${more} more`] : [])];
};

/** The inputs of an action, one line each, and a hint about the one under the cursor. */
export const Form = ({
	dialog,
	state,
	columns,
	rows,
	theme,
}: DialogPlace & {
	readonly dialog: Extract<Dialog, {type: 'form'}>;
	readonly state: State;
}): ReactNode => {
	const width = dialogWidth(columns);
	const {values, cursor, error} = dialog;
	const fields = dialog.fields?.map(
		(field): Input => ({
			field,
			value: values[field.name] ?? '',
			choices: referenceChoices(state, dialog, field),
		}),
	);
	const labelWidth = Math.min(
		24,
		Math.max(4, ...(fields ?? []).map(({field}) => displayWidth(field.title) + 1)),
	);
	const here = fields?.[cursor];
	const keys = [
		keyHint(state.keymap, 'submit', dialog.type, key => `${key} sends`),
		keyHint(state.keymap, 'cancel', dialog.type, key => `${key} leaves`),
	].filter(hint => hint !== '');
	const below =
		error ??
		(here ? hintOf(here.field, here.value, here.choices) : fields ? 'no inputs' : 'loading the inputs');
	const belowLines = wrappedWords(printable(below), width).slice(0, Math.max(1, Math.floor(rows / 3)));
	const targetLines = targetLinesOf(
		targetTexts(dialog.targets, dialog.action, state),
		width,
		Math.max(2, Math.floor(rows / 4)),
		theme,
	);
	const noteLines = wrappedWords(dialog.action.note ?? '', width).filter(line => line !== '');
	const height = Math.max(1, rows - 4 - targetLines.length - noteLines.length - belowLines.length);
	const top = Math.max(0, Math.min(cursor - height + 1, (fields?.length ?? 0) - height));
	const inputs = (fields ?? []).slice(top, top + height).map((input, index) => {
		const {field} = input;
		const isHere = top + index === cursor;
		const label = fitCells(`${field.title}${field.required ? '*' : ''}`, labelWidth, theme);
		const value = valueText(input, isHere, width - labelWidth - 3, theme);
		return `${isHere ? theme.signs.cursor : ' '} ${styled(isHere ? theme.styles.strong : '', label)} ${value}`;
	});
	return (
		<Panel
			title={actionPhrase(dialog.action, objectOf(state, dialog.targets))}
			lines={[
				...targetLines.map(line => styled(theme.styles.dim, fitCells(line, width, theme))),
				...noteLines.map(line => styled(theme.styles.warning, fitCells(line, width, theme))),
				...inputs,
				' '.repeat(width),
				...belowLines.map(line =>
					styled(error === null ? theme.styles.dim : theme.styles.error, fitCells(line, width, theme)),
				),
				styled(theme.styles.dim, fitCells(keys.join(', '), width, theme)),
			]}
			{...{width, columns, rows, theme}}
		/>
	);
};
