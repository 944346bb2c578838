import type {SameHost} from '../../model/machine.js';
import type {Row} from './row.js';

/** What may be different about the rows of a program. */
export type RowStoreOptions = {
	/** Called with each row that has no change, but time has passed, it was measured, or its counterpart is another. */
	readonly retest?: ((row: Row) => void) | undefined;
	/** Machines that names and addresses do not show to be the same. */
	readonly sameHosts?: readonly SameHost[] | undefined;
	/** How long transitions took before, by kind and state, milliseconds. */
	readonly durations?: ReadonlyMap<string, readonly number[]> | undefined;
	/** A transition is stuck only if it also takes longer than nearly all that are known. */
	readonly byUsual?: boolean | undefined;
};
