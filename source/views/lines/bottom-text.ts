import {printable} from '../../model/printable.js';
import {linesAtMost} from '../../state/bottom-height.js';
import type {BottomLine, Hint} from '../../state/bottom-line.js';
import type {Notice, Prompt} from '../../state/state.js';
import {displayWidth, graphemes} from '../screen/glyphs.js';
import {fitText, joinFitting} from './fit.js';
import {joinStyles, type Style, styled, type Theme} from './theme.js';

const signs: Readonly<Record<Prompt['mode'], string>> = {
	command: ':',
	filter: '/',
	search: '/',
	keep: '&',
	hide: '!',
	field: 'field ',
	scope: '@',
	save: 'save as ',
	condition: 'tell me when it matches ',
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

// Each piece is cut if it is too wide, which only the last one can be.
const piecesText = (
	pieces: readonly string[],
	width: number,
	style: Style,
	theme: Theme,
): readonly string[] => pieces.map(piece => styled(style, fitText(piece, width, theme)));

// A long notice replaces the hints.
const noticeLines = (
	{level, text}: Notice,
	below: string,
	{columns, rows}: BottomSize,
	theme: Theme,
): readonly string[] | null => {
	const pieces = linesAtMost(text, columns - 2, below === '' ? rows : rows - 1);
	if (pieces.length === 1) return null;
	const health = levels[level];
	const signed = pieces.map((piece, index) => `${index === 0 ? theme.signs[health] : ' '} ${piece}`);
	const shown = piecesText(signed, columns, theme.styles[health], theme);
	return below === '' ? shown : [...shown, below];
};

// The fault of an input is shown above it if there is no room beside it, or it was refused.
const promptLines = (prompt: Prompt, {columns, rows}: BottomSize, theme: Theme): readonly string[] | null => {
	const {error, isRefused} = prompt;
	if (error === null || isUnfinished(prompt) || rows === 1) return null;
	if (!isRefused && displayWidth(printable(error)) <= asideRoom(prompt, columns)) return null;
	return [
		...piecesText(linesAtMost(error, columns, rows - 1), columns, theme.styles.error, theme),
		promptLine(prompt, '', columns, theme),
	];
};

const longTexts = (
	lines: readonly BottomLine[],
	size: BottomSize,
	theme: Theme,
): readonly string[] | null => {
	const [first] = lines;
	const last = lines.at(-1);
	const isPrompt = last?.type === 'prompt';
	const faulty = isPrompt ? promptLines(last.prompt, size, theme) : null;
	if (faulty || first?.type !== 'notice') return faulty;
	return noticeLines(first.notice, isPrompt ? bottomText(last, size.columns, theme) : '', size, theme);
};

/** The cells of the bottom. */
export type BottomSize = {readonly columns: number; readonly rows: number};

/** All lines of the bottom as styled text. What has no room in its own line takes all of them. */
export const bottomTexts = (
	lines: readonly BottomLine[],
	size: BottomSize,
	theme: Theme,
): readonly string[] => {
	const texts = longTexts(lines, size, theme) ?? lines.map(line => bottomText(line, size.columns, theme));
	return [...Array.from({length: size.rows - texts.length}, () => ''), ...texts];
};
