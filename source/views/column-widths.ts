import type {GridColumn} from '../state/columns.ts';
import {displayWidth} from './glyphs.ts';

/** A column with its place: `width` cells, one blank after it. */
export type PlacedColumn = {readonly column: GridColumn; readonly width: number};

type Bounds = {readonly least: number; readonly most: number};

const mostOfName = (columns: number): number => {
	if (columns < 60) return 20;
	// KIND and SOURCE say more than the middle of a long name.
	if (columns < 100) return 22;
	if (columns < 160) return 36;
	return columns < 190 ? 48 : 64;
};

// Room for the longest usual words from the start, so that a change of state shifts nothing.
const boundsOf = ({title, own, shared}: GridColumn, columns: number): Bounds => {
	const wide = columns >= 120;
	if (shared && columns < 100) return {least: title.length, most: 10};
	if (own) return {least: title.length, most: wide ? 40 : 24};
	if (title === 'NAME') return {least: wide ? 24 : 16, most: mostOfName(columns)};
	if (title === 'STATE') return {least: wide ? 18 : 12, most: wide ? 28 : 18};
	if (title === 'SOURCE') return {least: 6, most: wide ? 20 : 10};
	if (title === 'KIND') return {least: 9, most: 14};
	if (title === 'SINCE') return {least: 5, most: 6};
	return {least: title.length, most: 20};
};

// Names come in all lengths: growing by steps moves the rest less often.
const step = 4;

const remembered = 12;

/** The widths of columns, which only grow while a view is open. */
export class ColumnWidths {
	readonly #views = new Map<string, Map<string, number>>();

	/** Widths by title for the texts of a view, as wide as needed now or ever before; SOURCE may take `sourceWidth`. */
	grow(
		view: number,
		columns: readonly GridColumn[],
		texts: ReadonlyArray<readonly string[]>,
		screenColumns: number,
		sourceWidth = 0,
	): ReadonlyMap<string, number> {
		const widths = this.#of(`${view} ${screenColumns}`);
		for (const [index, column] of columns.entries()) {
			const bounds = boundsOf(column, screenColumns);
			const most = column.title === 'SOURCE' ? Math.max(bounds.most, sourceWidth) : bounds.most;
			const {least} = bounds;
			const known = widths.get(column.title) ?? 0;
			let width = Math.max(known, Math.min(least, most));
			for (const row of texts) {
				const needed = displayWidth(row[index] ?? '');
				if (needed > width) width = column.title === 'NAME' ? Math.ceil(needed / step) * step : needed;
			}

			widths.set(column.title, Math.max(known, Math.min(width, most)));
		}

		return widths;
	}

	/** Makes NAME that wide from now on. */
	widenName(view: number, screenColumns: number, width: number): void {
		const widths = this.#of(`${view} ${screenColumns}`);
		widths.set('NAME', Math.max(width, widths.get('NAME') ?? 0));
	}

	#of(key: string): Map<string, number> {
		const known = this.#views.get(key);
		if (known) return known;
		const [oldest] = this.#views.keys();
		if (this.#views.size >= remembered && oldest !== undefined) this.#views.delete(oldest);
		const widths = new Map<string, number>();
		this.#views.set(key, widths);
		return widths;
	}
}

const always = new Set(['NAME', 'STATE']);
const isCalled =
	(title: string) =>
	({column}: PlacedColumn): boolean =>
		column.title === title;
const isShared = ({column}: PlacedColumn): boolean => column.shared;

// What goes first where room is short.
const expendable = [isCalled('AGE'), isShared, isCalled('KIND'), isCalled('SOURCE'), isCalled('SINCE')];

// A name gives way a little before anything but AGE does.
const leastOfName = 18;

const narrowed = (placed: readonly PlacedColumn[], excess: number): readonly PlacedColumn[] =>
	placed.map(one =>
		one.column.title === 'NAME'
			? {...one, width: Math.max(Math.min(one.width, leastOfName), one.width - excess)}
			: one,
	);

