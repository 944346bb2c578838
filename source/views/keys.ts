import type {Key} from 'ink';

const named: ReadonlyArray<readonly [keyof Key, string]> = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['backspace', 'backspace'],
	['delete', 'delete'],
];

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

/** The name of one character as it comes from the terminal; null for what is no key. */
const nameOf = (character: string): string | null => {
	const known = controls[character];
	if (known !== undefined) return known;
	const code = character.codePointAt(0) ?? 0;
	if (code === 0) return 'ctrl-space';
	if (code <= 0x1a) return `ctrl-${String.fromCodePoint(code + 0x60)}`;
	if (code < 0x20) return `ctrl-${controlSigns[code - 0x1c] ?? ''}`;
	return code >= 0x80 && code < 0xa0 ? null : character;
};

// What Ink leaves of a sequence that it does not know: no keys that somebody pressed.
const unknownSequence = /^(?:\[[\d;<?]+[~A-Za-z]|O[A-Z])$/u;

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/**
 * What Ink tells of one read from the terminal, as names of keys like those of the message `key`. Keys that were
 * pressed quickly come in one read (`jjj`): each is told by itself. Function keys and alt combinations are none.
 */
export const keyNames = (input: string, key: Key): readonly string[] => {
	if (key.eventType === 'release') return [];
	if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
	for (const [flag, name] of named) if (key[flag] === true) return [name];
	if (key.meta || key.super || key.hyper) return [];
	if (key.ctrl) return input === '' ? [] : [input === ' ' ? 'ctrl-space' : `ctrl-${input}`];
	if (unknownSequence.test(input)) return [];
	const names: string[] = [];
	for (const {segment} of segmenter.segment(input)) {
		// CR and LF together are one character to the segmenter, but two keys.
		const parts = segment === '\r\n' ? ['\r', '\n'] : [segment];
		for (const part of parts) {
			const name = nameOf(part);
			if (name !== null) names.push(name);
		}
	}

	return names;
};
