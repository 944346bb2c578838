import type {Allowance, Allowances, Usage} from '../../model/usage.js';

/** What a row uses, by the titles of columns: beside its cells, as it changes all the time. */
export type Figures = {
	/** When it was measured, epoch milliseconds. */
	readonly at: number;
	readonly cells: Readonly<Record<string, number>>;
};

const shareOf = (used: number, of: number | null): number | null =>
	of === null || of <= 0 ? null : (used / of) * 100;

/** The share that counts: of the limit, which cannot be exceeded; where there is none, of what was requested. */
const cellsFor = (title: string, used: number, allowance: Allowance | undefined) => {
	const {request = null, limit = null} = allowance ?? {};
	const cells: ReadonlyArray<readonly [string, number | null]> = [
		[title, used],
		[`${title}%`, shareOf(used, limit) ?? shareOf(used, request)],
		[`${title}/R`, shareOf(used, request)],
		[`${title}/L`, shareOf(used, limit)],
	];
	return cells.filter((cell): cell is [string, number] => cell[1] !== null);
};

/** The figures of a row: what it uses, and its share of what it may use. */
export const figuresOf = ({at, cpu, memory}: Usage, allowances: Allowances | undefined): Figures => ({
	at,
	cells: Object.fromEntries([
		...cellsFor('CPU', cpu, allowances?.cpu),
		...cellsFor('MEM', memory, allowances?.memory),
	]),
});

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
