/** A colour of a terminal: one of 256, by its number. */
type Colour = number;

/** What a program made of a part of its text with SGR sequences. */
export type TextLook = {
	/** Null for the usual one. */
	readonly foreground: Colour | null;
	readonly background: Colour | null;
	/** SGR parameters of attributes, ascending: bold, dim, italic, underlined, inverse. */
	readonly attributes: readonly number[];
};

/** The usual look. */
export const plainLook: TextLook = {foreground: null, background: null, attributes: []};

const kept: ReadonlySet<number> = new Set([1, 2, 3, 4, 7]);

// The cube of 6 × 6 × 6 colours and the greys of a terminal with 256.
const cubed = (level: number): number =>
	level < 48 ? 0 : level < 115 ? 1 : Math.min(5, Math.floor((level - 35) / 40));

const fromLevels = (red: number, green: number, blue: number): Colour => {
	const isGrey = Math.max(red, green, blue) - Math.min(red, green, blue) < 10;
	if (isGrey && red > 8 && red < 239) return 232 + Math.min(23, Math.round((red - 8) / 10));
	return 16 + 36 * cubed(red) + 6 * cubed(green) + cubed(blue);
};

const isByte = (value: number | undefined): value is number =>
	value !== undefined && Number.isInteger(value) && value >= 0 && value <= 255;

type Extended = {readonly colour: Colour | null; readonly length: number};

/** The colour after 38 or 48: `5;n`, `2;r;g;b`. */
const extendedAt = (codes: readonly number[], at: number): Extended => {
	const [kind, first, second, third] = codes.slice(at, at + 4);
	if (kind === 5) return {colour: isByte(first) ? first : null, length: 2};
	if (kind !== 2) return {colour: null, length: codes.length};
	const isRgb = isByte(first) && isByte(second) && isByte(third);
	return {colour: isRgb ? fromLevels(first, second, third) : null, length: 4};
};

const maxCodes = 32;

/**
 * The look after an SGR sequence with these parameters (`1;38;5;208`). What hides text or blinks is ignored.
 */
export const lookAfter = (look: TextLook, parameters: string): TextLook => {
	let {foreground, background} = look;
	const attributes = new Set(look.attributes);
	// `4:3` is a kind of underline, `38:2::1:2:3` a colour with a space of colours, which nothing uses.
	const codes = parameters.replaceAll('::', ':').split(/[;:]/, maxCodes).map(Number);
	for (let at = 0; at < codes.length; at++) {
		const code = codes[at] ?? 0;
		if (code === 0) {
			foreground = null;
			background = null;
			attributes.clear();
		} else if (kept.has(code)) attributes.add(code);
		else if (code === 22) {
			attributes.delete(1);
			attributes.delete(2);
		} else if (code > 22 && code < 28) attributes.delete(code - 20);
		else if (code === 38 || code === 48) {
			const {colour, length} = extendedAt(codes, at + 1);
			if (code === 38) foreground = colour;
			else background = colour;
			at += length;
		} else if (code === 39) foreground = null;
		else if (code === 49) background = null;
		else if (code >= 30 && code < 38) foreground = code - 30;
		else if (code >= 90 && code < 98) foreground = code - 82;
		else if (code >= 40 && code < 48) background = code - 40;
		else if (code >= 100 && code < 108) background = code - 92;
	}

	return {foreground, background, attributes: [...attributes].sort((one, other) => one - other)};
};

/** Whether nothing of a look is seen. */
export const isPlainLook = ({foreground, background, attributes}: TextLook): boolean =>
	foreground === null && background === null && attributes.length === 0;
