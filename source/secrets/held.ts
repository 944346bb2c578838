import {blank} from './blank.js';

// Shorter ones are found by their place alone (`password=a`): every text would be full of them.
const fewest = 4;
const fewestStrong = 6;
const fewestOfLetters = 12;
const fewestAnywhere = 16;
const maxPassing = 500;
const maxLength = 16_384;

// Half a character cannot be put into an address.
const percent = (text: string): string =>
	encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(text)));

const htmlNames: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": '#39',
};

/** A value as servers repeat it: as it is, in an address, a form, JSON, a page, and as base64. */
const formsOf = (value: string): readonly string[] => {
	const bytes = new TextEncoder().encode(value);
	const base64 = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join('')).replace(/=+$/, '');
	const inAddress = percent(value);
	const coded = [
		inAddress,
		inAddress.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase()),
		inAddress.replaceAll('%20', '+'),
		JSON.stringify(value).slice(1, -1),
		value.replace(/[&<>"']/g, character => `&${htmlNames[character]};`),
	];
	const encoded = [base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
	return [...new Set([value, ...coded, ...encoded.filter(form => form.length >= fewestStrong)])];
};

/** A word of a language may be a password, but it is also the name of images and stacks. */
const isStrong = (form: string): boolean =>
	form.length >= fewestStrong && (form.length >= fewestOfLetters || !/^[a-z]+$/.test(form));

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Short ones only as whole words; what an escape ends with (`\n`, `%20`) belongs to none. */
const patternOf = (form: string): string => {
	if (form.length >= fewestAnywhere && isStrong(form)) return escaped(form);
	const before = /^[a-z\d]/i.test(form) ? '(?:(?<![A-Za-z\\d])|(?<=\\\\[nrt]|%[\\dA-Fa-f]{2}))' : '';
	const after = /[a-z\d]$/i.test(form) ? '(?![A-Za-z\\d])' : '';
	return before + escaped(form) + after;
};

const unionOf = (forms: readonly string[]): RegExp | null =>
	forms.length === 0
		? null
		: new RegExp(
				[...forms]
					.sort((left, right) => right.length - left.length)
					.map(patternOf)
					.join('|'),
				'g',
			);

/** The secrets that this program itself holds, to be removed by their values from all that it shows or writes. */
export class HeldSecrets {
	readonly #lasting = new Map<string, readonly string[]>();
	readonly #passing = new Map<string, readonly string[]>();
	#patterns: {readonly strong: RegExp | null; readonly all: RegExp | null} | null = null;
	#generation = 0;

	/** Another number whenever another value is held. */
	get generation(): number {
		return this.#generation;
	}

	/** A credential, for as long as the program runs. */
	hold(value: string): void {
		if (value.length < fewest || value.length > maxLength || this.#lasting.has(value)) return;
		this.#lasting.set(value, formsOf(value));
		this.#forget();
	}

	/** What is renewed, as sessions are: the latest few hundred are held. */
	holdPassing(value: string): void {
		if (value.length < fewest || value.length > maxLength || this.#lasting.has(value)) return;
		const forms = this.#passing.get(value);
		this.#passing.delete(value);
		this.#passing.set(value, forms ?? formsOf(value));
		if (forms) return;
		const [oldest] = this.#passing.keys();
		if (this.#passing.size > maxPassing && oldest !== undefined) this.#passing.delete(oldest);
		this.#forget();
	}

	/** Text of rows and objects: without the values that nothing else can be called. */
	without(text: string): string {
		const {strong} = this.#compiled();
		return strong === null || text.length < fewestStrong ? text : text.replace(strong, blank);
	}

	/** Messages, which may repeat a request: also without words that are passwords. */
	withoutAny(text: string): string {
		const {all} = this.#compiled();
		return all === null ? text : text.replace(all, blank);
	}

	/** Forgets all values, as at the start of a run. */
	clear(): void {
		this.#lasting.clear();
		this.#passing.clear();
		this.#forget();
	}

	#forget(): void {
		this.#patterns = null;
		this.#generation += 1;
	}

	#compiled(): {readonly strong: RegExp | null; readonly all: RegExp | null} {
		if (this.#patterns === null) {
			const forms = [...this.#lasting.values(), ...this.#passing.values()].flat();
			const all = [...new Set(forms)];
			this.#patterns = {strong: unionOf(all.filter(isStrong)), all: unionOf(all)};
		}

		return this.#patterns;
	}
}

/**
 * Those of this run. One for all: whoever writes text removes the secrets of every source, and whoever sends one cannot
 * forget to say so.
 */
export const heldSecrets = new HeldSecrets();
