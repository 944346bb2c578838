import type {Action, Field} from '../../model/action.js';
import type {Resource, ResourceKey} from '../../model/resource.js';

/** What a row belongs to. Untrusted texts: must pass `printable`. */
export type Owner = {readonly key: ResourceKey; readonly kind: string; readonly name: string};

/**
 * Lies over the view; only one at a time. `yes` starts as false where something would be done: Enter is harmless.
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
	| {
			readonly type: 'form';
			readonly targets: readonly Resource[];
			readonly action: Action;
			/** The id under which the source was asked for the inputs: an answer to another question is none to this. */
			readonly request: number;
			/** By a key of its own: the form is only shown where something must be filled in. */
			readonly quick: boolean;
			/** The question was answered before. */
			readonly confirmed: boolean;
			/** What leaving the form goes back to, or null. */
			readonly from: Dialog | null;
			readonly openedAt: number;
			/** Null while they are asked for. */
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
			/** Null where the source is asked for the inputs after the question, if there are any. */
			readonly input: Readonly<Record<string, unknown>> | null;
			readonly yes: boolean;
			/** Of the rows, the first that is shown. */
			readonly top: number;
			readonly openedAt: number;
			/** The menu or form that it was opened from, or null. */
			readonly from: Dialog | null;
	  }
	/** The question before a command that was typed out. */
	| {
			readonly type: 'send';
			readonly source: string;
			readonly line: string;
			readonly dangerous: boolean;
			readonly yes: boolean;
			readonly openedAt: number;
	  }
	| {readonly type: 'quit'; readonly yes: boolean; readonly openedAt: number};
