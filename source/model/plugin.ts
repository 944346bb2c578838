/** A program of the user's that can be run on a row. */
export type Plugin = {
	readonly name: string;
	/** Kinds as typed; all where none is named. */
	readonly kinds: readonly string[];
	/** The program and its arguments, in which `{name}` and the like stand for what the row has. */
	readonly run: readonly [string, ...string[]];
	/** Whether it asks first; null as the configuration says of all actions. */
	readonly confirm: boolean | null;
	/** `page` shows what it prints when it has ended; `background` only reports how it ended. */
	readonly output: 'page' | 'background';
};
