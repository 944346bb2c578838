import type {Effect} from '../effect.js';

/** The sections of the help, in its order. */
export const groups = [
	'move',
	'view',
	'sort and mark',
	'act',
	'look',
	'logs',
	'time machine',
	'prompts and dialogs',
	'program',
] as const;

/** The heading under which the help lists a command. */
export type Group = (typeof groups)[number];

/** What a command does to the state, and its effects. `nth`: which of its keys was pressed, from 0. */
type StepOf<State> = (
	state: State,
	nth?: number,
) => {readonly state: State; readonly effects: readonly Effect[]};

/** What commands do in one view or dialog, by their names. */
export type StepsOf<State> = Readonly<Record<string, StepOf<State>>>;

/** Where keys can go: the name of a view or of a dialog, or `prompt`. */
export type Context = string;

/**
 * One command, declared once: handling, help, footer, key table, refusals and configuration derive from this. Generic
 * because the state, which holds the commands, is their parameter.
 */
export type CommandOf<State> = {
	/** Stable: the configuration file names it. */
	readonly command: string;
	/** Names of keys as in the message `key`, separated by blanks; the first one is shown. */
	readonly keys: string;
	/** What the help says. */
	readonly title: string;
	readonly group: Group;
	/** Named in the footer. */
	readonly footer?: boolean;
	/** The word that does the same when typed after `:`. */
	readonly word?: string;
	/** It asks a server, or is about what a server does now: there is none of that in the past. */
	readonly asks?: true;
	/** The menu of actions has it, as it has no key of its own. */
	readonly isInMenu?: true;
	/** Why it cannot be done now, or null when it can. */
	readonly refuse?: (state: State) => string | null;
	/** The contexts in which it does `run`; `rows`: wherever keys act on a row. `steps` of a view or dialog add to these, or replace `run` there. */
	readonly on?: 'views' | 'rows' | 'everywhere' | readonly Context[];
	readonly run?: StepOf<State>;
};

/** A command with what it does in each context. */
export type BindingOf<State> = Required<Pick<CommandOf<State>, 'command' | 'title' | 'group' | 'footer'>> &
	Pick<CommandOf<State>, 'word' | 'asks' | 'isInMenu' | 'refuse'> & {
		readonly keys: readonly string[];
		/** Default keys that the configuration gave to other commands. */
		readonly lost?: readonly string[];
		readonly steps: ReadonlyMap<Context, StepOf<State>>;
	};

/** The steps that views and dialogs declare, by their names. */
export type ContextsOf<State> = {
	readonly views: ReadonlyMap<Context, StepsOf<State>>;
	/** The views in which keys act on a row. */
	readonly rows: readonly Context[];
	readonly dialogs: ReadonlyMap<Context, StepsOf<State>>;
};

const contextsOf = <State>(
	on: CommandOf<State>['on'],
	{views, rows, dialogs}: ContextsOf<State>,
): readonly Context[] => {
	if (on === 'views') return [...views.keys()];
	if (on === 'rows') return rows;
	if (on === 'everywhere') return [...views.keys(), ...dialogs.keys()];
	return on ?? [];
};

/** What views and dialogs do for each command, by its name: looked up once instead of in every view for every command. */
const stepsByCommand = <State>({views, dialogs}: ContextsOf<State>) => {
	const found = new Map<string, Array<readonly [Context, StepOf<State>]>>();
	for (const [context, steps] of [...views, ...dialogs]) {
		for (const [command, step] of Object.entries(steps)) {
			const known = found.get(command);
			if (known) known.push([context, step]);
			else found.set(command, [[context, step]]);
		}
	}

	return found;
};

/** Joins commands with the steps that views and dialogs declare, in the order of the help. */
export const joinCommands = <State>(
	commands: readonly CommandOf<State>[],
	contexts: ContextsOf<State>,
): readonly BindingOf<State>[] => {
	const own = stepsByCommand(contexts);
	const byGroup = new Map<Group, BindingOf<State>[]>(groups.map(group => [group, []]));
	for (const {keys, footer = false, on, run, ...command} of commands) {
		const steps = new Map<Context, StepOf<State>>();
		if (run) for (const context of contextsOf(on, contexts)) steps.set(context, run);
		for (const [context, step] of own.get(command.command) ?? []) steps.set(context, step);
		byGroup.get(command.group)?.push({...command, keys: keys === '' ? [] : keys.split(' '), footer, steps});
	}

	return [...byGroup.values()].flat();
};
