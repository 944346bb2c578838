import type {GridColumn} from '../../state/grid/columns.js';

/** A column with its width in cells; a blank follows it. */
export type PlacedColumn = {readonly column: GridColumn; readonly width: number};

const always = new Set(['NAME', 'STATE']);
const isCalled =
	(title: string) =>
	({column}: PlacedColumn): boolean =>
		column.title === title;
const isShared = ({column}: PlacedColumn): boolean => column.shared;

// The columns that go first if room is short.
const expendable = [isShared, isCalled('KIND'), isCalled('SOURCE'), isCalled('SINCE')];

// NAME narrows a little before anything else goes.
const minOfName = 18;

const narrowed = (placed: readonly PlacedColumn[], excess: number): readonly PlacedColumn[] =>
	placed.map(one =>
		one.column.title === 'NAME'
			? {...one, width: Math.max(Math.min(one.width, minOfName), one.width - excess)}
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
		// SINCE is worth more than the start of a message.
		const left = step === expendable.length - 1 ? room : room - messageRoom;
		const excess = total(fitting) - left;
		if (excess <= 0) continue;
		const narrower = fitting.some(isShared) ? narrowed(fitting, excess) : fitting;
		if (total(narrower) <= left) return narrower;
		fitting = fitting.filter(one => !isExpendable(one));
	}

	return fitting;
};

// A column narrower than this is useless.
const minScrolled = 6;

const ownFitting = (placed: readonly PlacedColumn[], room: number, left: number): readonly PlacedColumn[] => {
	const fitting: PlacedColumn[] = [];
	let spare = room;
	for (const one of placed) {
		if (one.width + 1 > spare) {
			if (one.column.yields && left === 0) continue;

			// The column that was scrolled to is shown, even if only in part.
			if (left > 0 && fitting.length === 0 && spare > minScrolled) fitting.push({...one, width: spare - 1});
			break;
		}

		fitting.push(one);
		spare -= one.width + 1;
	}

	return fitting;
};

// All of the first spare cells, then a third of the others: never narrower on a wider terminal.
const messageShare = (spare: number): number =>
	Math.min(spare, 16 + Math.max(0, Math.floor((spare - 16) / 3)));

const widened = (placed: readonly PlacedColumn[], by: number): readonly PlacedColumn[] =>
	placed.map(one => (one.column.title === 'NAME' ? {...one, width: one.width + Math.max(0, by)} : one));

type Room = {
	/** The columns that always stay. */
	readonly standard: readonly PlacedColumn[];
	/** The kind's own columns, in their order. */
	readonly own: readonly PlacedColumn[];
	/** The columns after those, if there is room. */
	readonly last: readonly PlacedColumn[];
	readonly spare: number;
	readonly message: GridColumn | undefined;
};

const withOptional = ({standard, own, last, spare, message}: Room): readonly PlacedColumn[] => {
	const share = message ? messageShare(spare) : 0;
	let rest = spare - share;
	const chosen = [...ownFitting(own, rest, 0)];
	rest -= total(chosen);
	for (const one of last) {
		if (one.width + 1 > rest) continue;
		chosen.push(one);
		rest -= one.width + 1;
	}

	// The room of the next column is not given to the message, which would lose it again on a wider terminal.
	const isWhole = chosen.length === own.length + last.length;
	return [...(isWhole || !message ? standard : widened(standard, rest)), ...chosen];
};

/**
 * Chooses the columns that fit into `room` cells: NAME and STATE always, then shared ones, the kind's own and AGE,
 * those with one value (`single`), and MESSAGE last. `left` is the number of optional columns scrolled out; once scrolled,
 * MESSAGE makes room.
 */
