import type {Health} from '../../model/resource.js';
import type {ThemeName} from '../../model/theme-name.js';

/** The parameters of an SGR sequence, such as `1;32`, or '' for plain text. */
export type Style = string;

/** The things that have a style of their own. */
type Role =
	| Health
	| 'stuck'
	| 'removed'
	| 'stale'
	| 'dim'
	| 'strong'
	| 'heads'
	/** The row under the cursor, and the sign before it. */
	| 'cursor'
	| 'pointer'
	| 'name'
	| 'mark'
	| 'match'
	| 'key';

/** Signs of one cell each, so that nothing is conveyed by colour alone. */
export type Sign =
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
	| 'dot'
	| 'newline';

/** The appearance chosen at the start: styles and signs. */
export type Theme = {
	readonly ascii: boolean;
	readonly styles: Readonly<Record<Role, Style>>;
	readonly signs: Readonly<Record<Sign, string>>;
	/** The colours of the origins of log lines. */
	readonly origins: readonly Style[];
	/** Bars of eight heights, lowest first. */
	readonly levels: string;
};

// Attributes that every terminal has, even without colours. Here bold means trouble.
const mono: Readonly<Record<Role, Style>> = {
	ok: '',
	transitioning: '',
	warning: '1',
	error: '1',
	unknown: '2',
	stuck: '1',
	removed: '2;9',
	stale: '2',
	dim: '2',
	strong: '1',
	heads: '1',
	cursor: '7',
	pointer: '1',
	// Here bold means trouble.
	name: '',
	mark: '1',
	match: '7',
	key: '1',
};

// The terminal's own sixteen colours: short sequences, and legible on the background that was chosen.
const themes: Readonly<Record<ThemeName, Readonly<Record<Role, Style>>>> = {
	mono,
	default: {
		...mono,
		ok: '32',
		transitioning: '36',
		warning: '33',
		error: '31',
		unknown: '90',
		stuck: '35',
		dim: '90',
		pointer: '1;36',
		name: '1',
		mark: '1;36',
		match: '30;43',
		key: '36',
	},
	light: {
		...mono,
		ok: '32',
		transitioning: '34',
		warning: '38;5;130',
		error: '31',
		unknown: '38;5;242',
		stuck: '35',
		dim: '38;5;242',
		pointer: '1;34',
		name: '1',
		mark: '1;34',
		match: '30;43',
		key: '34',
	},
	// Blue and orange differ for every common kind of colour blindness.
	'colour-blind': {
		...mono,
		ok: '38;5;33',
		transitioning: '36',
		warning: '38;5;220',
		error: '1;38;5;208',
		unknown: '90',
		stuck: '1;38;5;176',
		dim: '90',
		pointer: '1;36',
		name: '1',
		mark: '1;36',
		match: '30;47',
		key: '36',
	},
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
	dot: '-',
	newline: '$',
};

/** The appearance of a theme; `colour` false (NO_COLOR, `--no-color`) keeps bold, dim and inverse but no colours. */
export const createTheme = (options: {
	readonly theme: ThemeName;
	readonly ascii: boolean;
	readonly colour: boolean;
}): Theme => ({
	ascii: options.ascii,
	styles: options.colour ? themes[options.theme] : mono,
	signs: options.ascii ? asciiSigns : signs,
	origins: options.colour && options.theme !== 'mono' ? ['36', '32', '33', '35', '34', '31'] : [''],
	levels: options.ascii ? '_.-=+*%#' : '▁▂▃▄▅▆▇█',
});

/** Combines styles; later ones win. */
export const joinStyles = (...styles: readonly Style[]): Style =>
	styles.filter(style => style !== '').join(';');

/** The text in a style, with a reset after it. */
export const styled = (style: Style, text: string): string =>
	style === '' || text === '' ? text : `\u001b[${style}m${text}\u001b[0m`;
