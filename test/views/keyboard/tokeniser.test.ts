import {describe, expect, test} from 'vitest';
import {pasteDelayMs, sequenceDelayMs, Tokeniser} from '../../../source/views/keyboard/tokeniser.js';
import type {Token} from '../../../source/views/keyboard/tokens.js';

const shown = (token: Token): string => {
	if (token.type === 'key') return token.key;
	if (token.type === 'paste') return `paste ${token.text}`;
	if (token.type === 'focus') return token.focused ? 'focus in' : 'focus out';
	return `${token.action} ${token.button} ${token.column},${token.row}`;
};

/** What comes of pieces that arrive in time, and of the silence after the last. */
const read = (...pieces: readonly string[]): readonly string[] => {
	const tokeniser = new Tokeniser();
	return [...pieces.flatMap(piece => tokeniser.push(piece)), ...tokeniser.flush()].map(shown);
};

test.each<[string, string, readonly string[]]>([
	['a letter is itself', 'j', ['j']],
	['keys pressed quickly are one each', 'jjGk', ['j', 'j', 'G', 'k']],
	['control keys among them too', 'j\u0004\rk', ['j', 'ctrl-d', 'enter', 'k']],
	['a line end of two characters is two keys', '\r\n', ['enter', 'enter']],
	['wide and joined characters are one key each', '日e\u0301👩‍🚀', ['日', 'e', '\u0301', '👩‍🚀']],
	['keys with names', ' \t\u007f\b\u0000', ['space', 'tab', 'backspace', 'backspace', 'ctrl-space']],
	['ctrl with signs', '\u001c\u001d', ['ctrl-\\', 'ctrl-]']],
	['controls of eight bits are none', '\u0085j', ['j']],
	['arrows', '\u001b[A\u001b[B\u001b[C\u001b[D', ['up', 'down', 'right', 'left']],
	['arrows of a terminal in application mode', '\u001bOA\u001bOD', ['up', 'left']],
	[
		'home and end, in all three ways',
		'\u001b[H\u001b[1~\u001bOH\u001b[F\u001b[4~',
		['home', 'home', 'home', 'end', 'end'],
	],
	['pages and delete', '\u001b[5~\u001b[6~\u001b[3~', ['pageup', 'pagedown', 'delete']],
	['shift-tab', '\u001b[Z', ['shift-tab']],
	['an arrow with ctrl or shift is the arrow', '\u001b[1;5B\u001b[1;2A', ['down', 'up']],
	['left and right with shift', '\u001b[1;2D\u001b[1;2C', ['shift-left', 'shift-right']],
	['with alt it is none', '\u001b[1;3B', []],
	['the keypad', '\u001bOM\u001bOq\u001bOk', ['enter', '1', '+']],
	[
		'keys as CSI u',
		'\u001b[97u\u001b[27u\u001b[100;5u\u001b[97;2u\u001b[9;2u\u001b[97;3u\u001b[97;1:3u',
		['a', 'escape', 'ctrl-d', 'A', 'shift-tab'],
	],
	['keys as CSI 27', '\u001b[27;5;100~', ['ctrl-d']],
	['function keys are none', '\u001bOP\u001b[15~\u001b[[A\u001b[24;2~', []],
	['Esc, then a key at once', '\u001bj', ['escape', 'j']],
	['Esc, then another word', '\u001b:q\r', ['escape', ':', 'q', 'enter']],
	['Esc twice', '\u001b\u001b', ['escape', 'escape']],
	['Esc before an arrow', '\u001b\u001b[A', ['escape', 'up']],
	['Esc, then a control key', '\u001b\r\u001b\u0003', ['escape', 'enter', 'escape', 'ctrl-c']],
	['Esc, then a bracket that begins nothing', '\u001b[\r', ['escape', '[', 'enter']],
	['Esc alone', '\u001b', ['escape']],
	['Esc and a bracket alone', '\u001b[', ['escape', '[']],
])('%s', (_title, bytes, expected) => {
	expect(read(bytes)).toEqual(expected);
	// It is the same however it is cut.
	for (let at = 1; at < bytes.length; at++) {
		if (!/[\uDC00-\uDFFF\u200d]/.test(bytes.slice(at - 1, at + 1)))
			expect(read(bytes.slice(0, at), bytes.slice(at))).toEqual(expected);
	}
});

