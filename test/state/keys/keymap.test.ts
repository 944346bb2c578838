import {describe, expect, test} from 'vitest';
import {keyWarnings} from '../../../source/state/keys/key-faults.js';
import {keyLabel} from '../../../source/state/keys/key-label.js';
import {bindingOf, bindingsFor} from '../../../source/state/keys/keymap.js';
import {keyFault, keymapOf} from '../../../source/state/vocabulary.js';

// The keys that people were promised, by where they work.
const promised = {
	grid: 'up down j k pageup pagedown ctrl-b ctrl-f g G home end left right enter escape q : / S A N H < > o space ctrl-\\ ctrl-z ! a r x u ctrl-d c U + l s t d y e J ? ctrl-r ctrl-l Y ctrl-c',
	logs: 'f / n N w T 0 1 2 3 4 5 6 m ctrl-s escape left right up down q ?',
	describe: 'j k / n N d y escape l s t e r J',
	changes: 'j k g G escape',
	sources: 'j k enter space escape',
	help: 'j k escape',
	stats: 'escape q',
	actions: 'j k enter escape',
	owners: 'j k enter escape q',
	form: 'up down tab shift-tab enter escape ctrl-s left right backspace ctrl-u',
	confirm: 'y n escape left right tab enter up down j k pageup pagedown',
	quit: 'y q n escape enter',
	prompt: 'enter escape tab right up down backspace ctrl-u',
} as const;

const contexts = [
	'grid',
	'logs',
	'describe',
	'changes',
	'sources',
	'help',
	'stats',
	'actions',
	'owners',
	'form',
	'confirm',
	'quit',
	'prompt',
] as const;

test.each(contexts)('in %s every promised key is bound', context => {
	const unbound = promised[context].split(' ').filter(key => !bindingOf(keymapOf(), key, context));
	expect(unbound).toEqual([]);
});

