import {
	type BindingOf,
	type CommandOf,
	type Context,
	type ContextsOf,
	type Group,
	joinCommands,
} from './binding.js';
import {keyLabel} from './key-label.js';

/** Key by command name, from the configuration file. */
export type Keys = Readonly<Record<string, string>>;

/** Which key runs which command in which context. */
export type Keymap<State> = {
	/** All commands with their keys, in the order of the help. */
	readonly table: readonly BindingOf<State>[];
	readonly byKey: ReadonlyMap<Context, ReadonlyMap<string, BindingOf<State>>>;
	/** The commands of each context, with the keys that they have there. */
	readonly listed: ReadonlyMap<Context, readonly BindingOf<State>[]>;
};

type AnyBinding = Omit<BindingOf<never>, 'refuse' | 'steps'>;

/**
 * The present names of commands of earlier versions; with `added` the configured key is one more, else it replaces the
 * default.
 */
export const renamed: Readonly<Record<string, {readonly command: string; readonly added: boolean}>> = {
	'scale-up': {command: 'scale', added: false},
	'scale-down': {command: 'scale', added: true},
};

const isChosen = ({command}: AnyBinding, keys: Keys): boolean =>
	Object.keys(keys).some(name => (renamed[name]?.command ?? name) === command);

const keysOf = (binding: AnyBinding, keys: Keys): readonly string[] => {
	const {command, keys: usual} = binding;
	if (!isChosen(binding, keys)) return usual;
	const former = Object.entries(renamed).filter(([, one]) => one.command === command);
	const own = (isAdded: boolean): readonly string[] =>
		former.flatMap(([name, {added}]) => (added === isAdded ? (keys[name] ?? []) : []));
	const chosen = keys[command];
	const first = chosen === undefined ? own(false) : [chosen];
	return [...new Set([...(first.length > 0 ? first : usual), ...own(true)])];
};

// Without these one could not leave a dialog or the program.
const firm: readonly Group[] = ['prompts and dialogs', 'program'];

/** Of two commands with the same key in one context the one with the higher rank has it. */
export const rankOf = (binding: AnyBinding, keys: Keys): number =>
	(firm.includes(binding.group) ? 2 : 0) + (isChosen(binding, keys) ? 1 : 0);

const withoutLost = <State>(binding: BindingOf<State>, lost: readonly string[]): BindingOf<State> =>
	lost.length === 0 ? binding : {...binding, keys: binding.keys.filter(key => !lost.includes(key)), lost};

/** The keymap of these commands, with the keys of the configuration. */
export const buildKeymap = <State>(
	commands: readonly CommandOf<State>[],
	contexts: ContextsOf<State>,
	keys: Keys,
): Keymap<State> => {
	const asked = joinCommands(commands, contexts).map(binding => ({...binding, keys: keysOf(binding, keys)}));
	const ranks = new Map(asked.map(binding => [binding, rankOf(binding, keys)]));
	const ranked = [...asked].sort((left, right) => (ranks.get(left) ?? 0) - (ranks.get(right) ?? 0));
	const byKey = new Map<Context, Map<string, BindingOf<State>>>();
	const losers = new Set<BindingOf<State>>();
	for (const binding of ranked) {
		for (const context of binding.steps.keys()) {
			const known = byKey.get(context) ?? new Map<string, BindingOf<State>>();
			byKey.set(context, known);
			for (const key of binding.keys) {
				const loser = known.get(key);
				if (loser) losers.add(loser);
				known.set(key, binding);
			}
		}
	}

	const lostIn = (binding: BindingOf<State>, context: Context): readonly string[] =>
		losers.has(binding) ? binding.keys.filter(key => byKey.get(context)?.get(key) !== binding) : [];
	const listed = new Map([...byKey.keys()].map(context => [context, [] as BindingOf<State>[]]));
	const table = asked.map(binding => {
		const lost = new Set<string>();
		for (const context of binding.steps.keys()) {
			const lostHere = lostIn(binding, context);
			listed.get(context)?.push(withoutLost(binding, lostHere));
			for (const key of lostHere) lost.add(key);
		}

		return isChosen(binding, keys) ? binding : withoutLost(binding, [...lost]);
	});
	return {table, byKey, listed};
};

/** The binding of a key in a context, or null. */
export const bindingOf = <State>(
	{byKey}: Keymap<State>,
	key: string,
	context: Context,
): BindingOf<State> | null => byKey.get(context)?.get(key) ?? null;

/** The bindings of a context, in the order of the help screen. */
export const bindingsFor = <State>({listed}: Keymap<State>, context: Context): readonly BindingOf<State>[] =>
	listed.get(context) ?? [];

/** The key of a command in a context, as people write it; '' where it has none. */
export const keyOf = <State>(keymap: Keymap<State>, command: string, context: Context): string => {
	const [key] = bindingsFor(keymap, context).find(one => one.command === command)?.keys ?? [];
	return key === undefined ? '' : keyLabel(key);
};

/** What a text says of the key of a command in a context; '' where it has none. */
export const keyHint = <State>(
	keymap: Keymap<State>,
	command: string,
	context: Context,
	say: (key: string) => string,
): string => {
	const key = keyOf(keymap, command, context);
	return key === '' ? '' : say(key);
};
