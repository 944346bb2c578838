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
	/** What changed since it was shown before. */
	| 'changed'
	/** That the past is shown: its mark, and the line above its rows. */
	| 'past'
	| 'pastRule'
	| 'key';

/** A style for each role. */
export type Palette = Readonly<Record<Role, Style>>;

/** Attributes that every terminal has, even without colours. Here bold means trouble. */
export const mono: Palette = {
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
	changed: '4',
	past: '1;7',
	pastRule: '1',
	key: '1',
};

// The terminal's own sixteen colours: short sequences, and legible on the background that was chosen.
const dark: Palette = {
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
	past: '30;45',
	pastRule: '35',
	match: '30;43',
	key: '36',
};

const light: Palette = {
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
	past: '97;45',
	pastRule: '35',
	match: '30;43',
	key: '34',
};

// Nothing is dim: what counts less is only not bold.
const highContrast: Palette = {
	...mono,
	ok: '92',
	transitioning: '96',
	warning: '1;93',
	error: '1;91',
	unknown: '97',
	stuck: '1;95',
	removed: '9',
	stale: '37',
	dim: '37',
	strong: '1;97',
	heads: '1;4;97',
	pointer: '1;93',
	name: '1;97',
	mark: '1;93',
	past: '1;30;105',
	pastRule: '1;95',
	match: '30;103',
	key: '1;96',
};

const highContrastLight: Palette = {
	...highContrast,
	ok: '38;5;22',
	transitioning: '34',
	warning: '1;38;5;94',
	error: '1;31',
	unknown: '30',
	stuck: '1;35',
	stale: '38;5;238',
	dim: '38;5;238',
	strong: '1;30',
	heads: '1;4;30',
	pointer: '1;34',
	name: '1;30',
	mark: '1;34',
	past: '1;97;45',
	pastRule: '1;35',
	match: '97;44',
	key: '1;34',
};

// Success, primary, warning and error of Rancher's dashboard: #5d995d, #3d98d3, #dac342, #f64747.
const rancher: Palette = {
	...dark,
	ok: '38;5;71',
	transitioning: '38;5;74',
	warning: '38;5;178',
	error: '38;5;203',
	unknown: '38;5;245',
	stuck: '38;5;141',
	dim: '38;5;245',
	pointer: '1;38;5;74',
	mark: '1;38;5;74',
	match: '30;48;5;178',
	key: '38;5;74',
};

const rancherLight: Palette = {
	...rancher,
	ok: '38;5;65',
	transitioning: '38;5;31',
	warning: '38;5;136',
	error: '38;5;160',
	unknown: '38;5;242',
	stuck: '38;5;97',
	dim: '38;5;242',
	pointer: '1;38;5;31',
	mark: '1;38;5;31',
	key: '38;5;31',
};

// Blue and orange differ for every common kind of colour blindness.
const colourBlind: Palette = {
	...dark,
	ok: '38;5;33',
	warning: '38;5;220',
	error: '1;38;5;208',
	stuck: '1;38;5;176',
	match: '30;47',
};

/** All themes. */
export const palettes: Readonly<Record<ThemeName, Palette>> = {
	default: dark,
	light,
	'high-contrast': highContrast,
	'high-contrast-light': highContrastLight,
	rancher,
	'rancher-light': rancherLight,
	'colour-blind': colourBlind,
	mono,
};

// By its number among 256, the nearest of the sixteen that every terminal has.
const nearest: Readonly<Record<string, string>> = {
	22: '32',
	31: '34',
	33: '94',
	65: '32',
	71: '32',
	74: '36',
	94: '33',
	97: '35',
	130: '33',
	136: '33',
	141: '35',
	160: '31',
	176: '95',
	178: '33',
	203: '31',
	208: '91',
	220: '93',
	238: '30',
	242: '90',
	245: '90',
};

const inSixteen = (style: Style): Style =>
	style.replace(/([34])8;5;(\d+)/g, (_whole, ground: string, number: string) => {
		const colour = nearest[number] ?? '39';
		return ground === '3' ? colour : String(Number(colour) + 10);
	});

/** The same palette for a terminal with sixteen colours. */
export const sixteenOf = (palette: Palette): Palette => ({
	...palette,
	...Object.fromEntries(Object.entries(palette).map(([role, style]) => [role, inSixteen(style)])),
});
