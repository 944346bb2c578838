/**
 * Makes one text of equal ones, which thousands of rows then hold together. A text that was joined lies in one piece; of one
 * that was put together by templates the steps would stay in memory, too.
 */
export class SharedTexts {
	readonly #max: number;
	readonly #known = new Map<string, string>();

	/** @param max so many different ones are known: a server that invents them must not fill the memory */
	constructor(max: number) {
		this.#max = max;
	}

	/** The text that all equal ones are. */
	of(text: string): string {
		const known = this.#known.get(text);
		if (known !== undefined) return known;
		if (this.#known.size >= this.#max) this.#known.clear();
		this.#known.set(text, text);
		return text;
	}
}
