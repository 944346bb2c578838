import {printable} from '../../model/printable.js';
import type {CellContext, GridColumn} from '../../state/grid/columns.js';
import type {Row} from '../../state/rows/row.js';
import {displayWidth} from '../screen/glyphs.js';

/** What is decided about the columns of a view when it opens, from its rows at that time. */
export type ColumnPlan = {
	/** Titles of columns that are empty in most rows, or for a whole source: SOURCE shows their values. */
	readonly folded: ReadonlySet<string>;
	/** Titles of columns with the same value in every row: the first to be dropped. */
	readonly single: ReadonlySet<string>;
	/** No row on the screen has a message. */
	readonly isQuiet: boolean;
	/** Widths that suffice for nine of ten texts, in cells, by title: of NAME and of the kind's own texts. */
	readonly usualWidths: ReadonlyMap<string, number>;
	/** The number of rows that it was made from: another number, another plan. */
	readonly rows: number;
};

/** On narrower terminals SOURCE shows just the name of the source. */
const minFolding = 100;

/** Size of the sample of rows. */
const maxSample = 500;

const maxRemembered = 12;

const sampleOf = (rows: readonly Row[]): readonly Row[] => {
	const step = Math.max(1, Math.ceil(rows.length / maxSample));
	return step === 1 ? rows : rows.filter((_row, index) => index % step === 0);
};

const percentile = (numbers: readonly number[], share: number): number => {
	const sorted = numbers.toSorted((left, right) => left - right);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const isEmpty = (text: string): boolean => text === '-' || text === '';

const sourcesOf = (rows: readonly Row[]): ReadonlySet<string> =>
	new Set(rows.map(({resource}) => resource.source));

const usualWidthsOf = (
	rows: readonly Row[],
	columns: readonly GridColumn[],
	context: CellContext,
): ReadonlyMap<string, number> => {
	const texts = columns.filter(({title, own, align}) => title === 'NAME' || (own && align === 'left'));
	return new Map(
		texts.map(({title, text}) => [
			title,
			percentile(
				rows.map(row => displayWidth(printable(text(row, context)))),
				0.9,
			),
		]),
	);
};

/** What a plan is made from. */
type Planned = {
	/** All rows of the view. */
	readonly rows: readonly Row[];
	/** Those on the screen. */
	readonly visible: readonly Row[];
	readonly columns: readonly GridColumn[];
	readonly context: CellContext;
};

const planOf = ({rows: all, visible, columns, context}: Planned): Omit<ColumnPlan, 'rows'> => {
	const rows = sampleOf(all);
	const folded = new Set<string>();
	const single = new Set<string>();
	const canFold = columns.some(({title}) => title === 'SOURCE');
	for (const column of columns) {
		if (!column.shared || rows.length === 0) continue;
		const filled = rows.filter(row => !isEmpty(column.text(row, context)));
		const isOfAll = sourcesOf(filled).size === sourcesOf(rows).size;
		if (canFold && (!isOfAll || filled.length * 2 < rows.length)) folded.add(column.title);
		else if (new Set(filled.map(row => column.text(row, context))).size <= 1) single.add(column.title);
	}

	const message = columns.find(({title}) => title === 'MESSAGE');
	const isQuiet = message !== undefined && visible.every(row => isEmpty(message.text(row, context)));
	return {folded, single, isQuiet, usualWidths: usualWidthsOf(rows, columns, context)};
};

/** Plans by view and width of the terminal; replaced only while the first rows of a view are still coming. */
export class ColumnPlans {
	readonly #plans = new Map<string, ColumnPlan>();

	/** The plan of a view with so many rows. */
	of(view: number, screenColumns: number, total: number, make: () => Planned): ColumnPlan {
		const key = `${view} ${screenColumns}`;
		const known = this.#plans.get(key);
		if (known && total < 2 * known.rows + 1) return known;
		const plan = {...planOf(make()), rows: total};
		const [oldest] = this.#plans.keys();
		if (this.#plans.size >= maxRemembered && oldest !== undefined) this.#plans.delete(oldest);
		this.#plans.set(key, plan);
		return plan;
	}
}

/** The plan without the columns that were moved: these show where they were put. */
export const planWithout = (plan: ColumnPlan, moved: ReadonlySet<string>): ColumnPlan => {
	const others = (titles: ReadonlySet<string>) => new Set([...titles].filter(title => !moved.has(title)));
	return {...plan, folded: others(plan.folded), single: others(plan.single)};
};

/** The columns without those that are folded into SOURCE, which then reads `prod/shop`. */
export const foldColumns = (
	columns: readonly GridColumn[],
	{folded}: ColumnPlan,
	screenColumns: number,
): readonly GridColumn[] => {
	// Without SOURCE, which can be hidden, nothing else would show their values.
	if (folded.size === 0 || !columns.some(({title}) => title === 'SOURCE')) return columns;
	const inside = columns.filter(({title}) => folded.has(title));
	const textOf: GridColumn['text'] = (row, context) =>
		[row.resource.source, ...inside.map(column => column.text(row, context))]
			.filter(text => !isEmpty(text))
			.join('/');
	return columns
		.filter(column => !inside.includes(column))
		.map(column =>
			column.title === 'SOURCE' && screenColumns >= minFolding ? {...column, text: textOf} : column,
		);
};
