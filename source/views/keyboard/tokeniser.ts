import {type Token, tokensOfSequence, tokensOfText} from './tokens.js';

/**
 * How long the rest of a sequence may take, in milliseconds; a lone Esc is a key after that. Pieces that a terminal sends
 * 100 ms apart may arrive a little further apart.
 */
export const sequenceDelayMs = 150;

/** A paste over a slow line may stall for longer; one whose end is lost must not swallow keys for ever. */
export const pasteDelayMs = 5000;

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

// More of a sequence is none, and more of a paste is not kept.
const longestSequence = 4096;
const longestPaste = 1024 * 1024;

// Whole sequences, and the beginnings of such. CSI M has three bytes behind it, CSI [ one (F1 to F5 of Linux).
const whole =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it takes terminal input apart.
	/\u001b(?:\[(?:M.{3}|\[.|(?!M|\[)[0-?]*[ -/]*[@-~])|O[\d;]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|P[^\u001b]*\u001b\\)/sy;
const begun =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it takes terminal input apart.
	/\u001b(?:\[(?:M.{0,2}|\[|[0-?]*[ -/]*)|O[\d;]*|\][^\u0007\u001b]*\u001b?|P[^\u001b]*\u001b?)?$/sy;
// What is left of a sequence that something else broke off.
const broken =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it takes terminal input apart.
	/\u001b(?:\[[0-?]+[ -/]*|\[[ -/]+|O[\d;]+|\][^\u0007\u001b]+|P[^\u001b]+)/y;

const matchAt = (pattern: RegExp, text: string, at: number): string | null => {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? null;
};

/**
 * Makes keys, pastes and reports of what a terminal sends, in whatever pieces it comes. Only the time is left to the
 * caller: after `waitMs` without more, `flush` tells what the rest was. Esc with any byte but `[`, `O`, `]` and `P`
 * behind it is Esc, then that key: nothing is bound to Alt.
 */
export class Tokeniser {
	#rest = '';
	#paste: string[] | null = null;
	#pasteLength = 0;

	/** How long to wait for more before `flush`, in milliseconds; null where nothing is open. */
	get waitMs(): number | null {
		if (this.#paste) return pasteDelayMs;
		return this.#rest === '' ? null : sequenceDelayMs;
	}

	/** What is complete with this piece. */
	push(piece: string): readonly Token[] {
		const text = this.#rest + piece;
		this.#rest = '';
		const tokens: Token[] = [];
		for (let at = 0; at < text.length; )
			at = this.#paste ? this.#pasted(text, at, tokens) : this.#read(text, at, tokens);
		return tokens;
	}

	/** Takes what is open for what it is without more: a lone Esc for a key, the beginning of an answer for nothing. */
	flush(): readonly Token[] {
		const rest = this.#rest;
		this.#rest = '';
		if (this.#paste) return [this.#endPaste(rest)];
		return rest.length <= 2 ? tokensOfText(rest) : [];
	}

	/** Reads on from a place outside a paste, and answers with the next. */
	#read(text: string, at: number, tokens: Token[]): number {
		const start = text.indexOf('\u001b', at);
		if (start !== at) {
			const end = start < 0 ? text.length : start;
			tokens.push(...tokensOfText(text.slice(at, end)));
			return end;
		}

		const sequence = matchAt(whole, text, at);
		if (sequence === pasteStart) {
			this.#paste = [];
			this.#pasteLength = 0;
		} else if (sequence !== null) tokens.push(...tokensOfSequence(sequence));
		if (sequence !== null) return at + sequence.length;
		if (text.length - at < longestSequence && matchAt(begun, text, at) !== null) {
			this.#rest = text.slice(at);
			return text.length;
		}

		const left = matchAt(broken, text, at);
		if (left === null) tokens.push(...tokensOfText('\u001b'));
		return at + (left?.length ?? 1);
	}

	#pasted(text: string, at: number, tokens: Token[]): number {
		const end = text.indexOf(pasteEnd, at);
		if (end >= 0) {
			tokens.push(this.#endPaste(text.slice(at, end)));
			return end + pasteEnd.length;
		}

		// Its end may come in pieces too.
		const kept = text.slice(Math.max(at, text.length - pasteEnd.length + 1));
		const start = kept.indexOf('\u001b');
		this.#rest = start < 0 ? '' : kept.slice(start);
		this.#keep(text.slice(at, text.length - this.#rest.length));
		return text.length;
	}

	#keep(text: string): void {
		const kept = text.slice(0, Math.max(0, longestPaste - this.#pasteLength));
		this.#pasteLength += kept.length;
		this.#paste?.push(kept);
	}

	#endPaste(rest: string): Token {
		this.#keep(rest);
		const text = this.#paste?.join('') ?? '';
		this.#paste = null;
		return {type: 'paste', text};
	}
}
