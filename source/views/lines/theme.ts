import type {Health} from '../../model/resource.js';
import type {TextLook} from '../../model/text-look.js';
import type {ThemeName} from '../../model/theme-name.js';
import {createOwnColours, type OwnColours} from './own-colours.js';
import {mono, type Palette, palettes, type Style, sixteenOf} from './palettes.js';

export type {Style} from './palettes.js';

/** Signs of one cell each, so that nothing is conveyed by colour alone. */
type Sign =
	| Health
	| 'stuck'
	| 'removed'
	| 'lingering'
	| 'mark'
	| 'cursor'
	| 'full'
	| 'empty'
	| 'cut'
	| 'up'
	| 'down'
	| 'rule'
	| 'past'
	| 'dot'
	| 'newline';

/** The appearance: styles and signs. */
export type Theme = {
	readonly name: ThemeName;
	readonly ascii: boolean;
	readonly styles: Palette;
	readonly signs: Readonly<Record<Sign, string>>;
	/** The colours of those who write to a log. */
	readonly writers: readonly Style[];
	/** The style of a part of somebody else's text that had this look, as far as the terminal has it. */
	readonly own: (look: TextLook) => Style;
	/** Bars of eight heights, lowest first. */
	readonly levels: string;
	/** Another theme for the same terminal. */
	readonly as: (name: ThemeName) => Theme;
};

const signs: Readonly<Record<Sign, string>> = {
	ok: '●',
	transitioning: '◐',
	warning: '▲',
	error: '✗',
	unknown: '○',
	stuck: '!',
	removed: '-',
	lingering: '«',
	mark: '*',
	cursor: '>',
	full: '█',
	empty: '░',
	cut: '…',
	up: '↑',
	down: '↓',
	rule: '─',
	past: '═',
	dot: '·',
	newline: '⏎',
};

const asciiSigns: Readonly<Record<Sign, string>> = {
	...signs,
	ok: '.',
	transitioning: '~',
	warning: '^',
	error: 'x',
	unknown: '?',
	lingering: '<',
	full: '#',
	empty: '-',
	cut: '~',
	up: '^',
	down: 'v',
	rule: '-',
	past: '=',
	dot: '-',
	newline: '$',
};

type ThemeOptions = {
	readonly theme: ThemeName;
	readonly ascii: boolean;
	readonly colour: boolean;
	/** The terminal has no more than sixteen colours. */
	readonly sixteen?: boolean;
};

const paletteOf = ({theme, colour, sixteen = false}: ThemeOptions): Palette => {
	if (!colour) return mono;
	return sixteen ? sixteenOf(palettes[theme]) : palettes[theme];
};

const ownColoursOf = ({theme, colour, sixteen = false}: ThemeOptions): OwnColours => {
	if (!colour || theme === 'mono') return 'none';
	return sixteen ? 'sixteen' : 'all';
};

const writerColours: readonly Style[] = [
	'36',
	'32',
	'33',
	'35',
	'34',
	'31',
	'96',
	'92',
	'93',
	'95',
	'94',
	'91',
];

/** The appearance of a theme; `colour` false (NO_COLOR, `--no-color`) keeps bold, dim and inverse but no colours. */
export const createTheme = (options: ThemeOptions): Theme => ({
	name: options.theme,
	ascii: options.ascii,
	styles: paletteOf(options),
	signs: options.ascii ? asciiSigns : signs,
	writers: options.colour && options.theme !== 'mono' ? writerColours : [''],
	own: createOwnColours(ownColoursOf(options)),
	levels: options.ascii ? '_.-=+*%#' : '▁▂▃▄▅▆▇█',
	as: name => createTheme({...options, theme: name}),
});

/** Combines styles; later ones win. */
export const joinStyles = (...styles: readonly Style[]): Style =>
	styles.filter(style => style !== '').join(';');

/** The text in a style, with a reset after it. */
export const styled = (style: Style, text: string): string =>
	style === '' || text === '' ? text : `\u001b[${style}m${text}\u001b[0m`;