describe('what a terminal answers to a query is not a key', () => {
	test.each([
		['its colours, ended by BEL', '\u001b]11;rgb:1e1e/1e1e/2e2e\u0007'],
		['its colours, ended by ST', '\u001b]4;1;rgb:cdcd/0000/0000\u001b\\'],
		['the clipboard', '\u001b]52;c;cm06cXg=\u0007'],
		['its attributes', '\u001b[?64;1;2;6;22c'],
		['more attributes', '\u001b[>41;354;0c'],
		['where the cursor is', '\u001b[12;40R'],
		['that it is well', '\u001b[0n'],
		['a mode', '\u001b[?2026;2$y'],
		['its keyboard', '\u001b[?1u'],
		['its size', '\u001b[8;24;80t'],
		['its name', '\u001bP>|xterm(354)\u001b\\'],
		['a capability', '\u001bP1+r544e=787465726d\u001b\\'],
		['its graphics', '\u001b_Gi=31;OK\u001b\\'],
	])('%s, in whatever pieces', (_title, answer) => {
		for (let at = 1; at <= answer.length; at++) {
			expect(read(answer.slice(0, at), `${answer.slice(at)}j`)).toEqual(['j']);
		}
	});

	test('also where its end never comes, or something else breaks it off', () => {
		expect(read('\u001b]11;rgb:1e1e')).toEqual([]);
		expect(read('\u001b[?64;1')).toEqual([]);
		expect(read('\u001b[12;\u001b[Aj')).toEqual(['up', 'j']);
		expect(read('\u001b]11;rgb:1e\u001b[Bj')).toEqual(['down', 'j']);
		expect(read(`\u001bP${'x'.repeat(5000)}`, '\u001b\\j').at(-1)).toBe('j');
	});
});

describe('reports', () => {
	test.each<[string, string, readonly string[]]>([
		['focus', '\u001b[I\u001b[O', ['focus in', 'focus out']],
		['a click', '\u001b[<0;10;5M\u001b[<0;10;5m', ['press 0 10,5', 'release 0 10,5']],
		['the wheel', '\u001b[<64;1;2M\u001b[<65;1;2M', ['wheel-up 0 1,2', 'wheel-down 1 1,2']],
		['a move', '\u001b[<35;7;8M', ['move 3 7,8']],
		['a click in the oldest way', '\u001b[M *%j', ['press 0 10,5', 'j']],
		['a click as urxvt has it', '\u001b[32;10;5M', ['press 0 10,5']],
	])('%s', (_title, bytes, expected) => expect(read(bytes)).toEqual(expected));
});

describe('a paste', () => {
	test.each([
		['whole', ['\u001b[200~rxy\nproxy\u001b[201~j']],
		['in pieces', ['\u001b[20', '0~rxy\npr', 'oxy\u001b[20', '1~j']],
		['byte by byte', [...'\u001b[200~rxy\nproxy\u001b[201~j']],
	])('%s', (_title, pieces) => expect(read(...pieces)).toEqual(['paste rxy\nproxy', 'j']));

	test('may hold escape sequences', () => {
		expect(read('\u001b[200~\u001b[A\u001b', 'x\u001b[201~')).toEqual(['paste \u001b[A\u001bx']);
	});

	test('whose end is lost ends after a long silence', () => {
		const tokeniser = new Tokeniser();
		tokeniser.push('\u001b[200~some');
		expect(tokeniser.waitMs).toBe(pasteDelayMs);
		expect(tokeniser.flush().map(shown)).toEqual(['paste some']);
		expect(tokeniser.push('j').map(shown)).toEqual(['j']);
	});

	test('without an end takes bounded memory', () => {
		const tokeniser = new Tokeniser();
		tokeniser.push('\u001b[200~');
		for (let count = 0; count < 40; count++) tokeniser.push('x'.repeat(65_536));
		const [token] = tokeniser.push('\u001b[201~');
		expect(token?.type === 'paste' && token.text.length).toBe(1024 * 1024);
	});

	test('an end without a start is nothing', () => expect(read('\u001b[201~j')).toEqual(['j']));
});

test('it waits only where more may come', () => {
	const tokeniser = new Tokeniser();
	expect(tokeniser.waitMs).toBeNull();
	for (const [piece, waitMs] of [
		['j', null],
		['\u001b', sequenceDelayMs],
		['[', sequenceDelayMs],
		['A', null],
		['\u001bj', null],
	] as const) {
		tokeniser.push(piece);
		expect(tokeniser.waitMs).toBe(waitMs);
	}
});
