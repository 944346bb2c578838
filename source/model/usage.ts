/** What a row uses, as it was measured last. */
export type Usage = {
	/** When it was measured, epoch milliseconds by this machine's clock. */
	readonly at: number;
	/** In cores. */
	readonly cpu: number;
	/** In bytes. */
	readonly memory: number;
};

/** What a row may use, of CPU (cores) or memory (bytes): null where nothing is set. */
export type Allowance = {readonly request: number | null; readonly limit: number | null};

/** What a row may use; of a node, what can be allocated on it is its limit. Equal ones are the same object. */
export type Allowances = {readonly cpu: Allowance; readonly memory: Allowance};

/** From when on a figure is too old to be shown, milliseconds after it was measured. */
export const usageExpiresMs = 60_000;
