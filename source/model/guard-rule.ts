/** A rule of the configuration about what may be done where. Of all that match, the strictest wins. */
export type GuardRule = {
	/** A pattern of names of sources, in which `*` and `?` stand for any characters and any one; null for all sources. */
	readonly source: string | null;
	/** Verbs, servers' own names of actions, or words of commands; [] for all. */
	readonly actions: readonly string[];
	/** Only rows that pass this filter; '' for all. */
	readonly when: string;
	/** Why it must not be done; null if it may. */
	readonly deny: string | null;
	/** The row's name must be typed. */
	readonly confirmName: boolean;
	/** To at most so many rows at once; null for any number. */
	readonly maxRows: number | null;
};
