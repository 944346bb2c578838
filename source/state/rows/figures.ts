import type {Allowance, Allowances, Usage} from '../../model/usage.js';

/** What a row uses, by the titles of columns: beside its cells, as it changes all the time. */
export type Figures = {
	/** When it was measured, epoch milliseconds. */
	readonly at: number;
	readonly cells: Readonly<Record<string, number>>;
};

const shareOf = (used: number, of: number | null): number | null =>
	of === null || of <= 0 ? null : (used / of) * 100;

// Named once: these are made for thousands of rows a quarter of a minute.
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

/** The figures of a row: what it uses, and its share of what it may use. */
export const figuresOf = ({at, cpu, memory}: Usage, allowances: Allowances | undefined): Figures => {
	const cells: Record<string, number> = {};
	addCells(cells, cpuTitles, cpu, allowances?.cpu);
	addCells(cells, memoryTitles, memory, allowances?.memory);
	return {at, cells};
};

/** Whether two rows show the same figures, whenever they were measured. */
export const sameFigures = (one: Figures | null, other: Figures): boolean => {
	if (one === null) return false;
	let count = 0;
	for (const title in other.cells) {
		if (one.cells[title] !== other.cells[title]) return false;
		count++;
	}

	return count === Object.keys(one.cells).length;
};
