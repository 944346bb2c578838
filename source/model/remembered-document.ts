/**
 * One document of the state directory: entries by name, those that were set last at the end. Several processes share it,
 * so that whoever changes it says which entries it sets, and never replaces the whole.
 */
export type RememberedDocument = {
	/** The file is called so, with `.json`. */
	readonly name: string;
	/** Grows when older programs could not read what is written. */
	readonly version: number;
	/** With more, those that were set first are dropped. */
	readonly maxEntries: number;
	/**
	 * What becomes of an entry that is set; omitted where it is replaced. Both may be anything: they come from the file.
	 */
	readonly merge?: (stored: unknown, set: unknown) => unknown;
};

/** Entries that are set, by name; null removes one. */
export type RememberedEntries = Readonly<Record<string, unknown>>;
