import {type ThemeName, themeNames} from '../model/theme-name.js';
import {createTheme, type Theme} from '../views/lines/theme.js';
import {takesUtf8} from './locale.js';
import type {System} from './system.js';

const coloursWanted = (color: boolean, {NO_COLOR, FORCE_COLOR, TERM}: NodeJS.ProcessEnv): boolean => {
	if (!color || NO_COLOR || TERM === 'dumb') return false;
	return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
};

// Bits of colour: 4 are sixteen colours.
const depthOf = ({env, stdout}: System): number =>
	typeof stdout.getColorDepth === 'function' ? stdout.getColorDepth(env) : 8;

/** The theme of this name, or the default one, with the signs and colours that the terminal has. */
export const terminalTheme = (
	name: string,
	{ascii, color}: {readonly ascii: boolean; readonly color: boolean},
	system: System,
): Theme =>
	createTheme({
		theme: themeNames.find(one => one === name) ?? ('default' satisfies ThemeName),
		ascii: ascii || !takesUtf8(system.env),
		colour: coloursWanted(color, system.env),
		sixteen: depthOf(system) <= 4,
	});
