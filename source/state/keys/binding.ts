import type {State} from '../state.js';

/** Where keys can go: a kind of view, a dialog, or the prompt. */
export type Context =
	| 'grid'
	| 'logs'
	| 'describe'
	| 'changes'
	| 'faults'
	| 'sources'
	| 'help'
	| 'stats'
	| 'actions'
	| 'owners'
	| 'form'
	| 'confirm'
	| 'send'
	| 'quit'
	| 'prompt';

/** Under which head the help screen lists it. */
export type Group =
	| 'move'
	| 'view'
	| 'sort and mark'
	| 'act'
	| 'look'
	| 'logs'
	| 'prompts and dialogs'
	| 'program';

/** One command with its keys: handling, help, footer, readme and refusals all come from these. */
export type Binding<Name extends string = string> = {
	/** Stable: the configuration file names it. */
	readonly command: Name;
	/** Names of keys as in the message `key`; the first is the one to show. */
	readonly keys: readonly string[];
	readonly title: string;
	readonly contexts: readonly Context[];
	readonly group: Group;
	/** Usual keys of it that the configuration gave to other commands. */
	readonly lost?: readonly string[];
	/** Named in the footer of its contexts. */
	readonly footer: boolean;
	/** Why it cannot be done now, or null when it can. */
	readonly refuse: (state: State) => string | null;
};
