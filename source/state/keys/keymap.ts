import type {Settings, State} from '../state.js';
import type {Binding, Context, Group} from './binding.js';
import {bindings, type CommandName} from './bindings.js';

export type {Binding, Context, Group} from './binding.js';
export type {CommandName} from './bindings.js';

type Keys = Settings['keys'];

/** What a key stands for in a context. */
export type KnownBinding = Binding<CommandName>;

type Keymap = {
	readonly table: readonly KnownBinding[];
	readonly byKey: ReadonlyMap<Context, ReadonlyMap<string, KnownBinding>>;
	/** What works in a context, with the keys that it has there. */
	readonly listed: ReadonlyMap<Context, readonly KnownBinding[]>;
};

/** What commands of earlier versions are called now; with `added` their key is one more, else it takes the place of the usual one. */
const renamed: Readonly<Record<string, {readonly command: CommandName; readonly added: boolean}>> = {
	'scale-up': {command: 'scale', added: false},
	'scale-down': {command: 'scale', added: true},
};

const keysOf = ({command, keys: usual}: KnownBinding, keys: Keys): readonly string[] => {
	const former = Object.entries(renamed).filter(([, one]) => one.command === command);
	const own = (isAdded: boolean): readonly string[] =>
		former.flatMap(([name, {added}]) => (added === isAdded ? (keys[name] ?? []) : []));
	const chosen = keys[command];
	const first = chosen === undefined ? own(false) : [chosen];
	return [...new Set([...(first.length > 0 ? first : usual), ...own(true)])];
};

/** A warning for each command of the configuration that has another name now. */
export const keyWarnings = (keys: Keys): readonly string[] =>
	Object.keys(keys).flatMap(name => {
		const now = renamed[name]?.command;
		return now === undefined ? [] : [`the command ${name} is called ${now} now: its key opens the form`];
	});

const isChosen = ({command}: KnownBinding, keys: Keys): boolean =>
	Object.keys(keys).some(name => (renamed[name]?.command ?? name) === command);

// Without these nobody gets out of anything.
const firm: readonly Group[] = ['prompts and dialogs', 'program'];

/** Of two commands with the same key in one context the higher one has it: one that a person chose may be older than a usual one. */
const rankOf = (binding: KnownBinding, keys: Keys): number =>
	(firm.includes(binding.group) ? 2 : 0) + (isChosen(binding, keys) ? 1 : 0);

const withoutLost = (binding: KnownBinding, lost: readonly string[]): KnownBinding =>
	lost.length === 0 ? binding : {...binding, keys: binding.keys.filter(key => !lost.includes(key)), lost};

const build = (keys: Keys): Keymap => {
	const asked = bindings.map((binding): KnownBinding => ({...binding, keys: keysOf(binding, keys)}));
	const ranked = [...asked].sort((left, right) => rankOf(left, keys) - rankOf(right, keys));
	const byKey = new Map<Context, Map<string, KnownBinding>>();
	for (const binding of ranked) {
		for (const context of binding.contexts) {
			const known = byKey.get(context) ?? new Map<string, KnownBinding>();
			byKey.set(context, known);
			for (const key of binding.keys) known.set(key, binding);
		}
	}

	const lostIn = (binding: KnownBinding, context: Context): readonly string[] =>
		binding.keys.filter(key => byKey.get(context)?.get(key) !== binding);
	const listed = new Map(
		[...byKey.keys()].map(context => [
			context,
			asked
				.filter(binding => binding.contexts.includes(context))
				.map(binding => withoutLost(binding, lostIn(binding, context))),
		]),
	);
	const table = asked.map(binding =>
		isChosen(binding, keys)
			? binding
			: withoutLost(binding, [...new Set(binding.contexts.flatMap(context => lostIn(binding, context)))]),
	);
	return {table, byKey, listed};
};

// The settings never change, so their keymap is made once.
const built = new WeakMap<Keys, Keymap>();

