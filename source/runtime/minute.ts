import {rowLine} from '../recording/encode.js';
import {GrowingMember} from '../recording/member.js';
import {recordRow} from '../state/past/checkpoint.js';
import type {Row} from '../state/rows/row.js';
import type {RowStore} from '../state/rows/row-store.js';

/** Rows of a checkpoint that are written in one go, so that keys do not wait for it. */
const rowsAtOnce = 500;

/**
 * What is recorded from one checkpoint to the next. The rows of the checkpoint are written a few at a time; as they change
 * in place, one that changes before its turn is written first. Times in epoch milliseconds.
 */
export class Minute {
	readonly from: number;
	to: number;
	readonly member = new GrowingMember();
	/** Bytes of the checkpoint alone; 0 until it is complete. */
	checkpointBytes = 0;
	readonly #resources: RowStore;
	/** The rows of the checkpoint that are not written yet. */
	readonly #rows: Set<Row>;
	/** The lines that follow the checkpoint once it is complete. */
	readonly #behind: string[] = [];

	/** @param resources the rows of the checkpoint */
	constructor(from: number, resources: RowStore) {
		this.from = from;
		this.to = from;
		this.#resources = resources;
		this.#rows = new Set(resources.rows());
	}

	/** Whether all rows of the checkpoint are written. */
	get isComplete(): boolean {
		return this.checkpointBytes > 0;
	}

	/** Begins to write the rows of the checkpoint. */
	begin(): void {
		this.#resources.beforeChange = row => {
			if (this.#rows.has(row)) this.#writeRow(row);
		};
		this.#writeRows();
	}

	/** Adds the line of what happened. */
	add(line: string): void {
		if (this.isComplete) this.member.add(line);
		else this.#behind.push(line);
	}

	/** Completes the checkpoint now. */
	finish(): void {
		if (!this.isComplete) this.#writeSome(this.#rows.size);
	}

	#writeRows(): void {
		if (this.isComplete) return;
		this.#writeSome(rowsAtOnce);
		if (!this.isComplete) setImmediate(() => this.#writeRows());
	}

	#writeSome(count: number): void {
		let left = count;
		for (const row of this.#rows) {
			if (left === 0) return;
			this.#writeRow(row);
			left -= 1;
		}

		this.#complete();
	}

	#writeRow(row: Row): void {
		this.member.add(rowLine(recordRow(row, this.#resources)));
		this.#rows.delete(row);
	}

	#complete(): void {
		this.checkpointBytes = this.member.bytes;
		this.#resources.beforeChange = null;
		for (const line of this.#behind) this.member.add(line);
		this.#behind.length = 0;
	}
}
