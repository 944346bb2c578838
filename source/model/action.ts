import type {Resource} from './resource.js';

/** The usual actions that have a key of their own; a source says which of its actions is which. */
export type Verb =
	| 'restart'
	| 'stop'
	| 'start'
	| 'remove'
	| 'cordon'
	| 'uncordon'
	| 'scale'
	| 'logs'
	| 'shell'
	| 'stats'
	| 'events';

/** One action that a server offers for a resource. Shared between rows: compare by `name`. */
export type Action = {
	/** The server's own name for it. */
	readonly name: string;
	/** As shown: `Restart`. */
	readonly title: string;
	/** The usual action that this is, if any. Two actions of a row never have the same verb. */
	readonly verb: Verb | null;
	/** Asks before it is fired. */
	readonly dangerous: boolean;
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
	/** For `choice`. */
	readonly options: readonly string[];
	readonly minimum: number | null;
	readonly maximum: number | null;
	/** Bounds of the length of a text, in UTF-16 units, where the server tells them. */
	readonly minimumLength?: number | null;
	readonly maximumLength?: number | null;
	/**
	 * Which characters a text is of, where the server tells them: the inside of a pattern's brackets (`a-zA-Z0-9-`).
	 * Every one must be among the valid ones; not all of them may be invalid ones.
	 */
	readonly validCharacters?: string | null;
	readonly invalidCharacters?: string | null;
	readonly description: string | null;
};

/** What the person wants done. `input` maps field names to typed values (not form text). */
export type ActionRequest = {
	readonly resource: Resource;
	readonly action: Action;
	readonly input: Readonly<Record<string, unknown>>;
};

/**
 * The server took the request. `follow`: the resource itself will tell when the action is over, by its
 * stream; without it the action is over now. `message` is what the server answered, if worth showing; `answer` is
 * an object that it answered with because it was asked for that (an exported configuration), secrets blanked;
 * `about` is the row that an answer belongs to where nobody acted on one.
 */
export type ActionOutcome = {
	readonly follow: boolean;
	/** It was to end what the resource is about: in whatever state that then is, the action is done. */
	readonly ends?: true;
	readonly message: string | null;
	readonly answer?: Readonly<Record<string, unknown>>;
	readonly about?: Resource;
};
