import type {ReactNode} from 'react';
import {jsonText} from '../../model/json.js';
import {printable} from '../../model/printable.js';
import {isTooEarly} from '../../state/actions/confirm.js';
import type {Dialog, Phrase} from '../../state/actions/dialogs.js';
import {forwardTexts} from '../../state/forwards.js';
import {clockOf} from '../../state/past/clock.js';
import {isDangerous} from '../../state/policy/policy.js';
import {actionPhrase, objectOf} from '../../state/rows/action-phrase.js';
import type {State} from '../../state/state.js';
import {wrapped, wrappedWords} from '../../state/text/wrap.js';
import {fitCells, fitName} from '../lines/fit.js';
import {styled, type Theme} from '../lines/theme.js';
import {displayWidth, graphemes} from '../screen/glyphs.js';
import {type Answered, answers, answersLine, answersWidth} from './answers.js';
import {type DialogPlace, dialogWidth, targetTexts} from './dialog-place.js';
import {Panel} from './panel.js';

type Question = Extract<Dialog, {type: 'confirm' | 'send' | 'quit'}>;
type Asked<Type extends Question['type']> = DialogPlace & {
	readonly dialog: Extract<Question, {type: Type}>;
	readonly state: State;
};

const answeredIn = (dialog: Question, state: State): Answered => ({
	isOpen: !isTooEarly(dialog, clockOf(state)),
	yes: dialog.yes,
});

// Its end is what is being typed.
const typedEnd = (text: string, room: number): string => {
	const parts = graphemes(text.slice(-4 * room));
	while (parts.length > 0 && displayWidth(parts.join('')) > room) parts.shift();
	return parts.join('');
};

/** What stands below a question: its answers, or the name that must be typed and how far it is. */
const answerLines = (
	dialog: Question & {readonly phrase: Phrase | null},
	state: State,
	note: string,
	width: number,
	theme: Theme,
): readonly string[] => {
	const {phrase} = dialog;
	if (phrase === null) return [answersLine(answeredIn(dialog, state), note, width, theme)];
	const {wanted, typed, isWrong} = phrase;
	const asked = isWrong ? `That does not match. Type ${wanted}` : `guarded: type ${wanted} to continue`;
	const shown = typedEnd(printable(typed), width - 3);
	return [
		...wrappedWords(note === '' ? asked : `${asked} (${note})`, width).map(line =>
			styled(isWrong ? theme.styles.error : theme.styles.warning, fitCells(line, width, theme)),
		),
		// Before a key counts nothing can be typed.
		(isTooEarly(dialog, clockOf(state))
			? '   '
			: fitCells(`> ${shown}`, displayWidth(shown) + 2, theme) + styled('7', ' ')) +
			' '.repeat(Math.max(0, width - displayWidth(shown) - 3)),
	];
};

const wrappedTexts = (texts: readonly string[], width: number): readonly string[] =>
	texts.flatMap(text => wrappedWords(printable(text), width));

type Shown = {readonly lines: readonly string[]; readonly isCut: boolean; readonly note: string};

/** As many of the targets as fit, from the one that was scrolled to, and which of how many they are. */
const rowsShown = (
	{dialog: {targets, action, top}, state, theme}: Asked<'confirm'>,
	width: number,
	room: number,
): Shown => {
	const whole = targets.length > room ? [] : wrappedTexts(targetTexts(targets, action, state), width);
	if (targets.length <= room && whole.length <= room) return {lines: whole, isCut: false, note: ''};
	const lines: string[] = [];
	let isCut = false;
	let end = top;
	for (const text of targetTexts(targets.slice(top, top + room), action, state)) {
		const more = wrappedTexts([text], width);
		if (lines.length > 0 && lines.length + more.length > room) break;
		isCut = more.length > room;
		// The end says where it is.
		lines.push(...(isCut ? wrapped(fitName(text, room * width, theme), width).slice(0, room) : more));
		end++;
		if (isCut) break;
	}

	const note = `${top + 1} to ${end} of ${targets.length}, up and down show more`;
	return {lines, isCut, note: targets.length === 1 ? '' : note};
};