const total = (placed: readonly PlacedColumn[]): number =>
	placed.reduce((sum, {width}) => sum + width + 1, 0);

const standardFitting = (
	placed: readonly PlacedColumn[],
	room: number,
	messageRoom: number,
): readonly PlacedColumn[] => {
	let fitting = placed;
	for (const [step, isExpendable] of expendable.entries()) {
		// Since when it is so says more than the start of a message.
		const left = step === expendable.length - 1 ? room : room - messageRoom;
		const excess = total(fitting) - left;
		if (excess <= 0) continue;
		const narrower = step > 0 && fitting.some(isShared) ? narrowed(fitting, excess) : fitting;
		if (total(narrower) <= left) return narrower;
		fitting = fitting.filter(one => !isExpendable(one));
	}

	return fitting;
};

// Less than this of a column says nothing.
const leastScrolled = 6;

const ownFitting = (placed: readonly PlacedColumn[], room: number, left: number): readonly PlacedColumn[] => {
	const fitting: PlacedColumn[] = [];
	let spare = room;
	for (const one of placed) {
		if (one.column.wide && left === 0 && spare - one.width < 20) continue;
		if (one.width + 1 > spare) {
			// What was scrolled to is shown, if only its beginning.
			if (left > 0 && fitting.length === 0 && spare > leastScrolled) fitting.push({...one, width: spare - 1});
			break;
		}

		fitting.push(one);
		spare -= one.width + 1;
	}

	return fitting;
};

/**
 * Chooses the columns that fit into `room` cells: NAME and STATE always, shared ones beside them where there is room, the
 * kind's own as far as they fit, MESSAGE last with all the rest. `left` counts the own columns that are scrolled out;
 * once scrolled, MESSAGE makes room.
 */
export const placeColumns = (
	columns: readonly GridColumn[],
	widths: ReadonlyMap<string, number>,
	room: number,
	left: number,
): readonly PlacedColumn[] => {
	const place = (column: GridColumn): PlacedColumn => ({
		column,
		width: widths.get(column.title) ?? column.title.length,
	});
	const message = columns.find(({title}) => title === 'MESSAGE');
	const messageRoom = message ? (room >= 110 ? 40 : 20) : 0;
	const standard = standardFitting(
		columns.filter(column => (!column.own || column.shared) && column !== message).map(place),
		room,
		Math.min(messageRoom, 8),
	);
	const spare = room - total(standard);
	const stays = new Set(standard.map(({column}) => column));
	const ownColumns = columns.filter(column => column.own && !stays.has(column)).map(place);
	const scrolled = Math.min(left, ownColumns.length);
	// Where not even the first one fits beside the message, the first step to the right shows it.
	const isHidden = (ownColumns[0]?.width ?? 0) + 1 > spare - messageRoom;
	const own =
		scrolled === 0
			? ownFitting(ownColumns, spare - messageRoom, scrolled)
			: ownFitting(ownColumns.slice(isHidden ? scrolled - 1 : scrolled), spare, scrolled);
	const chosen = new Map([...standard, ...own].map(one => [one.column, one]));
	const placed = columns.flatMap(column => chosen.get(column) ?? []);
	return withMessage(squeezed(placed, room), message, room);
};

const withMessage = (
	placed: readonly PlacedColumn[],
	message: GridColumn | undefined,
	room: number,
): readonly PlacedColumn[] => {
	const rest = room - total(placed);
	return message && rest >= 8 ? [...placed, {column: message, width: rest}] : placed;
};

// On a very narrow terminal NAME gives way so that STATE stays to be seen.
const squeezed = (placed: readonly PlacedColumn[], room: number): readonly PlacedColumn[] => {
	const excess = total(placed) - room - 1;
	if (excess <= 0) return placed;
	return placed
		.filter(({column}) => always.has(column.title))
		.map(one => (one.column.title === 'NAME' ? {...one, width: Math.max(8, one.width - excess)} : one));
};
