/**
 * One of a kind's own columns. `reference` cells hold a resource key; `time` cells epoch milliseconds; `cores`, `bytes`
 * and `percent` are figures, which the rows have beside their cells.
 */
export type Column = {
	readonly title: string;
	readonly type: 'text' | 'number' | 'reference' | 'time' | 'cores' | 'bytes' | 'percent';
	/** Only shown where there is room to spare. */
	readonly wide: boolean;
	/** Where it does not fit, the columns after it are shown. */
	readonly yields?: true;
	/** Distinguishes what has the same name elsewhere (its project, its cluster): a column of mixed views too. */
	readonly shared?: true;
};

/** A kind of resource, as a source reports it. */
export type Kind = {
	readonly name: string;
	/** `containers`. */
	readonly plural: string;
	readonly aliases: readonly string[];
	readonly columns: readonly Column[];
	/**
	 * Columns of what its rows use, which is measured only while somebody wants to see it. They are among `columns` once
	 * there are figures.
	 */
	readonly measured?: readonly Column[];
	/** A main kind: listed from the start and part of the view `all`. */
	readonly main: boolean;
	/** Listed from the start like the main kinds, but not part of `all`: a live source has all of it. */
	readonly early?: true;
	/** The states in which rows of a main kind take part in the view `all`; null for any. */
	readonly mainStates: readonly string[] | null;
	/** Its rows are machines, which other servers may know too. */
	readonly isMachine?: true;
	/** Its rows are about other rows: each belongs to the events of its first parent. */
	readonly about?: true;
	/** Its rows stand at the top of a tree: the rows that they name as parents are what they were done to. */
	readonly top?: true;
	/** What its rows are first sorted by, where that is not their name: records are read newest first. */
	readonly sort?: {readonly column: string; readonly descending: boolean};
	/** The server keeps the log of the run before the present one, where there was one. */
	readonly earlierLogs?: true;
	/** Its rows write no log: theirs is that of the rows that name them as parents. */
	readonly gathersLogs?: true;
	/**
	 * Views can be limited to what belongs to one of its rows: by the row's name (`scope`), or by that after `@`
	 * (`cluster`). In keys it is called as here.
	 */
	readonly limits?: 'scope' | 'cluster';
	/** Kinds that Enter drills down to: the first that has rows, else the first. */
	readonly children: readonly string[];
	/** Kinds that Enter shows together, in one view, instead of one of `children`. */
	readonly contents?: readonly string[];
};
