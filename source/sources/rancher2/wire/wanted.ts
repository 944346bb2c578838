/** Objects to be found by what is in them: those of one kind, in a namespace or in all. */
export type Wanted = {
	readonly kind: string;
	readonly namespace: string | null;
	/** Only those with this value in this field. */
	readonly where?: {readonly field: string; readonly value: string};
	/** What is tried, for errors. */
	readonly attempted: string;
};
