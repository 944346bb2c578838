/** How bad a line of a log is, as its program said. */
export type LineLevel = 'debug' | 'info' | 'warning' | 'error';

const levels: Readonly<Record<string, LineLevel>> = {
	trace: 'debug',
	verbose: 'debug',
	debug: 'debug',
	dbg: 'debug',
	info: 'info',
	information: 'info',
	informational: 'info',
	notice: 'info',
	warn: 'warning',
	warning: 'warning',
	wrn: 'warning',
	err: 'error',
	error: 'error',
	eror: 'error',
	severe: 'error',
	crit: 'error',
	critical: 'error',
	fatal: 'error',
	panic: 'error',
	dpanic: 'error',
	alert: 'error',
	emerg: 'error',
	emergency: 'error',
};

/** The level of a word such as `WARN`, in any case, or of a number of pino and bunyan (30 is info); null for others. */
export const levelNamed = (word: string): LineLevel | null => {
	const lower = word.toLowerCase();
	if (Object.hasOwn(levels, lower)) return levels[lower] ?? null;
	const number = /^\d{2}$/.test(word) ? Number(word) : 0;
	if (number < 10) return null;
	return number >= 50 ? 'error' : number >= 40 ? 'warning' : number >= 30 ? 'info' : 'debug';
};

const words = Object.keys(levels).join('|');
const inJson =
	/"(?:level|lvl|severity|loglevel|log_level|levelname|log\.level|@level|@l)" ?: ?"?([a-z]+|\d{2})\b/i;
const inLogfmt = /(?:^|\s)(?:level|lvl|severity|loglevel)="?([a-z]+)\b/i;
const klog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
const klogLevels: Readonly<Record<string, LineLevel>> = {I: 'info', W: 'warning', E: 'error', F: 'error'};
const bracketed = new RegExp(`[[<](${words}) {0,4}[\\]>]`, 'i');
// Small letters may be part of a sentence.
const capitals = new RegExp(`(?:^|[\\s|])(${words.toUpperCase()})(?=[\\s:|!]|$)`);
const first = new RegExp(`^(${words})(?=:)`, 'i');

// What comes later is the message.
const maxLooked = 160;
const maxLookedInJson = 2000;

const found = (pattern: RegExp, text: string): LineLevel | null => {
	const word = pattern.exec(text)?.[1];
	return word === undefined ? null : levelNamed(word);
};

/**
 * The level that a line names: in JSON, logfmt, klog's first letter, in brackets, in capitals, or as its first word. Null
 * where it names none.
 *
 * @param text without colours
 */
export const levelOf = (text: string): LineLevel | null => {
	if (text.startsWith('{')) return found(inJson, text.slice(0, maxLookedInJson));
	const front = text.slice(0, maxLooked);
	const letter = klog.exec(front)?.[1];
	if (letter !== undefined) return klogLevels[letter] ?? null;
	return found(inLogfmt, front) ?? found(bracketed, front) ?? found(capitals, front) ?? found(first, front);
};