/** The inputs of the form, with passwords hidden. */
const inputTexts = ({input, from}: Asked<'confirm'>['dialog']): readonly string[] => {
	const fields = from?.type === 'form' ? (from.fields ?? []) : [];
	const isHidden = (name: string) => fields.some(field => field.name === name && field.type === 'password');
	return Object.entries(input ?? {}).map(
		([name, value]) => `${name}: ${isHidden(name) ? '****' : jsonText(value)}`,
	);
};

/** The question before an action: all its targets, and where they are; a single one in one line if it fits. */
export const Confirm = (asked: Asked<'confirm'>): ReactNode => {
	const {dialog, state, columns, rows, theme} = asked;
	const {action, targets, top} = dialog;
	const isGrave = isDangerous(targets, action);
	// As wide as its rows if there is room, so that each takes one line.
	const beside = targets.length === 1 && !isGrave ? answersWidth + 3 : 0;
	const widths = targetTexts(targets.slice(top, top + rows), action, state).map(text =>
		displayWidth(printable(text)),
	);
	const width = Math.max(dialogWidth(columns), Math.min(Math.max(...widths) + beside, columns - 6));
	const given = [...inputTexts(dialog), ...(action.note === undefined ? [] : [action.note])];
	const inputs = wrappedTexts(given, width).slice(0, Math.max(1, Math.floor(rows / 3)));
	const room = Math.max(1, rows - 3 - answerLines(dialog, state, '', width, theme).length - inputs.length);
	const roomy = rowsShown(asked, width, room);
	// A row that would be cut takes the blank line before the answers too.
	const {lines, note} = roomy.isCut ? rowsShown(asked, width, room + 1) : roomy;
	const [only = ''] = lines;
	const isShort =
		!isGrave &&
		dialog.phrase === null &&
		lines.length + inputs.length === 1 &&
		displayWidth(only) + 3 + answersWidth <= width;
	return (
		<Panel
			title={`${actionPhrase(action, objectOf(state, targets))}?`}
			style={isGrave ? theme.styles.error : ''}
			lines={
				isShort
					? [`${fitCells(only, width - answersWidth, theme)}${answers(answeredIn(dialog, state), theme)}`]
					: [
							...[...lines, ...inputs].map(line => fitCells(line, width, theme)),
							...(roomy.isCut ? [] : [' '.repeat(width)]),
							...answerLines(dialog, state, note, width, theme),
						]
			}
			{...{width, columns, rows, theme}}
		/>
	);
};

/** The question before a typed command. The answers are always visible; a command that is cut shows that. */
export const Send = ({dialog, state, columns, rows, theme}: Asked<'send'>): ReactNode => {
	const width = dialogWidth(columns);
	const below = answerLines(dialog, state, '', width, theme);
	const room = Math.max(1, rows - 3 - below.length);
	const lines = wrappedTexts([dialog.line], width);
	const last = lines.slice(room - 1).join(' ');
	const shown = [...lines.slice(0, room - 1), last].filter(line => line !== '');
	return (
		<Panel
			title={`Send this to ${dialog.source}?`}
			style={dialog.dangerous ? theme.styles.error : ''}
			lines={[...shown.map(line => fitCells(line, width, theme)), ' '.repeat(width), ...below]}
			{...{width, columns, rows, theme}}
		/>
	);
};

/** The question before quitting. */
export const Quit = ({dialog, state, columns, rows, theme}: Asked<'quit'>): ReactNode => {
	const forwards = forwardTexts(state);
	const ends = forwards.length === 0 ? [] : ['Forwarded ports end with it:', ...forwards];
	const width = Math.min(Math.max(24, ...ends.map(displayWidth)), dialogWidth(columns));
	const room = Math.max(1, rows - 4);
	const shown =
		ends.length > room ? [...ends.slice(0, room - 1), `and ${ends.length - room + 1} more`] : ends;
	return (
		<Panel
			title="Quit rwatch?"
			lines={[
				...shown.map(line => fitCells(line, width, theme)),
				' '.repeat(width),
				answersLine(answeredIn(dialog, state), '', width, theme),
			]}
			{...{width, columns, rows, theme}}
		/>
	);
};
