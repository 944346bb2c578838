/** Style 0: the terminal's own colours, no attributes. */
export const plain = 0;

type CellStyle = {
	readonly foreground: string;
	readonly background: string;
	/** The attributes that are on: SGR parameters, ascending. */
	readonly attributes: readonly number[];
};

const plainStyle: CellStyle = {foreground: '', background: '', attributes: []};

// One parameter ends both bold and dim.
const endOf = (attribute: number): number => (attribute === 1 ? 22 : attribute + 20);

const isColour = (code: number, base: number): boolean =>
	(code >= base && code < base + 8) || (code >= base + 60 && code < base + 68);

const extendedColour = (codes: readonly number[], index: number): string => {
	const length = codes[index + 1] === 5 ? 3 : codes[index + 1] === 2 ? 5 : 1;
	return codes.slice(index, index + length).join(';');
};

/** Applies the parameters of one SGR sequence (`1;38;5;208`) to a style. */
const withParameters = (style: CellStyle, parameters: string): CellStyle => {
	let {foreground, background} = style;
	const attributes = new Set(style.attributes);
	const codes = parameters.split(/[;:]/u).map(Number);
	for (let index = 0; index < codes.length; index++) {
		const code = codes[index] ?? 0;
		if (code === 0) {
			foreground = '';
			background = '';
			attributes.clear();
		} else if (code < 10) attributes.add(code);
		else if (code >= 22 && code <= 29) {
			attributes.delete(code - 20);
			if (code === 22) attributes.delete(1);
		} else if (code === 38 || code === 48) {
			const colour = extendedColour(codes, index);
			if (code === 38) foreground = colour;
			else background = colour;
			index += colour.split(';').length - 1;
		} else if (code === 39) foreground = '';
		else if (code === 49) background = '';
		else if (isColour(code, 30)) foreground = String(code);
		else if (isColour(code, 40)) background = String(code);
	}

	return {foreground, background, attributes: [...attributes].sort((left, right) => left - right)};
};

const differing = (from: CellStyle, to: CellStyle): string => {
	const ended = new Set(from.attributes.filter(one => !to.attributes.includes(one)).map(endOf));
	const begun = to.attributes.filter(one => !from.attributes.includes(one) || ended.has(endOf(one)));
	const parameters: Array<number | string> = [...ended, ...begun];
	if (from.foreground !== to.foreground) parameters.push(to.foreground || 39);
	if (from.background !== to.background) parameters.push(to.background || 49);
	return parameters.join(';');
};

/**
 * The styles on a screen, numbered, so that cells are numbers. They all come from the theme, which bounds how many the
 * text of servers can make.
 */
export class CellStyles {
	readonly #styles: CellStyle[] = [plainStyle];
	readonly #ids = new Map<string, number>([[JSON.stringify(plainStyle), plain]]);
	readonly #applied = new Map<string, number>();
	readonly #transitions = new Map<number, string>();
	/** By style: its visible part on a blank cell; 0 if nothing is visible. */
	readonly #blank: number[] = [plain];

	/** The style that results when the SGR sequence `ESC [ parameters m` follows `style`. */
	apply(style: number, parameters: string): number {
		const key = `${style} ${parameters}`;
		const known = this.#applied.get(key);
		if (known !== undefined) return known;
		const result = this.#intern(withParameters(this.#styles[style] ?? plainStyle, parameters));
		this.#applied.set(key, result);
		return result;
	}

	/** The visible part of `style` on a blank cell, as a style; 0 for nothing. */
	onBlank(style: number): number {
		return this.#blank[style] ?? plain;
	}

	/** The shortest sequence from one style to another; '' if they are the same. */
	transition(from: number, to: number): string {
		if (from === to) return '';
		const key = from * 0x1_00_00 + to;
		const known = this.#transitions.get(key);
		if (known !== undefined) return known;
		const target = this.#styles[to] ?? plainStyle;
		const codes = [...target.attributes, target.foreground, target.background].filter(part => part !== '');
		const reset = codes.length > 0 ? `0;${codes.join(';')}` : '';
		const change = differing(this.#styles[from] ?? plainStyle, target);
		const sequence = `\u001b[${reset.length <= change.length ? reset : change}m`;
		this.#transitions.set(key, sequence);
		return sequence;
	}

	#intern(style: CellStyle): number {
		const key = JSON.stringify(style);
		const known = this.#ids.get(key);
		if (known !== undefined) return known;
		const id = this.#styles.push(style) - 1;
		this.#ids.set(key, id);
		// On a blank only lines and background are visible; inverse makes the foreground the background.
		const inverse = style.attributes.includes(7);
		const attributes = style.attributes.filter(one => one === 4 || one === 7 || one === 9);
		const lined = attributes.length > 0;
		this.#blank[id] = this.#intern({
			foreground: lined ? style.foreground : '',
			background: style.background,
			attributes: inverse ? style.attributes : attributes,
		});
		return id;
	}
}
