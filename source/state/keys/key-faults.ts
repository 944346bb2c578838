import type {BindingOf, Context} from './binding.js';
import {labels} from './key-label.js';
import {type Keymap, type Keys, rankOf, renamed} from './keymap.js';

// Terminals send the same for both of these.
const twins: Readonly<Record<string, string>> = {
	'ctrl-h': 'backspace',
	'ctrl-i': 'tab',
	'ctrl-j': 'enter',
	'ctrl-m': 'enter',
};

const typedInto: readonly Context[] = ['prompt', 'form'];

const isDialogs = <State>({group}: BindingOf<State>): boolean => group === 'prompts and dialogs';

// A default key gives way to a configured one, unless it is needed to leave things. Keys that move may be shared with
// dialogs, where the dialog's command wins.
const collide = <State>(binding: BindingOf<State>, one: BindingOf<State>, keys: Keys): boolean =>
	one !== binding &&
	[...one.steps.keys()].some(context => binding.steps.has(context)) &&
	rankOf(one, keys) > 0 &&
	(isDialogs(one) === isDialogs(binding) || one.group === 'program' || binding.group === 'program');

const faultOf = <State>(
	command: string,
	key: string,
	table: readonly BindingOf<State>[],
	keys: Keys,
): string | null => {
	const binding = table.find(one => one.command === (renamed[command]?.command ?? command));
	if (!binding) return `no command is called '${command}' ('rwatch help keys' lists them)`;
	if (!/^(?:\S|ctrl-(?:[a-z\\\]^_]|space))$/u.test(key) && !Object.hasOwn(labels, key)) {
		const names = Object.keys(labels).join(', ');
		return `'${key}' is not a key: a character, ctrl- and a letter, or one of ${names}`;
	}

	const twin = twins[key];
	if (twin) return `'${key}' for ${command} cannot be told from ${twin}: terminals send the same for both`;

	if ([...key].length === 1 && typedInto.some(context => binding.steps.has(context))) {
		return `'${key}' for ${command} could not be typed any more: take a ctrl- key`;
	}

	const rival = table.find(one => one.keys.includes(key) && collide(binding, one, keys));
	return rival ? `'${key}' for ${command} is the key of ${rival.command} already` : null;
};

/** The first fault of the configured keys that a keymap was built with (unknown command or key, collision), or null. */
export const faultOfKeys = <State>({table}: Keymap<State>, keys: Keys): string | null => {
	for (const [command, key] of Object.entries(keys)) {
		const fault = faultOf(command, key, table, keys);
		if (fault) return fault;
	}

	return null;
};

/** A warning for each configured command that has another name now. */
export const keyWarnings = (keys: Keys): readonly string[] =>
	Object.keys(keys).flatMap(name => {
		const now = renamed[name]?.command;
		return now === undefined ? [] : [`the command ${name} is called ${now} now: its key opens the form`];
	});