test.each(contexts)('in %s no two commands share a key', context => {
	const keys = bindingsFor(keymapOf(), context).flatMap(binding => binding.keys);
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('nothing depends on the keys that terminal multiplexers take', () => {
	const taken = ['ctrl-a', 'ctrl-b', 'ctrl-space'];
	expect(
		keymapOf().table.filter(({keys}) => keys.length > 0 && keys.every(key => taken.includes(key))),
	).toEqual([]);
});

test('every command has one binding, a name of words with hyphens, and a title', () => {
	const names = keymapOf().table.map(({command}) => command);
	expect(new Set(names).size).toBe(names.length);
	expect(names.filter(name => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
	expect(keymapOf().table.filter(({title}) => title === '')).toEqual([]);
});

test('a command that is given another key leaves its old one', () => {
	const keys = {restart: 'R'};
	expect(bindingOf(keymapOf(keys), 'R', 'grid')?.command).toBe('restart');
	expect(bindingOf(keymapOf(keys), 'r', 'grid')).toBeNull();
	expect(keymapOf(keys).table.find(({command}) => command === 'restart')?.keys).toEqual(['R']);
});

test('a key of the configuration wins over a usual one, which the help marks as lost', () => {
	const keys = {logs: 'J'};
	expect(bindingOf(keymapOf(keys), 'J', 'grid')?.command).toBe('logs');
	expect(keymapOf(keys).table.find(({command}) => command === 'owners')).toMatchObject({
		keys: [],
		lost: ['J'],
	});
	expect(keymapOf({up: 'u'}).table.find(({command}) => command === 'start')).toMatchObject({
		keys: [],
		lost: ['u'],
	});
	expect(keymapOf({'sort-by-age': 'k'}).table.find(({command}) => command === 'up')).toMatchObject({
		keys: ['up'],
		lost: ['k'],
	});
});

test('a key is lost only where both commands work', () => {
	const keys = {'sort-by-age': 'k', 'search-next': 'x'};
	expect(bindingOf(keymapOf(keys), 'k', 'logs')?.command).toBe('up');
	expect(bindingOf(keymapOf(keys), 'x', 'grid')?.command).toBe('stop');
	const up = bindingsFor(keymapOf(keys), 'grid').find(({command}) => command === 'up');
	expect(up).toMatchObject({keys: ['up'], lost: ['k']});
	expect(bindingsFor(keymapOf(keys), 'logs').find(({command}) => command === 'up')?.keys).toEqual([
		'up',
		'k',
	]);
});

// Moving keys work in questions now, which they did not in 0.1.0.
test.each([
	[{down: 'tab'}, 'tab', 'switch', 'down'],
	[{up: 'y', yaml: 'L'}, 'y', 'yes', 'up'],
	[{down: 'J', yes: 'J'}, 'J', 'yes', 'down'],
])('what worked with 0.1.0 works, a question goes first: %j', (keys, key, asked, moved) => {
	expect(keyFault(keys)).toBeNull();
	expect(bindingOf(keymapOf(keys), key, 'confirm')?.command).toBe(asked);
	expect(bindingOf(keymapOf(keys), key, 'grid')?.command).toBe(moved);
});

test.each([
	[{}, ['+']],
	[{'scale-down': '-'}, ['+', '-']],
	[{'scale-up': '=', 'scale-down': '-'}, ['=', '-']],
	[{scale: 'K', 'scale-up': '='}, ['K']],
])('commands of earlier versions keep their keys: %j', (keys, expected) => {
	expect(keyFault(keys)).toBeNull();
	expect(keymapOf(keys).table.find(({command}) => command === 'scale')?.keys).toEqual(expected);
	for (const key of expected) expect(bindingOf(keymapOf(keys), key, 'grid')?.command).toBe('scale');
	const names = Object.keys(keys).filter(name => name !== 'scale');
	expect(keyWarnings(keys)).toEqual(
		names.map(name => `the command ${name} is called scale now: its key opens the form`),
	);
});

const expected =
	'a character, ctrl- and a letter, or one of up, down, left, right, shift-left, shift-right, pageup, pagedown, home, end, enter, escape, space, tab, shift-tab, backspace, delete';

describe('keys of the configuration', () => {
	test.each([
		['nothing', {}],
		['a free key', {restart: 'R'}],
		['the key that it has', {restart: 'r'}],
		['the usual key of another command', {restart: 'x'}],
		['two that change places', {restart: 'x', stop: 'r'}],
		['a key with ctrl', {describe: 'ctrl-e'}],
		['a key with a name', {describe: 'delete'}],
		['a sign with ctrl', {describe: 'ctrl-]'}],
		['a character of any script', {describe: 'д'}],
	])('%s is fine', (_title, keys) => {
		expect(keyFault(keys)).toBeNull();
	});

	test.each([
		['an unknown command', {reboot: 'R'}, "no command is called 'reboot' ('rwatch help keys' lists them)"],
		['a key that is given twice', {restart: 'K', stop: 'K'}, "'K' for restart is the key of stop already"],
		[
			'a key that leads out of everything',
			{restart: 'ctrl-c'},
			"'ctrl-c' for restart is the key of quit-now already",
		],
		['what is not a key', {restart: 'ctrl x'}, `'ctrl x' is not a key: ${expected}`],
		['a name that no key has', {restart: 'xyz'}, `'xyz' is not a key: ${expected}`],
		['a key that only looks like one', {restart: 'shift-x'}, `'shift-x' is not a key: ${expected}`],
		['ctrl with more than a letter', {restart: 'ctrl-del'}, `'ctrl-del' is not a key: ${expected}`],
		[
			'a key that comes as another one',
			{restart: 'ctrl-i'},
			"'ctrl-i' for restart cannot be told from tab: terminals send the same for both",
		],
		[
			'a letter where one types',
			{submit: 's'},
			"'s' for submit could not be typed any more: take a ctrl- key",
		],
	])('%s is reported', (_title, keys, fault) => {
		expect(keyFault(keys)).toBe(fault);
	});
});

test.each([
	['up', '↑'],
	['ctrl-d', 'ctrl-d'],
	['space', 'Space'],
	['G', 'G'],
])('the key %s is written %s', (key, label) => {
	expect(keyLabel(key)).toBe(label);
});
