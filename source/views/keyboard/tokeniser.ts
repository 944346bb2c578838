import {type Token, tokensOfSequence, tokensOfText} from './tokens.js';

/**
 * How long to wait for the rest of a sequence, in milliseconds; after that, a lone Esc is a key. Some more than the 100
 * ms that pieces are sent apart.
 */
export const sequenceDelayMs = 150;

/** The same for a paste, milliseconds: a slow line may stall, but a lost end must not swallow keys for ever. */
export const pasteDelayMs = 5000;

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';

// Longer sequences are dropped, and longer pastes are cut.
const longestSequence = 4096;
const longestPaste = 1024 * 1024;

// Whole sequences, and beginnings of some. CSI M is followed by three bytes, CSI [ by one (F1 to F5 of Linux).
const whole =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it takes terminal input apart.
	/\u001b(?:\[(?:M.{3}|\[.|(?!M|\[)[0-?]*[ -/]*[@-~])|O[\d;]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[P_][^\u001b]*\u001b\\)/sy;
const begun =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it takes terminal input apart.
	/\u001b(?:\[(?:M.{0,2}|\[|[0-?]*[ -/]*)|O[\d;]*|\][^\u0007\u001b]*\u001b?|[P_][^\u001b]*\u001b?)?$/sy;
// The rest of an interrupted sequence.
const broken =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it takes terminal input apart.
	/\u001b(?:\[[0-?]+[ -/]*|\[[ -/]+|O[\d;]+|\][^\u0007\u001b]+|[P_][^\u001b]+)/y;

const matchAt = (pattern: RegExp, text: string, at: number): string | null => {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? null;
};

/**
 * Parses the input of a terminal, in whatever pieces it arrives, into keys, pastes and reports. The caller keeps the time:
 * after `waitMs` without input, `flush` returns the rest. Esc before any byte but `[`, `O`, `]`, `P` and `_` is Esc, then
 * that key: nothing is bound to Alt.
 */
export class Tokeniser {
	#rest = '';
	#paste: string[] | null = null;
	#pasteLength = 0;

	/** How long to wait for more before `flush`, in milliseconds; null if nothing is pending. */
	get waitMs(): number | null {
		if (this.#paste) return pasteDelayMs;
		return this.#rest === '' ? null : sequenceDelayMs;
	}

	/** Parses a piece and returns the tokens that it completes. */
	push(piece: string): readonly Token[] {
		const text = this.#rest + piece;
		this.#rest = '';
		const tokens: Token[] = [];
		for (let at = 0; at < text.length; )
			at = this.#paste ? this.#pasted(text, at, tokens) : this.#read(text, at, tokens);
		return tokens;
	}

	/** Ends what is pending: a lone Esc becomes a key, the beginning of an answer is dropped. */
	flush(): readonly Token[] {
		const rest = this.#rest;
		this.#rest = '';
		if (this.#paste) return [this.#endPaste(rest)];
		return rest.length <= 2 ? tokensOfText(rest) : [];
	}

	/** Parses from a position outside a paste; returns the next position. */
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
