import {printable} from '../model/printable.ts';
import type {BottomLine, Hint} from '../state/bottom-line.ts';
import type {Notice, Prompt} from '../state/state.ts';
import {fitText, joinFitting} from './fit.ts';
import {displayWidth, graphemes} from './glyphs.ts';
import {type Look, styled} from './theme.ts';
import {wrappedWords} from './wrap.ts';

const signs: Readonly<Record<Prompt['mode'], string>> = {command: ':', filter: '/', search: '/'};

// Keeps the caret in view when more was typed than fits.
const promptText = ({text, caret}: Prompt, room: number): string => {
	const before = graphemes(printable(text.slice(0, caret)));
	while (displayWidth(before.join('')) > room - 1) before.shift();
	const [under = ' ', ...after] = graphemes(printable(text.slice(caret)));
	return before.join('') + styled('7', under) + after.join('');
};

const promptLine = (prompt: Prompt, usage: string | null, columns: number, look: Look): string => {
	const typed = promptText(prompt, columns - 2);
	const used = 2 + displayWidth(printable(prompt.text));
	const room = Math.max(0, columns - used - 3);
	const aside =
		prompt.error === null
			? styled(look.styles.dim, fitText(usage ?? prompt.completions.join('  '), room, look))
			: styled(look.styles.error, fitText(prompt.error, room, look));
	return `${styled(look.styles.key, signs[prompt.mode])}${typed}  ${aside}`;
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
	if (model.type === 'prompt') return promptLine(model.prompt, model.usage, columns, look);
	if (model.type === 'notice') return noticeLine(model.notice, columns, look);
	if (model.type === 'message') return styled(look.styles[model.health], fitText(model.text, columns, look));
	return model.type === 'blank' ? '' : hintsLine(model.hints, columns, look);
};

/** All lines of the bottom as styled text. What just happened takes the place of the hints where one line is too short. */
export const bottomTexts = (lines: readonly BottomLine[], columns: number, look: Look): readonly string[] => {
	const [first, second] = lines;
	if (first?.type === 'notice' && second?.type === 'hints') {
		const {level, text} = first.notice;
		const room = columns - 2;
		const [head = '', ...rest] = wrappedWords(printable(text), room);
		const style = look.styles[levels[level]];
		if (rest.length > 0)
			return [
				styled(style, `${look.signs[levels[level]]} ${head}`),
				styled(style, `  ${fitText(rest.join(' '), room, look)}`),
			];
	}

	return lines.map(line => bottomText(line, columns, look));
};
