import type {Effect} from '../effect.js';

/** Under which head the help screen lists a command; in its order. */
export const groups = [
	'move',
	'view',
	'sort and mark',
	'act',
	'look',
	'logs',
	'prompts and dialogs',
	'program',
] as const;

export type Group = (typeof groups)[number];

/** What a command does to the state, and what is to be done outside of it. */
type StepOf<State> = (state: State) => {readonly state: State; readonly effects: readonly Effect[]};

/** What commands do in one view or dialog, by their names. */
export type StepsOf<State> = Readonly<Record<string, StepOf<State>>>;

/** Where keys can go: the name of a view or of a dialog, or `prompt`. */
export type Context = string;

/**
 * One command, declared once: handling, help, footer, readme, refusals and the configuration all come from this.
 * Generic only because the state itself holds them.
 */
export type CommandOf<State> = {
	/** Stable: the configuration file names it. */
	readonly command: string;
	/** Names of keys as in the message `key`, separated by blanks; the first is the one to show. */
	readonly keys: string;
	/** What the help says. */
	readonly title: string;
	readonly group: Group;
	/** Named in the footer. */
	readonly footer?: boolean;
	/** Typed after `:`, it does the same. */
	readonly word?: string;
	/** Why it cannot be done now, or null when it can. */
	readonly refuse?: (state: State) => string | null;
	/** Where `run` is what it does. A view or dialog may add itself, or differ, with `steps` of its own. */
	readonly on?: 'views' | 'everywhere' | readonly Context[];
	readonly run?: StepOf<State>;
};

/** A command with all the places where it does something. */
export type BindingOf<State> = Required<Pick<CommandOf<State>, 'command' | 'title' | 'group' | 'footer'>> &
	Pick<CommandOf<State>, 'word' | 'refuse'> & {
		readonly keys: readonly string[];
		/** Usual keys of it that the configuration gave to other commands. */
		readonly lost?: readonly string[];
		readonly steps: ReadonlyMap<Context, StepOf<State>>;
	};

/** What views and dialogs do of their own, by their names. */
export type ContextsOf<State> = {
	readonly views: ReadonlyMap<Context, StepsOf<State>>;
	readonly dialogs: ReadonlyMap<Context, StepsOf<State>>;
};

const placesOf = <State>(
	on: CommandOf<State>['on'],
	{views, dialogs}: ContextsOf<State>,
): readonly Context[] => {
	if (on === 'views') return [...views.keys()];
	if (on === 'everywhere') return [...views.keys(), ...dialogs.keys()];
	return on ?? [];
};

/** Joins commands with what views and dialogs do of their own, in the order of the help. */
export const joinCommands = <State>(
	commands: readonly CommandOf<State>[],
	contexts: ContextsOf<State>,
): readonly BindingOf<State>[] => {
	const own = [...contexts.views, ...contexts.dialogs];
	const bindings = commands.map(({keys, footer = false, on, run, ...command}): BindingOf<State> => {
		const steps = new Map<Context, StepOf<State>>();
		if (run) for (const place of placesOf(on, contexts)) steps.set(place, run);
		for (const [context, ownSteps] of own) {
			const step = Object.hasOwn(ownSteps, command.command) ? ownSteps[command.command] : undefined;
			if (step) steps.set(context, step);
		}

		return {...command, keys: keys === '' ? [] : keys.split(' '), footer, steps};
	});
	return groups.flatMap(group => bindings.filter(binding => binding.group === group));
};
