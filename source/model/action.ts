import type {Plugin} from './plugin.js';

/** All verbs. */
export const verbs = [
	'restart',
	'stop',
	'start',
	'remove',
	'cordon',
	'uncordon',
	'scale',
	'logs',
	'shell',
	'forward',
	'stats',
	'events',
	'edit',
	'image',
	'decode',
] as const;

/** The usual actions that have a key of their own; a source says which of its actions is which. */
export type Verb = (typeof verbs)[number];

/** One action that a server offers for a resource. Shared between rows: compare by `name`. */
export type Action = {
	/** The server's own name for it. */
	readonly name: string;
	readonly title: string;
	/** The usual action that this is, if any. Two actions of a row never have the same verb. */
	readonly verb: Verb | null;
	/** What a person must know before it is done, beside its name. */
	readonly note?: string;
	/** It is confirmed before it is sent. */
	readonly dangerous: boolean;
	/** It is asked about whatever the configuration says about questions. */
	readonly asks?: true;
	/** The usual action that this is a form of: what is guarded there is guarded here. */
	readonly formOf?: Verb;
	/** The row goes when it is over, as with the verb `remove`. */
	readonly removes?: true;
	/** Its inputs differ from row to row of a kind: several rows take those that they have in common. */
	readonly inputsOfRow?: true;
	/** The server requires no input for it: its key sends it without asking the server which inputs it takes. */
	readonly needsNoInput?: true;
	/** A shell whose lines are each this action of the row, with the line as this input. */
	readonly lines?: {readonly action: string; readonly input: string};
	/** It is a program of the user's, and not the server's to offer. */
	readonly plugin?: Plugin;
};

/** One input of an action, made from the server's own schema. */
export type Field = {
	readonly name: string;
	readonly title: string;
	/** `json` takes any JSON value; `reference` takes the id of a resource of the kind `of`. */
	readonly type: 'text' | 'password' | 'integer' | 'number' | 'boolean' | 'choice' | 'json' | 'reference';
	readonly of: string | null;
	readonly required: boolean;
	readonly nullable: boolean;
	/** What the form starts with, as typed: '' for nothing, 'true'/'false', JSON text. */
	readonly initial: string;
	/** The only values of a choice; of other types values that are proposed. */
	readonly options: readonly string[];
	readonly minimum: number | null;
	readonly maximum: number | null;
	/** Bounds of the length of a text, in UTF-16 units, if the server reports them. */
	readonly minimumLength?: number | null;
	readonly maximumLength?: number | null;
	/**
	 * The characters of a text, if the server reports them: the inside of a pattern's brackets (`a-zA-Z0-9-`).
	 * Every one must be among the valid ones; not all of them may be invalid ones.
	 */
	readonly validCharacters?: string | null;
	readonly invalidCharacters?: string | null;
	readonly description: string | null;
};
