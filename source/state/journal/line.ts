import type {Verb} from '../../model/action.js';
import type {ResourceKey} from '../../model/resource.js';

/** A row that an action went to. Untrusted texts: must pass `printable`. */
export type JournalRow = {
	readonly key: ResourceKey;
	readonly kind: string;
	readonly id: string;
	readonly name: string;
	readonly source: string;
	/** Its source, and the part of it: `prod, cluster edge`. */
	readonly where: string;
	/** What the action is called there, if not as in the line. */
	readonly title?: string;
};

/** Something that was sent: an action to rows, or a command to a source. */
type Sent = {
	readonly type: 'sent';
	readonly title: string;
	/** Null for a command. */
	readonly action: {readonly name: string; readonly verb: Verb | null} | null;
	readonly rows: readonly JournalRow[];
	readonly input: Readonly<Record<string, unknown>>;
	/** The source of a command, and the command as typed; null for an action. */
	readonly source: string | null;
	readonly line: string | null;
};

/** The row that a line is about; null for a command. */
type Of = {readonly row: ResourceKey | null};

/**
 * One line of the journal. `id` is unique within a run, `time` is ISO 8601 with `Z`. What the server answered to each row,
 * every state that it went through, and how it ended are lines of their own, so that a crash loses none.
 */
export type JournalLine = {readonly id: string; readonly time: string} & (
	| Sent
	| (Of & {readonly type: 'answered'; readonly message: string | null})
	| (Of & {readonly type: 'state'; readonly state: string; readonly message: string | null})
	| (Of & {readonly type: 'ended'; readonly outcome: Outcome; readonly message: string | null})
);

/** How it ended; `unknown` where nobody will say. */
export type Outcome = 'done' | 'failed' | 'unknown';
