/** What the runs of one row gave: the median, and how far they lie apart. */
export type Figure = {
	readonly median: number;
	readonly least: number;
	readonly max: number;
	readonly runs: number;
};

const sorted = (values: readonly number[]): number[] => [...values].sort((left, right) => left - right);

/** The value below which that share of the values lies. */
export const quantile = (values: readonly number[], share: number): number => {
	const inOrder = sorted(values);
	return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? Number.NaN;
};

/** Sums runs up. */
export const figureOf = (values: readonly number[]): Figure => {
	const inOrder = sorted(values);
	const middle = inOrder.length / 2;
	const median =
		((inOrder[Math.ceil(middle) - 1] ?? Number.NaN) + (inOrder[Math.floor(middle)] ?? Number.NaN)) / 2;
	return {
		median,
		least: inOrder[0] ?? Number.NaN,
		max: inOrder.at(-1) ?? Number.NaN,
		runs: inOrder.length,
	};
};

/** One line of the table. */
export type Line = {
	readonly row: string;
	/** What it is measured against. */
	readonly baseline: string;
	readonly figure: Figure;
	readonly unit: '×' | 'B' | 'ms' | '%' | 'kB' | '';
	readonly target: {readonly atLeast?: number; readonly atMost?: number} | null;
	/** Absolute figures, for people. */
	readonly note: string;
};

/** Whether a line reaches what it should. */
export const isReached = ({figure, target}: Line): boolean =>
	target === null ||
	(figure.median >= (target.atLeast ?? Number.NEGATIVE_INFINITY) &&
		figure.median <= (target.atMost ?? Number.POSITIVE_INFINITY));

const digits = (value: number, unit: Line['unit']): string =>
	unit === '×'
		? value.toFixed(2)
		: value >= 100 || Number.isInteger(value)
			? value.toFixed(0)
			: value.toFixed(1);

const cellsOf = (line: Line): string[] => {
	const {row, baseline, figure, unit, target, note} = line;
	const wanted =
		target === null ? '' : target.atLeast === undefined ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
	const spread =
		figure.least === figure.max ? '' : `${digits(figure.least, unit)}–${digits(figure.max, unit)}`;
	const verdict = target === null ? '' : isReached(line) ? 'reached' : 'MISSED';
	return [
		row,
		`${digits(figure.median, unit)} ${unit}`.trim(),
		spread,
		wanted,
		verdict,
		`of ${baseline}`,
		note,
	];
};

/** The lines as one table of text. */
export const tableOf = (lines: readonly Line[]): string => {
	const heads = ['row', 'median', 'spread', 'to reach', '', 'baseline', 'figures'];
	const cells = [heads, ...lines.map(cellsOf)];
	const widths = heads.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)));
	return cells
		.map(row =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
};
