import type {Action, Field} from '../../model/action.js';
import type {Container, Resource, ResourceKey} from '../../model/resource.js';
import type {LogChoice} from '../logs/members.js';

/** What a row belongs to. Untrusted texts: must pass `printable`. */
export type Owner = {readonly key: ResourceKey; readonly kind: string; readonly name: string};

/** The name that must be typed to answer a question with yes. */
export type Phrase = {
	/** As it is shown, and is to be typed. */
	readonly wanted: string;
	readonly typed: string;
	/** Something else was entered. */
	readonly isWrong: boolean;
};

/** The choice of columns; `cursor` is the index of a column. */
export type ColumnsDialog = {readonly type: 'columns'; readonly cursor: number};

/** The choice of whose log is shown. */
export type ContainersDialog = {
	readonly type: 'containers';
	/** As the rows name them, the usual one first. Untrusted names. */
	readonly choices: readonly LogChoice[];
	/** Names of those to show; [] for all. */
	readonly marked: readonly string[];
	/** 0 is all of them. */
	readonly cursor: number;
	/** Something was marked by hand. */
	readonly isTouched: boolean;
};

/**
 * On top of the view; only one at a time. `yes` is false at first where Enter would otherwise change something.
 * `openedAt` is in epoch milliseconds.
 */
export type Dialog =
	| {
			readonly type: 'actions';
			readonly targets: readonly Resource[];
			readonly actions: readonly Action[];
			readonly cursor: number;
	  }
	/** The short list of what a row belongs to. */
	| {
			readonly type: 'owners';
			readonly of: Resource;
			readonly owners: readonly Owner[];
			readonly cursor: number;
	  }
	/** The short list of containers that a shell can be opened in. */
	| {
			readonly type: 'shell';
			readonly of: Resource;
			/** Those that run, as the row names them: the usual one first. Untrusted names. */
			readonly running: readonly Container[];
			/** Those that cannot be chosen. */
			readonly stopped: readonly Container[];
			readonly cursor: number;
	  }
	| {
			readonly type: 'form';
			readonly targets: readonly Resource[];
			readonly action: Action;
			/** The id of the request for the inputs: answers to other requests are ignored. */
			readonly request: number;
			/** Begun by a key: the form is shown only if an input is required. */
			readonly quick: boolean;
			/** The question was answered before. */
			readonly confirmed: boolean;
			/** The dialog to return to, or null. */
			readonly from: Dialog | null;
			readonly openedAt: number;
			/** Null until they came. */
			readonly fields: readonly Field[] | null;
			/** What is typed, by field name. */
			readonly values: Readonly<Record<string, string>>;
			readonly cursor: number;
			readonly error: string | null;
	  }
	| {
			readonly type: 'confirm';
			readonly targets: readonly Resource[];
			readonly action: Action;
			/** Null if the inputs, if any, come after the question. */
			readonly input: Readonly<Record<string, unknown>> | null;
			readonly yes: boolean;
			/** Index of the first row that is shown. */
			readonly top: number;
			readonly openedAt: number;
			/** The menu or form that it was opened from, or null. */
			readonly from: Dialog | null;
			/** Null where yes or no is the answer. */
			readonly phrase: Phrase | null;
	  }
	/** The question before an edited object is sent. */
	| {
			readonly type: 'review';
			/** The id of the action. */
			readonly id: number;
			readonly resource: Resource;
			/** What else is to be known. */
			readonly notes: readonly string[];
			/** The change, as lines that begin with `+`, `-` or a blank; `@` where something is omitted. */
			readonly lines: readonly string[];
			readonly yes: boolean;
			/** Index of the first line that is shown. */
			readonly top: number;
			readonly openedAt: number;
	  }
	/** The question before a command that was typed. */
	| {
			readonly type: 'send';
			readonly source: string;
			readonly line: string;
			readonly dangerous: boolean;
			readonly yes: boolean;
			readonly openedAt: number;
			readonly phrase: Phrase | null;
	  }
	/** What to wait for; `cursor` is an index of the conditions, or after the last of them: a filter. */
	| {readonly type: 'tell-me'; readonly targets: readonly Resource[]; readonly cursor: number}
	| ColumnsDialog
	| ContainersDialog
	| {readonly type: 'quit'; readonly yes: boolean; readonly openedAt: number};
