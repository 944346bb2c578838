/** An alert of the configuration: what to do when a row begins to match. */
export type Alert = {
	/** A filter expression without faults. */
	readonly when: string;
	/** The row must have matched for so long. */
	readonly forMs: number;
	/** Rings the terminal's bell. */
	readonly bell: boolean;
	/** Shows a notification of the terminal. */
	readonly notify: boolean;
	/** Programs with their arguments, in which `{name}` and the like stand for what the row has. */
	readonly run: readonly (readonly [string, ...string[]])[];
};
