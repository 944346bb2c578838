import type {Finding} from '../../model/explanation.js';
import {printable} from '../../model/printable.js';
import {basisLines, nothingLines} from '../../state/explain/basis.js';
import {findingsOf} from '../../state/explain/entries.js';
import {layoutOf} from '../../state/layout.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import {piecesOf} from '../../state/pages/text-pieces.js';
import type {ExplainView} from '../../state/pages/views.js';
import type {State} from '../../state/state.js';
import {durationText} from '../../state/text/time-text.js';
import {wrappedWords} from '../../state/text/wrap.js';
import {pieceLines} from './describe.js';
import {fitCells, fitText} from './fit.js';
import type {ListLine} from './list-line.js';
import {styled, type Theme} from './theme.js';

const ageWidth = 6;
const frontWidth = 4;
// What the server said is cut, but for the finding under the cursor.
const maxQuote = 2;
const maxChosenQuote = 12;

type Place = {readonly columns: number; readonly isHere: boolean; readonly now: number};

const quoteLines = (quote: string, {columns, isHere}: Place, theme: Theme): readonly string[] => {
	const max = isHere ? maxChosenQuote : maxQuote;
	const width = Math.max(8, columns - frontWidth - 2);
	const whole = `"${quote.trim()}"`.slice(0, width * (max + 2));
	const pieces = whole.split(/\r?\n/).flatMap(line => wrappedWords(printable(line), width));
	const shown =
		pieces.length <= max ? pieces : [...pieces.slice(0, max - 1), pieces.slice(max - 1).join(' ')];
	return shown.map(piece =>
		styled(theme.styles.dim, `${' '.repeat(frontWidth)}${fitText(piece, width + 1, theme)}`),
	);
};

/** A finding with its age, and below it what the server said. */
const findingLines = (finding: Finding, place: Place, theme: Theme): readonly string[] => {
	const {severity, role, text, quotes, since} = finding;
	const {columns, isHere, now} = place;
	const width = Math.max(8, columns - frontWidth - ageWidth - 1);
	const sentence = printable(role === 'consequence' ? `hence ${text}` : text);
	const age = since === null ? '' : durationText(now - since);
	const lines = wrappedWords(sentence, width).map((piece, index) => {
		const cursor = isHere && index === 0 ? styled(theme.styles.pointer, theme.signs.cursor) : ' ';
		const sign = index === 0 ? styled(theme.styles[severity], theme.signs[severity]) : ' ';
		const words = styled(isHere ? theme.styles.strong : '', fitCells(piece, width, theme));
		const end = index === 0 ? styled(theme.styles.dim, age.padStart(ageWidth)) : '';
		return `${cursor} ${sign} ${words}${end === '' ? '' : ` ${end}`}`;
	});
	return [...lines, ...quotes.flatMap(quote => quoteLines(quote, place, theme))];
};

/** As many lines of the blocks as fit, with the block under the cursor whole, as far as that fits. */
const windowOf = (
	blocks: ReadonlyArray<readonly ListLine[]>,
	cursor: number,
	height: number,
): readonly ListLine[] => {
	const start = blocks.slice(0, cursor).reduce((sum, block) => sum + block.length, 0);
	const end = start + (blocks[cursor]?.length ?? 0);
	const top = Math.max(0, Math.min(start, end - height));
	return blocks.flat().slice(top, top + height);
};

/** Why a row is unhealthy, and below a rule what that goes by, as styled lines. */
export const explainLines = (state: State, view: ExplainView, theme: Theme): readonly ListLine[] => {
	const {columns} = state.size;
	const {body} = layoutOf(state);
	const basis = piecesOf(basisLines(state, view), columns);
	const below = body < 8 ? 0 : Math.min(basis.length, Math.floor(body / 3));
	const height = below === 0 ? body : body - below - 1;
	const cursor = cursorPlace(state, view);
	const blocks = findingsOf(view).map((finding, place) =>
		findingLines(finding, {columns, isHere: place === cursor, now: state.now}, theme).map(text => ({
			place,
			text,
		})),
	);
	const nothing = pieceLines(piecesOf(nothingLines(state, view), columns), 0, height, '', theme);
	const lines = [...nothing, ...windowOf(blocks, cursor, height)];
	if (below === 0) return lines;
	const blank = Array.from({length: Math.max(0, height - lines.length)}, () => '');
	const rule = styled(theme.styles.dim, theme.signs.rule.repeat(columns));
	return [...lines, ...blank, rule, ...pieceLines(basis, 0, below, '', theme)];
};
