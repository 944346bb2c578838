/** A column that the configuration adds to a kind: a label of its rows, or what a path finds in their objects. */
export type ExtraColumn = {
	/** In upper case. */
	readonly title: string;
	readonly from: {readonly label: string} | {readonly path: string};
};

/** Those of all kinds, by their names in the singular. */
export type ExtraColumns = ReadonlyMap<string, readonly ExtraColumn[]>;
