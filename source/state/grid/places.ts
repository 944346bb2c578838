import type {Row} from '../rows/row.js';
import type {SortValue} from './sort.js';

const longer = <Numbers extends Uint8Array | Int32Array>(old: Numbers, longer: Numbers): Numbers => {
	longer.set(old);
	return longer;
};

/**
 * What a sorted grid knows about its rows, by their numbers. Struct of arrays: reading 100,000 scattered objects in every
 * frame is too slow.
 */
export class Places {
	/** The rows that belong to the grid. */
	readonly rows: (Row | undefined)[] = [];
	/** The values that they were sorted by: the rows themselves change in place. */
	readonly values: SortValue[] = [];
	readonly names: string[] = [];
	/** Their ranks by name, which compare faster than names; -1 if not known. */
	ranks = new Int32Array(0);
	/** 1 for those that the filter hides. */
	hidden = new Uint8Array(0);
	/** 1 for those that come before all others. */
	leads = new Uint8Array(0);
	/** 1 for those that must move: the next `insertSorted` removes them from their old place. */
	left = new Uint8Array(0);

	/** Makes room for a row of this number. */
	reach(number: number): void {
		if (number >= this.ranks.length) {
			const length = Math.max(64, 2 * number);
			this.ranks = longer(this.ranks, new Int32Array(length));
			this.hidden = longer(this.hidden, new Uint8Array(length));
			this.leads = longer(this.leads, new Uint8Array(length));
			this.left = longer(this.left, new Uint8Array(length));
		}

		// Pushed one by one, because sparse arrays are slow.
		while (this.rows.length <= number) {
			this.rows.push(undefined);
			this.values.push(null);
			this.names.push('');
		}
	}
}
