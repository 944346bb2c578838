/** The name of a key, as in the message `key`; null for one without a name. */
type KeyName = string | null;

const controls: Readonly<Record<string, string>> = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	' ': 'space',
	'\u001b': 'escape',
	'\u007f': 'backspace',
	'\b': 'backspace',
};

// 0x01 to 0x1a are ctrl-a to ctrl-z, 0x1c to 0x1f ctrl with one of these.
const controlSigns = '\\]^_';

/** The name of the key that sends one character. */
export const nameOfCharacter = (character: string): KeyName => {
	const known = controls[character];
	if (known !== undefined) return known;
	const code = character.codePointAt(0) ?? 0;
	if (code === 0) return 'ctrl-space';
	if (code <= 0x1a) return `ctrl-${String.fromCodePoint(code + 0x60)}`;
	if (code < 0x20) return `ctrl-${controlSigns[code - 0x1c] ?? ''}`;
	return code >= 0x80 && code < 0xa0 ? null : character;
};

const finals: ReadonlyMap<string, string> = new Map([
	['A', 'up'],
	['B', 'down'],
	['C', 'right'],
	['D', 'left'],
	['F', 'end'],
	['H', 'home'],
]);

const tildes: ReadonlyMap<number, string> = new Map([
	[1, 'home'],
	[3, 'delete'],
	[4, 'end'],
	[5, 'pageup'],
	[6, 'pagedown'],
	[7, 'home'],
	[8, 'end'],
]);

// The keypad in application mode.
const keypad: ReadonlyMap<string, string> = new Map([
	['M', 'enter'],
	['X', '='],
	...[...'*+,-./0123456789'].map((sign, index) => [String.fromCodePoint(0x6a + index), sign] as const),
]);

const shift = 1;
const control = 4;
// Alt, super, hyper, meta: nothing is bound to them.
const foreign = 2 | 8 | 16 | 32;
const release = 3;

const nameOfCode = (code: number, modifiers: number): KeyName => {
	if (code < 0 || code > 0x10_ff_ff) return null;
	const character = String.fromCodePoint(code);
	const name = nameOfCharacter(character);
	if (name === 'tab') return modifiers & shift ? 'shift-tab' : name;
	if (modifiers & control) return name === 'space' || /^[a-z\\\]^_]$/.test(character) ? `ctrl-${name}` : null;
	return modifiers & shift && name === character ? name.toUpperCase() : name;
};

/** The key that sends a control sequence (`CSI 5 ~`, `SS3 A`); null for other sequences. */
export const nameOfSequence = (sequence: string): KeyName => {
	if (sequence.startsWith('\u001bO')) {
		const final = sequence.slice(-1);
		return finals.get(final) ?? keypad.get(final) ?? null;
	}

	const parts =
		// biome-ignore lint/suspicious/noControlCharactersInRegex: it takes terminal input apart.
		/^\u001b\[(?<parameters>[\d;:]*)(?<final>[A-Za-z~])$/.exec(sequence)?.groups;
	if (!parts) return null;
	const {parameters = '', final = ''} = parts;
	const [first = '', second = '', third = ''] = parameters.split(';');
	const [modifier = '', event = ''] = second.split(':');
	const modifiers = Math.max(0, Number(modifier) - 1);
	if (modifiers & foreign || Number(event) === release) return null;
	const number = Number.parseInt(first, 10);
	if (final === '~')
		return number === 27 ? nameOfCode(Number(third), modifiers) : (tildes.get(number) ?? null);
	if (final === 'u') return Number.isNaN(number) ? null : nameOfCode(number, modifiers);
	if (final === 'Z') return 'shift-tab';
	const name = finals.get(final) ?? null;
	return modifiers === shift && (name === 'left' || name === 'right') ? `shift-${name}` : name;
};
