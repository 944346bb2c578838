import {heldSecrets} from './held.js';

const maxTexts = 5000;
const maxLength = 200;

/**
 * Short texts of which it is known that they hold no secret, with all the values that are held now: rows come again and
 * again with the same images, commands and addresses in them.
 */
export class KnownTexts {
	readonly #texts = new Set<string>();
	#generation = 0;

	/** Whether it was added, and no further value has been held since then. */
	has(text: string): boolean {
		if (this.#generation !== heldSecrets.generation) this.#forget();
		return text.length <= maxLength && this.#texts.has(text);
	}

	/** Whether it has as many as it may: another one would take the place of all. */
	get isFull(): boolean {
		return this.#texts.size >= maxTexts;
	}

	/** Keeps it, unless it is too long. */
	add(text: string): void {
		if (this.#generation !== heldSecrets.generation || this.isFull) this.#forget();
		if (text.length <= maxLength) this.#texts.add(text);
	}

	#forget(): void {
		this.#texts.clear();
		this.#generation = heldSecrets.generation;
	}
}
