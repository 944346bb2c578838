import type {GridColumn} from './columns.js';

/** Which columns a kind shows, by title. */
export type ColumnChoice = {
	/** From left to right. A column that is not named follows the one that it usually follows. */
	readonly order: readonly string[];
	readonly hidden: readonly string[];
};

/** The column that is never hidden: everything right of it scrolls. */
export const fixedColumn = 'NAME';

/** All columns in the chosen order, also the hidden ones. */
export const orderedColumns = (
	columns: readonly GridColumn[],
	choice: ColumnChoice | undefined,
): readonly GridColumn[] => {
	if (!choice) return columns;
	const named = new Set(choice.order);
	const byTitle = new Map(columns.map(column => [column.title, column]));
	const ordered = choice.order.flatMap(title => byTitle.get(title) ?? []);
	for (const [index, column] of columns.entries()) {
		if (named.has(column.title)) continue;
		const before = columns[index - 1];
		ordered.splice(before ? ordered.indexOf(before) + 1 : 0, 0, column);
	}

	return ordered;
};

/** The chosen columns in their order; those that are hidden too if the view is wide. */
export const chosenColumns = (
	columns: readonly GridColumn[],
	choice: ColumnChoice | undefined,
	wide: boolean,
): readonly GridColumn[] => {
	const ordered = orderedColumns(columns, choice);
	return wide || !choice ? ordered : ordered.filter(({title}) => !choice.hidden.includes(title));
};

/**
 * Titles of the columns that a choice moved: neither neighbour is the usual one. What shows where there was no choice
 * stays as it was for all others.
 */
export const movedColumns = (
	columns: readonly GridColumn[],
	choice: ColumnChoice | undefined,
): ReadonlySet<string> => {
	const ordered = orderedColumns(columns, choice);
	const usual = new Map(columns.map((column, place) => [column, place]));
	return new Set(
		ordered.flatMap((column, place) => {
			const before = usual.get(column) ?? 0;
			const isBesideUsual =
				ordered[place - 1] === columns[before - 1] || ordered[place + 1] === columns[before + 1];
			return isBesideUsual ? [] : [column.title];
		}),
	);
};
