import type {TextLook} from '../../model/text-look.js';
import type {Style} from './palettes.js';

/** How many colours the programs whose text is shown may use. */
export type OwnColours = 'none' | 'sixteen' | 'all';

// Each style is kept for as long as the screen is: other people's texts must not make them many.
const maxStyles = 200;

const levels = [0, 95, 135, 175, 215, 255];

const rgbOf = (colour: number): readonly [number, number, number] => {
	if (colour >= 232) {
		const grey = 8 + 10 * (colour - 232);
		return [grey, grey, grey];
	}

	const at = colour - 16;
	const level = (index: number): number => levels[index % 6] ?? 0;
	return [level(Math.floor(at / 36)), level(Math.floor(at / 6)), level(at)];
};

/** The nearest of sixteen colours. */
const inSixteen = (colour: number): number => {
	if (colour < 16) return colour;
	const rgb = rgbOf(colour);
	const most = Math.max(...rgb);
	if (most < 64) return 0;
	const isGrey = most - Math.min(...rgb) < 40;
	if (isGrey) return most < 150 ? 8 : most < 220 ? 7 : 15;
	const bits = rgb.reduce((sum, level, index) => sum + (level > most / 2 ? 1 << index : 0), 0);
	return most > 200 ? bits + 8 : bits;
};

const parameterOf = (colour: number, ground: 30 | 40): string => {
	if (colour < 8) return String(ground + colour);
	return colour < 16 ? String(ground + 52 + colour) : `${ground + 8};5;${colour}`;
};

const styleOf = ({foreground, background, attributes}: TextLook, colours: OwnColours): Style => {
	const nearest = (colour: number | null): number | null =>
		colour === null || colours === 'all' ? colour : inSixteen(colour);
	const [front, back] = [nearest(foreground), nearest(background)];
	// Text in the colour of its background would not be seen.
	const isHidden = front !== null && front === back;
	return [
		...attributes,
		...(front === null || isHidden ? [] : [parameterOf(front, 30)]),
		...(back === null || isHidden ? [] : [parameterOf(back, 40)]),
	].join(';');
};

/** Creates the function that gives parts of other people's texts the style that they had, as far as the theme has it. */
export const createOwnColours = (colours: OwnColours): ((look: TextLook) => Style) => {
	if (colours === 'none') return () => '';
	const known = new Map<string, Style>();
	return look => {
		const style = styleOf(look, colours);
		if (known.has(style)) return style;
		if (known.size >= maxStyles) return '';
		known.set(style, style);
		return style;
	};
};
