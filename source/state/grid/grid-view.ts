import type {Resource, ResourceKey} from '../../model/resource.js';
import {type Filter, noFilter} from '../filter/filter.js';
import type {ColumnChoice} from './arrange.js';
import type {Sort} from './sort.js';
import type {Folds} from './spec.js';

/** The grid of one kind (or `all`), perhaps of the children of one row. */
export type GridView = {
	readonly type: 'grid';
	/** Unique in the program: column widths only grow while a view is open. */
	readonly id: number;
	/** Singular name of a kind, or `all`. */
	readonly kind: string;
	/** Shows only rows that name this one as a parent. */
	readonly within: Resource | null;
	/** With `all`: only these kinds. */
	readonly among: readonly string[] | null;
	/** What of a tree is folded; null for a list. With a kind: its rows are at the top. */
	readonly tree: Folds | null;
	/** Shows rows of all kinds by their names: the text that is sought in them; else null. */
	readonly found: string | null;
	readonly filter: Filter;
	readonly sort: Sort;
	/** Only rows in trouble: error, warning, stuck. */
	readonly trouble: boolean;
	/** The row under the cursor; null until a key was pressed, when it shows on the top row, whichever that is. */
	readonly cursor: ResourceKey | null;
	/** The last index of that row: if it goes, the row there takes over. */
	readonly cursorIndex: number;
	/** Index of the first row on the screen. */
	readonly top: number;
	/** All columns are shown, also those that are hidden or do not fit, which scroll. */
	readonly wide: boolean;
	/** Its own choice of columns; null for the usual ones. If omitted, what is chosen for its kind. */
	readonly columns?: ColumnChoice | null;
	/** How many columns are scrolled out to the left: of the kind's own, or of all after NAME. */
	readonly left: number;
	/** The column picked with `<` and `>`, by title. */
	readonly column: string | null;
	readonly marks: ReadonlySet<ResourceKey>;
	/** Where a range begins: the row that was marked last, or null. */
	readonly lastMarked: ResourceKey | null;
};

/** What a new grid shows; the rest has defaults. */
type GridStart = Pick<GridView, 'kind' | 'sort'> &
	Partial<Pick<GridView, 'within' | 'among' | 'tree' | 'found' | 'filter' | 'cursor'>>;

/** A grid with the cursor on its top row, unless given. */
export const newGrid = (id: number, start: GridStart): GridView => ({
	type: 'grid',
	id,
	within: null,
	among: null,
	tree: null,
	found: null,
	filter: noFilter,
	trouble: false,
	cursor: null,
	cursorIndex: 0,
	top: 0,
	wide: false,
	left: 0,
	column: null,
	marks: new Set(),
	lastMarked: null,
	...start,
});
