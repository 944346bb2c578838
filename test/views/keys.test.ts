import type {Key} from 'ink';
import {expect, test} from 'vitest';
import {keyNames} from '../../source/views/keys.ts';

const none: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

test.each<[string, string, Partial<Key>, string[]]>([
	['a letter is itself', 'j', {}, ['j']],
	['a capital too', 'G', {shift: true}, ['G']],
	['keys pressed quickly are told one by one', 'jjjk', {}, ['j', 'j', 'j', 'k']],
	['control keys among them too', 'j\u0004\rk', {}, ['j', 'ctrl-d', 'enter', 'k']],
	['a line end of two characters is two keys', '\r\n', {}, ['enter', 'enter']],
	['wide and joined characters are one key each', '日é', {}, ['日', 'é']],
	['a space has a name', ' ', {}, ['space']],
	['a tab', '', {tab: true}, ['tab']],
	['a tab with shift', '', {tab: true, shift: true}, ['shift-tab']],
	['an arrow', '', {downArrow: true}, ['down']],
	['an arrow with ctrl is the arrow', '', {downArrow: true, ctrl: true}, ['down']],
	['enter', '', {return: true}, ['enter']],
	['escape', '', {escape: true}, ['escape']],
	['ctrl with a letter', 'd', {ctrl: true}, ['ctrl-d']],
	['ctrl with a sign', '\\', {ctrl: true}, ['ctrl-\\']],
	['ctrl-space', ' ', {ctrl: true}, ['ctrl-space']],
	['line feed is enter', '\n', {}, ['enter']],
	['alt combinations are none', 'x', {meta: true}, []],
	['function keys are none', '', {}, []],
	['what is left of an unknown sequence is none', '[25~', {}, []],
	['a bracket that was typed is itself', '[', {}, ['[']],
	['the release of a key is none', 'j', {eventType: 'release'}, []],
])('%s', (_title, input, key, expected) => {
	expect(keyNames(input, {...none, ...key})).toEqual(expected);
});
