import type {ResourceKey} from '../../model/resource.js';
import type {FindPlaces} from '../../state/filter/find-places.js';
import type {VisibleRow} from '../../state/grid/visible-rows.js';
import type {Row} from '../../state/rows/row.js';
import type {PlacedColumn} from './place-columns.js';
import {rowLine} from './row-line.js';
import type {Theme} from './theme.js';

/** How the rows of a grid are drawn. */
type RowLook = {
	readonly placed: readonly PlacedColumn[];
	readonly findPlaces: FindPlaces;
	/** What else columns and matches depend on, such as the filter. */
	readonly given: readonly unknown[];
};

/** A row as it looked when it was drawn: rows change in place. */
type Drawn = Pick<Row, 'resource' | 'figures' | 'removedAt'> & {
	readonly visible: VisibleRow;
	readonly texts: readonly string[];
	readonly changed: ReadonlySet<string>;
	readonly line: string;
};

/** Whether two lists have the same values in the same order. */
export const isSameList = (one: readonly unknown[], other: readonly unknown[]): boolean =>
	one.length === other.length && one.every((value, index) => value === other[index]);

const isSameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
	one.size === other.size && [...one].every(value => other.has(value));

const looksSame = (one: VisibleRow, other: VisibleRow): boolean =>
	one.cursor === other.cursor &&
	one.marked === other.marked &&
	one.staleSince === other.staleSince &&
	one.stuck === other.stuck &&
	one.lingering === other.lingering &&
	one.branch === other.branch &&
	one.action === other.action;

const looksDrawn = (
	{visible: drawn, ...known}: Drawn,
	visible: VisibleRow,
	texts: readonly string[],
): boolean =>
	known.resource === visible.row.resource &&
	known.figures === visible.row.figures &&
	known.removedAt === visible.row.removedAt &&
	looksSame(drawn, visible) &&
	isSameList(known.texts, texts);

/** Draws the rows in the window. One that looks as it did before is not drawn again, as most are in most frames. */
export class RowLines {
	readonly #theme: Theme;
	#look: readonly unknown[] = [];
	#drawn = new Map<ResourceKey, Drawn>();

	constructor(theme: Theme) {
		this.#theme = theme;
	}

	/** Whether these are the rows that were drawn last, in their order, and look as they did then. */
	areDrawn(rows: readonly VisibleRow[], textsOf: (visible: VisibleRow) => readonly string[]): boolean {
		const drawn = [...this.#drawn.values()];
		return (
			rows.length === drawn.length &&
			rows.every((visible, index) => {
				const known = drawn[index];
				return known?.visible.row === visible.row && looksDrawn(known, visible, textsOf(visible));
			})
		);
	}

	/** The lines of rows; `textsOf` are the raw cells of each in the order of the placed columns. */
	draw(
		rows: readonly VisibleRow[],
		textsOf: (index: number) => readonly string[],
		changedIn: (visible: VisibleRow) => ReadonlySet<string>,
		{placed, findPlaces, given}: RowLook,
	): string[] {
		const look = [...given, ...placed.flatMap(({column, width}) => [column.title, width])];
		if (!isSameList(look, this.#look)) this.#drawn.clear();
		this.#look = look;
		const before = this.#drawn;
		this.#drawn = new Map();
		return rows.map((visible, index) => {
			const {
				row: {resource, figures, removedAt},
			} = visible;
			const texts = textsOf(index);
			const changed = changedIn(visible);
			const known = before.get(resource.key);
			const isSame =
				known !== undefined && looksDrawn(known, visible, texts) && isSameSet(known.changed, changed);
			const line = isSame ? known.line : rowLine(visible, placed, texts, this.#theme, findPlaces, changed);
			this.#drawn.set(resource.key, {resource, figures, removedAt, visible, texts, changed, line});
			return line;
		});
	}
}
