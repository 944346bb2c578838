import type {Row} from '../rows/row.js';
import type {SortValue} from './sort.js';

const longer = <Numbers extends Uint8Array | Int32Array>(old: Numbers, longer: Numbers): Numbers => {
	longer.set(old);
	return longer;
};

/**
 * What a sorted grid knows of its rows, by their numbers. Each in an array of its own: a hundred thousand objects lie all
 * over the memory, and to look at each of them once a frame takes longer than all else.
 */
export class Places {
	/** The rows that belong to the grid. */
	readonly rows: (Row | undefined)[] = [];
	/** What they were sorted by, for the rows themselves change in place. */
	readonly values: SortValue[] = [];
	readonly names: string[] = [];
	/** Their places among all by name, so that names need not be read to compare two rows; -1 where not known. */
	ranks = new Int32Array(0);
	/** 1 for those that the filter hides. */
	hidden = new Uint8Array(0);
	/** 1 for those that are not in their place: the next `insertSorted` leaves them out where they are. */
	left = new Uint8Array(0);

	/** Makes room for a row of this number. */
	reach(number: number): void {
		if (number >= this.ranks.length) {
			const length = Math.max(64, 2 * number);
			this.ranks = longer(this.ranks, new Int32Array(length));
			this.hidden = longer(this.hidden, new Uint8Array(length));
			this.left = longer(this.left, new Uint8Array(length));
		}

		// One after the other: arrays with gaps are slow.
		while (this.rows.length <= number) {
			this.rows.push(undefined);
			this.values.push(null);
			this.names.push('');
		}
	}
}
