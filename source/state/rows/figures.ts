import type {Allowance, Allowances, Usage} from '../../model/usage.js';

const shareOf = (used: number, of: number | null): number | null =>
	of === null || of <= 0 ? null : (used / of) * 100;

const titlesOf = (used: string) => ({
	used,
	share: `${used}%`,
	ofRequest: `${used}/R`,
	ofLimit: `${used}/L`,
});
const cpuTitles = titlesOf('CPU');
const memoryTitles = titlesOf('MEM');

/** The share that counts: of the limit, which cannot be exceeded; where there is none, of what was requested. */
const addCells = (
	cells: Record<string, number>,
	titles: ReturnType<typeof titlesOf>,
	used: number,
	allowance: Allowance | undefined,
): void => {
	const ofRequest = shareOf(used, allowance?.request ?? null);
	const ofLimit = shareOf(used, allowance?.limit ?? null);
	const share = ofLimit ?? ofRequest;
	cells[titles.used] = used;
	if (share !== null) cells[titles.share] = share;
	if (ofRequest !== null) cells[titles.ofRequest] = ofRequest;
	if (ofLimit !== null) cells[titles.ofLimit] = ofLimit;
};

/** What a row uses, and its share of what it may use: beside its cells, as it changes all the time. */
export class Figures {
	/** When it was measured, epoch milliseconds. */
	readonly at: number;
	readonly #cpu: number;
	readonly #memory: number;
	readonly #allowances: Allowances | undefined;
	#cells: Readonly<Record<string, number>> | null = null;

	constructor({at, cpu, memory}: Usage, allowances: Allowances | undefined) {
		this.at = at;
		this.#cpu = cpu;
		this.#memory = memory;
		this.#allowances = allowances;
	}

	/** By the titles of columns. Made when they are wanted: thousands of rows are measured four times a minute, few are shown. */
	get cells(): Readonly<Record<string, number>> {
		if (this.#cells === null) {
			const cells: Record<string, number> = {};
			addCells(cells, cpuTitles, this.#cpu, this.#allowances?.cpu);
			addCells(cells, memoryTitles, this.#memory, this.#allowances?.memory);
			this.#cells = cells;
		}

		return this.#cells;
	}

	/** Whether this shows the same as others, whenever they were measured. */
	equals(other: Figures | null): boolean {
		return (
			other !== null &&
			this.#cpu === other.#cpu &&
			this.#memory === other.#memory &&
			this.#allowances === other.#allowances
		);
	}
}
