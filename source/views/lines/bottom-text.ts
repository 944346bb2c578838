import {printable} from '../../model/printable.js';
import type {BottomLine, Hint} from '../../state/bottom-line.js';
import type {Notice, Prompt} from '../../state/state.js';
import {wrappedWords} from '../../state/text/wrap.js';
import {displayWidth, graphemes} from '../screen/glyphs.js';
import {fitText, joinFitting} from './fit.js';
import {joinStyles, styled, type Theme} from './theme.js';

const signs: Readonly<Record<Prompt['mode'], string>> = {
	command: ':',
	filter: '/',
	search: '/',
	scope: '@',
	save: 'save as ',
};

/** One character of the input, as shown. */
type TypedSign = {readonly text: string; readonly at: number};

const signsOf = (text: string): readonly TypedSign[] => {
	let at = 0;
	return graphemes(text).map(grapheme => {
		const sign = {text: printable(grapheme), at};
		at += grapheme.length;
		return sign;
	});
};

// Keeps the caret visible if the input is longer than the line; underlines the faulty part.
const promptText = ({text, caret, errorAt}: Prompt, room: number, theme: Theme): string => {
	const typed = [...signsOf(text), {text: ' ', at: text.length}];
	const caretAt = typed.findLastIndex(({at}) => at <= caret);
	const widthBefore = (from: number): number =>
		displayWidth(
			typed
				.slice(from, caretAt)
				.map(sign => sign.text)
				.join(''),
		);
	let from = 0;
	while (widthBefore(from) > room - 1) from += 1;
	return typed
		.slice(from, Math.max(caretAt + 1, typed.length - 1))
		.map((sign, index) => {
			const isWrong = errorAt !== null && sign.at >= errorAt.start && sign.at < errorAt.end;
			const style = isWrong ? joinStyles('4', theme.styles.error) : '';
			return styled(from + index === caretAt ? joinStyles(style, '7') : style, sign.text);
		})
		.join('');
};

// The room beside the input.
const asideRoom = ({text, mode}: Prompt, columns: number): number =>
	Math.max(0, columns - 4 - signs[mode].length - displayWidth(printable(text)));

const promptLine = (prompt: Prompt, aside: string, columns: number, theme: Theme): string =>
	`${styled(theme.styles.key, signs[prompt.mode])}${promptText(prompt, columns - 1 - signs[prompt.mode].length, theme)}  ${aside}`;

// An input that can still become valid is not faulty yet, unless it was to be accepted as it is.
const isUnfinished = ({text, errorAt, completions, isRefused}: Prompt): boolean =>
	!isRefused && completions.length > 0 && errorAt !== null && errorAt.end >= text.length;

const asideText = (prompt: Prompt, usage: string | null, columns: number, theme: Theme): string => {
	const room = asideRoom(prompt, columns);
	return prompt.error === null || isUnfinished(prompt)
		? styled(theme.styles.dim, fitText(usage ?? prompt.completions.join('  '), room, theme))
		: styled(theme.styles.error, fitText(prompt.error, room, theme));
};

const levels = {info: 'ok', warning: 'warning', error: 'error'} as const;

const noticeLine = ({level, text}: Notice, columns: number, theme: Theme): string => {
	const health = levels[level];
	return styled(theme.styles[health], `${theme.signs[health]} ${fitText(text, columns - 2, theme)}`);
};

const hintsLine = (hints: readonly Hint[], columns: number, theme: Theme): string =>
	joinFitting(
		hints.map(({key, title}) => ({
			text: `${styled(theme.styles.key, key)} ${title}`,
			width: displayWidth(key) + 1 + displayWidth(title),
		})),
		columns,
		'  ',
	);

/** One line of the bottom as styled text. */
const bottomText = (model: BottomLine, columns: number, theme: Theme): string => {
	if (model.type === 'prompt') {
		const {prompt, usage} = model;
		return promptLine(prompt, asideText(prompt, usage, columns, theme), columns, theme);
	}

	if (model.type === 'notice') return noticeLine(model.notice, columns, theme);
	if (model.type === 'message')
		return styled(theme.styles[model.health], fitText(model.text, columns, theme));
	return model.type === 'blank' ? '' : hintsLine(model.hints, columns, theme);
};

// A long notice replaces the hints.
const noticeLines = ({level, text}: Notice, columns: number, theme: Theme): readonly string[] | null => {
	const room = columns - 2;
	const [head = '', ...rest] = wrappedWords(printable(text), room);
	const health = levels[level];
	const style = theme.styles[health];
	return rest.length === 0
		? null
		: [
				styled(style, `${theme.signs[health]} ${head}`),
				styled(style, `  ${fitText(rest.join(' '), room, theme)}`),
			];
};

// The fault of an input is shown above it if there is no room beside it.
const promptLines = (prompt: Prompt, columns: number, theme: Theme): readonly string[] | null =>
	prompt.error === null ||
	isUnfinished(prompt) ||
	displayWidth(printable(prompt.error)) <= asideRoom(prompt, columns)
		? null
		: [
				styled(theme.styles.error, fitText(prompt.error, columns, theme)),
				promptLine(prompt, '', columns, theme),
			];

/** All lines of the bottom as styled text. A long notice takes both lines. */
export const bottomTexts = (
	lines: readonly BottomLine[],
	columns: number,
	theme: Theme,
): readonly string[] => {
	const [first, second] = lines;
	const long =
		second?.type === 'prompt'
			? promptLines(second.prompt, columns, theme)
			: first?.type === 'notice' && second
				? noticeLines(first.notice, columns, theme)
				: null;
	return long ?? lines.map(line => bottomText(line, columns, theme));
};