const keymapOf = (keys: Keys): Keymap => {
	const known = built.get(keys) ?? build(keys);
	built.set(keys, known);
	return known;
};

/** Where keys go now: the prompt, else the dialog, else the view that is shown. */
export const contextOf = (state: State): Context =>
	state.prompt ? 'prompt' : (state.dialog?.type ?? state.views.at(-1)?.type ?? 'grid');

/** The binding of a key in a context, or null. */
export const bindingOf = (key: string, context: Context, keys: Keys): KnownBinding | null =>
	keymapOf(keys).byKey.get(context)?.get(key) ?? null;

/** The bindings of a context, with the keys from the configuration, in the order of the help screen. */
export const bindingsFor = (context: Context, keys: Keys): readonly KnownBinding[] =>
	keymapOf(keys).listed.get(context) ?? [];

/** All bindings, with the keys from the configuration: for help and readme, in order, grouped by `group`. */
export const keyTable = (keys: Keys = {}): readonly KnownBinding[] => keymapOf(keys).table;

// All keys that have a name.
const labels: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
	enter: 'Enter',
	escape: 'Esc',
	space: 'Space',
	tab: 'Tab',
	'shift-tab': 'Shift-Tab',
	backspace: 'Backspace',
	delete: 'Delete',
};

// What a terminal sends for them is what it sends for another key.
const twins: Readonly<Record<string, string>> = {
	'ctrl-h': 'backspace',
	'ctrl-i': 'tab',
	'ctrl-j': 'enter',
	'ctrl-m': 'enter',
};

const typedInto: readonly Context[] = ['prompt', 'form'];

const isDialogs = ({group}: KnownBinding): boolean => group === 'prompts and dialogs';

// A usual key gives way, except for those that lead out of everything. What moves may share its keys with dialogs: there
// the dialog has them.
const collide = (binding: KnownBinding, one: KnownBinding, keys: Keys): boolean =>
	one !== binding &&
	one.contexts.some(context => binding.contexts.includes(context)) &&
	rankOf(one, keys) > 0 &&
	(isDialogs(one) === isDialogs(binding) || one.group === 'program' || binding.group === 'program');

const faultOf = (command: string, key: string, table: readonly KnownBinding[], keys: Keys): string | null => {
	const binding = table.find(one => one.command === (renamed[command]?.command ?? command));
	if (!binding) return `no command is called '${command}' (the help screen and the readme list them)`;
	if (!/^(?:\S|ctrl-(?:[a-z\\\]^_]|space))$/u.test(key) && !Object.hasOwn(labels, key)) {
		const names = Object.keys(labels).join(', ');
		return `'${key}' is not a key: a character, ctrl- and a letter, or one of ${names}`;
	}

	const twin = twins[key];
	if (twin) return `'${key}' for ${command} cannot be told from ${twin}: terminals send the same for both`;

	if ([...key].length === 1 && binding.contexts.some(context => typedInto.includes(context))) {
		return `'${key}' for ${command} could not be typed any more: take a ctrl- key`;
	}

	const rival = table.find(one => one.keys.includes(key) && collide(binding, one, keys));
	return rival ? `'${key}' for ${command} is the key of ${rival.command} already` : null;
};

/** What is wrong with the keys of the configuration (unknown command, no key, collision), or null. */
export const keyFault = (keys: Keys): string | null => {
	const {table} = build(keys);
	for (const [command, key] of Object.entries(keys)) {
		const fault = faultOf(command, key, table, keys);
		if (fault) return fault;
	}

	return null;
};

/** A key as people write it: `↑`, `Enter`, `ctrl-d`, `Space`. */
export const keyLabel = (key: string): string => labels[key] ?? key;

/** The key of a command in a context, as people write it; '' where it has none. */
export const keyOf = (command: CommandName, context: Context, keys: Keys): string => {
	const [key] = bindingsFor(context, keys).find(one => one.command === command)?.keys ?? [];
	return key === undefined ? '' : keyLabel(key);
};