export const placeColumns = (
	columns: readonly GridColumn[],
	widths: ReadonlyMap<string, number>,
	room: number,
	left: number,
	single: ReadonlySet<string> = new Set(),
): readonly PlacedColumn[] => {
	const place = (column: GridColumn): PlacedColumn => ({
		column,
		width: widths.get(column.title) ?? column.title.length,
	});
	const message = columns.find(({title}) => title === 'MESSAGE');
	const age = columns.find(({title}) => title === 'AGE');
	const isStandard = (column: GridColumn): boolean =>
		column !== message && column !== age && (!column.own || (column.shared && !single.has(column.title)));
	const standard = standardFitting(columns.filter(isStandard).map(place), room, message ? 8 : 0);
	const spare = room - total(standard);
	const others = columns.filter(column => column.own && !standard.some(one => one.column === column));
	const own = others.filter(({title}) => !single.has(title)).map(place);
	const last = [...(age ? [age] : []), ...others.filter(({title}) => single.has(title))].map(place);
	// If not even the first one fits beside the message, the first step to the right shows it.
	const isHidden = (own[0]?.width ?? 0) + 1 > spare - messageShare(spare);
	const optional = [...own, ...last];
	// Up to the last one of all, which may be the only one that is not seen otherwise.
	const out = Math.min(isHidden ? left - 1 : left, Math.max(own.length, optional.length - 1));
	const found =
		left === 0
			? withOptional({standard, own, last, spare, message})
			: [...standard, ...ownFitting(optional.slice(out), spare, left)];
	const chosen = new Map(found.map(one => [one.column, one]));
	const placed = columns.flatMap(column => chosen.get(column) ?? []);
	return withMessage(squeezed(placed, room), columns, room);
};

/** Cells of MESSAGE that no other column takes. */
export const minMessage = 12;
/** The same where no row that is seen first has a message. */
export const minQuiet = 10;

/** The columns with so many cells for the one of this title, as far as MESSAGE, which keeps `min`, has them to spare. */
export const withRoomFor = (
	title: string,
	placed: readonly PlacedColumn[],
	wanted: number,
	min: number = minMessage,
): readonly PlacedColumn[] => {
	const wide = placed.find(isCalled(title));
	const message = placed.find(isCalled('MESSAGE'));
	if (!wide || !message) return placed;
	const more = Math.min(wanted - wide.width, message.width - min);
	if (more <= 0) return placed;
	return placed.map(one => {
		if (one === wide) return {...one, width: one.width + more};
		return one === message ? {...one, width: one.width - more} : one;
	});
};

// Shorter, it says nothing.
const shortestMessage = 8;

/** The same columns, as wide as wanted as far as MESSAGE has cells to spare. */
export const grownTo = (
	widths: ReadonlyMap<string, number>,
	placed: readonly PlacedColumn[],
): readonly PlacedColumn[] =>
	placed.reduce(
		(grown, {column: {title}}) =>
			title === 'MESSAGE' ? grown : withRoomFor(title, grown, widths.get(title) ?? 0, shortestMessage),
		placed,
	);

/**
 * The columns with at least so many cells for the one of this title, which are taken from those left over, else from
 * MESSAGE, else from NAME. Which columns there are does not change.
 */
export const widenedTo = (
	width: number,
	title: string,
	placed: readonly PlacedColumn[],
	room: number,
): readonly PlacedColumn[] => {
	const more = width - (placed.find(isCalled(title))?.width ?? width);
	if (more <= 0) return placed;
	// The blank after the last column is not needed.
	const isLeftOver = total(placed) + more <= room + 1;
	const message = placed.find(isCalled('MESSAGE'));
	const giving = message && message.width - more >= shortestMessage ? message : placed.find(isCalled('NAME'));
	return placed.map(one => {
		if (one.column.title === title) return {...one, width};
		return one === giving && !isLeftOver ? {...one, width: one.width - more} : one;
	});
};

const withMessage = (
	placed: readonly PlacedColumn[],
	columns: readonly GridColumn[],
	room: number,
): readonly PlacedColumn[] => {
	const place = columns.findIndex(({title}) => title === 'MESSAGE');
	const column = columns[place];
	const before = placed.filter(one => columns.indexOf(one.column) < place);
	const rest = room - total(placed);
	if (!column || rest < shortestMessage) return placed;
	return [...before, {column, width: rest}, ...placed.slice(before.length)];
};

// On a very narrow terminal NAME narrows so that STATE stays visible.
const squeezed = (placed: readonly PlacedColumn[], room: number): readonly PlacedColumn[] => {
	const excess = total(placed) - room - 1;
	if (excess <= 0) return placed;
	return placed
		.filter(({column}) => always.has(column.title))
		.map(one => (one.column.title === 'NAME' ? {...one, width: Math.max(8, one.width - excess)} : one));
};
