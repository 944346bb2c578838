import {CommandReader, namesProgram} from './commands.js';

const separators = new Set([...';|&\n']);
const blanks = new Set([...' \t\r']);
// Around a word in a list (`["curl", "-u"]`) or in what is run within a command (`$(curl …)`).
const edges = new Set([...'[](){}"\'`,$\\']);
const deepest = 3;
// One word of a command that is a list over several lines, as compose files and printed JSON have it: `- -p`, `"-p",`.
const listedWord =
	/(?:\n|^)[ \t]*(?:- +(?=(?:"[^"\n]*"|'[^'\n]*'|[^\s"']\S*)[ \t\r]*(?:\n|$))|(?="[^"\n]*",?[ \t\r]*(?:\n|$)))/y;

/** The end of the word that begins at `from`; quotation marks hold words together. */
const wordEnd = (text: string, from: number, stops: {double: boolean; single: boolean}): number => {
	let at = from;
	while (at < text.length) {
		const character = text.charAt(at);
		if (blanks.has(character) || separators.has(character)) return at;
		if (character === '\\') at += 1;
		else if (character === '"' && stops.double) {
			const end = quoteEnd(text, at);
			if (end < 0) stops.double = false;
			else at = end;
		} else if (character === "'" && stops.single) {
			const end = text.indexOf("'", at + 1);
			if (end < 0) stops.single = false;
			else at = end;
		}

		at += 1;
	}

	return Math.min(at, text.length);
};

const quoteEnd = (text: string, from: number): number => {
	for (let at = from + 1; at < text.length; at += 1) {
		const character = text.charAt(at);
		if (character === '\\') at += 1;
		else if (character === '"') return at;
	}

	return -1;
};

const redactWord = (word: string, reader: CommandReader, depth: number): string => {
	let from = 0;
	let to = word.length;
	while (from < to && edges.has(word.charAt(from))) from += 1;
	while (to > from && edges.has(word.charAt(to - 1))) to -= 1;
	const inner = word.slice(from, to);
	const shown =
		/\s/.test(inner) && depth < deepest && !reader.expects
			? redactLine(inner, depth + 1)
			: reader.read(inner);
	return shown === inner ? word : word.slice(0, from) + shown + word.slice(to);
};

/** What stands before a word that has a line of a list to itself; '' where no such line begins. */
const leadOf = (text: string, at: number): string => {
	listedWord.lastIndex = at;
	return listedWord.exec(text)?.[0] ?? '';
};

const redactLine = (text: string, depth: number): string => {
	if (!namesProgram(text)) return text;
	const reader = new CommandReader();
	const stops = {double: true, single: true};
	let shown = '';
	let isListed = false;
	for (let at = 0; at < text.length; ) {
		const character = text.charAt(at);
		const lead = at === 0 || character === '\n' ? leadOf(text, at) : '';
		if (lead !== '') {
			if (!isListed) reader.begin();
			isListed = true;
			shown += lead;
			at += lead.length;
		} else if (blanks.has(character) || separators.has(character)) {
			if (separators.has(character)) {
				reader.begin();
				isListed = false;
			}

			shown += character;
			at += 1;
		} else {
			const end = wordEnd(text, at, stops);
			shown += redactWord(text.slice(at, end), reader, depth);
			at = end;
		}
	}

	return shown;
};

/** Blanks the secrets in arguments of programs: `sshpass -p x`, `curl -u a:b`, `mysql -px`. */
export const redactCommands = (text: string): string => redactLine(text, 0);

/** The same for a command that is a list of words. */
export const redactWords = (words: readonly string[]): readonly string[] => {
	if (!words.some(namesProgram)) return words;
	const reader = new CommandReader();
	return words.map(word => (/\s/.test(word) && !reader.expects ? redactLine(word, 1) : reader.read(word)));
};
