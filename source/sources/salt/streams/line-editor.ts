import {StringDecoder} from 'node:string_decoder';
import {printable} from '../../../model/printable.js';

/** What a line editor needs. */
type LineEditorOptions = {
	readonly prompt: string;
	/** Earlier lines, oldest first; what is entered is added. */
	readonly history: string[];
	readonly write: (text: string) => void;
	readonly entered: (line: string) => void;
	/** Ctrl-d on an empty line. */
	readonly left: () => void;
	/** Ctrl-c. */
	readonly interrupted: () => void;
};

// Arrows, ends of a paste and other sequences that a terminal sends; control characters; text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a terminal sends.
const tokens = /\u001b(?:\[[\d;]*[A-Za-z~]|O[A-Za-z])?|[\u0000-\u001f\u007f]|[^\u0000-\u001f\u007f]+/gu;

const maxHistory = 200;

/** Reads lines that are typed or pasted, with a history. While `isBusy` what comes is kept for later, but for ctrl-c. */
export class LineEditor {
	readonly #options: LineEditorOptions;
	readonly #decoder = new StringDecoder('utf8');
	#columns: number;
	#line = '';
	/** How far back in the history the line is from. */
	#back = 0;
	#waiting: string[] = [];
	#isBusy = false;
	/** Stands in the place of the prompt for one line, which may be empty and is not kept. */
	#question: string | null = null;

	constructor(options: LineEditorOptions, columns: number) {
		this.#options = options;
		this.#columns = columns;
	}

	/** The terminal has another width, in cells. */
	resize(columns: number): void {
		this.#columns = columns;
	}

	/** Takes bytes as the terminal sends them: a character may be spread over two calls. */
	type(bytes: Uint8Array): void {
		this.#waiting.push(...(this.#decoder.write(Buffer.from(bytes)).match(tokens) ?? []));
		this.#work();
	}

	/** The last line is done: shows the prompt again, or a question for one line. */
	ready(question: string | null = null): void {
		this.#isBusy = false;
		this.#question = question;
		this.#draw();
		this.#work();
	}

	#work(): void {
		if (this.#isBusy) {
			if (!this.#waiting.includes('\u0003')) return;
			this.#waiting = [];
			this.#options.interrupted();
			return;
		}

		while (!this.#isBusy) {
			const token = this.#waiting.shift();
			if (token === undefined) return;
			this.#key(token);
		}
	}

	#key(token: string): void {
		const {history, write, left} = this.#options;
		if (token === '\r' || token === '\n') {
			this.#enter();
			return;
		}

		if (token === '\u0004') {
			if (this.#line === '') left();
			return;
		}

		if (token === '\u0003') {
			write('^C\r\n');
			this.#line = '';
			if (this.#question !== null) {
				this.#enter();
				return;
			}
		} else if (token === '\u007f' || token === '\b') this.#line = [...this.#line].slice(0, -1).join('');
		else if (token === '\u0015') this.#line = '';
		else if (token === '\u0017') this.#line = this.#line.replace(/\S*\s*$/, '');
		else if (token === '\u001b[A' || token === '\u001bOA')
			this.#browse(Math.min(this.#back + 1, history.length));
		else if (token === '\u001b[B' || token === '\u001bOB') this.#browse(Math.max(this.#back - 1, 0));
		else if (token === '\t' || token >= ' ') this.#line += token;
		this.#draw();
	}

	#browse(back: number): void {
		this.#back = back;
		this.#line = back === 0 ? '' : (this.#options.history.at(-back) ?? '');
	}

	#enter(): void {
		const {history, write, entered} = this.#options;
		const line = this.#line.trim();
		write('\r\n');
		this.#line = '';
		this.#back = 0;
		const isAnswer = this.#question !== null;
		if (line === '' && !isAnswer) {
			this.#draw();
			return;
		}

		if (!isAnswer && history.at(-1) !== line) history.push(line);
		if (history.length > maxHistory) history.shift();
		this.#isBusy = true;
		entered(line);
	}

	/** Only the end of a line that is too long is shown. */
	#draw(): void {
		const {write} = this.#options;
		const prompt = this.#question ?? this.#options.prompt;
		const room = Math.max(1, this.#columns - prompt.length - 1);
		write(`\r\u001b[K${prompt}${[...printable(this.#line)].slice(-room).join('')}`);
	}
}
