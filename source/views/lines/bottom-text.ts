import {printable} from '../../model/printable.js';
import type {BottomLine, Hint} from '../../state/bottom-line.js';
import type {Notice, Prompt} from '../../state/state.js';
import {wrappedWords} from '../../state/text/wrap.js';
import {displayWidth, graphemes} from '../screen/glyphs.js';
import {fitText, joinFitting} from './fit.js';
import {joinStyles, type Look, styled} from './theme.js';

const signs: Readonly<Record<Prompt['mode'], string>> = {command: ':', filter: '/', search: '/', scope: '@'};

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
const promptText = ({text, caret, errorAt}: Prompt, room: number, look: Look): string => {
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
			const style = isWrong ? joinStyles('4', look.styles.error) : '';
			return styled(from + index === caretAt ? joinStyles(style, '7') : style, sign.text);
		})
		.join('');
};

// The room beside the input.
const asideRoom = ({text}: Prompt, columns: number): number =>
	Math.max(0, columns - 5 - displayWidth(printable(text)));

const promptLine = (prompt: Prompt, aside: string, columns: number, look: Look): string =>
	`${styled(look.styles.key, signs[prompt.mode])}${promptText(prompt, columns - 2, look)}  ${aside}`;

// An input that can still become valid is not faulty yet.
const isUnfinished = ({text, errorAt, completions}: Prompt): boolean =>
	completions.length > 0 && errorAt !== null && errorAt.end >= text.length;

const asideText = (prompt: Prompt, usage: string | null, columns: number, look: Look): string => {
	const room = asideRoom(prompt, columns);
	return prompt.error === null || isUnfinished(prompt)
		? styled(look.styles.dim, fitText(usage ?? prompt.completions.join('  '), room, look))
		: styled(look.styles.error, fitText(prompt.error, room, look));
};

const levels = {info: 'ok', warning: 'warning', error: 'error'} as const;

const noticeLine = ({level, text}: Notice, columns: number, look: Look): string => {
	const health = levels[level];
	return styled(look.styles[health], `${look.signs[health]} ${fitText(text, columns - 2, look)}`);
};

const hintsLine = (hints: readonly Hint[], columns: number, look: Look): string =>
	joinFitting(
		hints.map(({key, title}) => ({
			text: `${styled(look.styles.key, key)} ${title}`,
			width: displayWidth(key) + 1 + displayWidth(title),
		})),
		columns,
		'  ',
	);

/** One line of the bottom as styled text. */
const bottomText = (model: BottomLine, columns: number, look: Look): string => {
	if (model.type === 'prompt') {
		const {prompt, usage} = model;
		return promptLine(prompt, asideText(prompt, usage, columns, look), columns, look);
	}

	if (model.type === 'notice') return noticeLine(model.notice, columns, look);
	if (model.type === 'message') return styled(look.styles[model.health], fitText(model.text, columns, look));
	return model.type === 'blank' ? '' : hintsLine(model.hints, columns, look);
};

// A long notice replaces the hints.
const noticeLines = ({level, text}: Notice, columns: number, look: Look): readonly string[] | null => {
	const room = columns - 2;
	const [head = '', ...rest] = wrappedWords(printable(text), room);
	const health = levels[level];
	const style = look.styles[health];
	return rest.length === 0
		? null
		: [
				styled(style, `${look.signs[health]} ${head}`),
				styled(style, `  ${fitText(rest.join(' '), room, look)}`),
			];
};

// The fault of an input is shown above it if there is no room beside it.
const promptLines = (prompt: Prompt, columns: number, look: Look): readonly string[] | null =>
	prompt.error === null ||
	isUnfinished(prompt) ||
	displayWidth(printable(prompt.error)) <= asideRoom(prompt, columns)
		? null
		: [
				styled(look.styles.error, fitText(prompt.error, columns, look)),
				promptLine(prompt, '', columns, look),
			];

/** All lines of the bottom as styled text. A long notice takes both lines. */
export const bottomTexts = (lines: readonly BottomLine[], columns: number, look: Look): readonly string[] => {
	const [first, second] = lines;
	const long =
		second?.type === 'prompt'
			? promptLines(second.prompt, columns, look)
			: first?.type === 'notice' && second
				? noticeLines(first.notice, columns, look)
				: null;
	return long ?? lines.map(line => bottomText(line, columns, look));
};
