import type headless from '@xterm/headless';

/** Text of one style in a row of a screen; colours are `#rrggbb`, or null for the terminal's own. */
export type StyledRun = {
	readonly column: number;
	/** In cells. */
	readonly width: number;
	readonly text: string;
	readonly colour: string | null;
	readonly ground: string | null;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly underlined: boolean;
};

/** What a terminal shows: the runs of each row, in the order of their columns. */
export type StyledScreen = {readonly columns: number; readonly rows: ReadonlyArray<readonly StyledRun[]>};

/** One Dark, in the order of the sixteen colours. */
const sixteen = [
	...['#1e2127', '#e06c75', '#98c379', '#d19a66', '#61afef', '#c678dd', '#56b6c2', '#abb2bf'],
	...['#5c6370', '#e06c75', '#98c379', '#d19a66', '#61afef', '#c678dd', '#56b6c2', '#ffffff'],
] as const;

const hex = (...parts: readonly number[]): string =>
	`#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;

const levels = [0, 95, 135, 175, 215, 255];

/** A colour of the palette of 256: sixteen of the terminal's, a cube, and greys. */
const paletteColour = (index: number): string => {
	if (index < 16) return sixteen[index] ?? sixteen[7];
	if (index >= 232) return hex(...Array(3).fill(8 + 10 * (index - 232)));
	const at = index - 16;
	return hex(...[Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map(level => levels[level] ?? 0));
};

type Cell = NonNullable<ReturnType<NonNullable<ReturnType<headless.IBuffer['getLine']>>['getCell']>>;

const rgb = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`;

const styleOf = (cell: Cell) => {
	const fg = cell.getFgColor();
	const bg = cell.getBgColor();
	const colour = cell.isFgRGB() ? rgb(fg) : cell.isFgPalette() ? paletteColour(fg) : null;
	const ground = cell.isBgRGB() ? rgb(bg) : cell.isBgPalette() ? paletteColour(bg) : null;
	const isInverse = cell.isInverse() !== 0;
	return {
		colour: isInverse ? (ground ?? sixteen[0]) : colour,
		ground: isInverse ? (colour ?? sixteen[7]) : ground,
		bold: cell.isBold() !== 0,
		dim: cell.isDim() !== 0,
		underlined: cell.isUnderline() !== 0,
	};
};

const isSame = (one: StyledRun, other: Omit<StyledRun, 'column' | 'width' | 'text'>): boolean =>
	one.colour === other.colour &&
	one.ground === other.ground &&
	one.bold === other.bold &&
	one.dim === other.dim &&
	one.underlined === other.underlined;

/** The screen of a terminal. Blanks without a style of their own are not in it. */
export const styledScreen = (terminal: headless.Terminal): StyledScreen => ({
	columns: terminal.cols,
	rows: Array.from({length: terminal.rows}, (_, row) => {
		const runs: StyledRun[] = [];
		const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + row);
		for (let column = 0; column < terminal.cols; column++) {
			const cell = line?.getCell(column);
			const width = cell?.getWidth() ?? 0;
			if (!cell || width === 0) continue;
			const text = cell.getChars() || ' ';
			const style = styleOf(cell);
			const last = runs.at(-1);
			if (last && last.column + last.width === column && isSame(last, style))
				runs[runs.length - 1] = {...last, text: last.text + text, width: last.width + width};
			else runs.push({column, width, text, ...style});
		}

		return runs.filter(({text, ground, underlined}) => text.trim() !== '' || ground !== null || underlined);
	}),
});
