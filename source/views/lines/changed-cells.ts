import type {Cell, ResourceKey} from '../../model/resource.js';
import type {GridColumn} from '../../state/grid/columns.js';
import type {VisibleRow} from '../../state/grid/visible-rows.js';
import type {Row} from '../../state/rows/row.js';

/** How long a change stands out at least, milliseconds. */
const minShownMs = 3000;

type Shown = Pick<Row, 'resource' | 'action'> & {readonly cells: readonly Cell[]};

const none: ReadonlySet<string> = new Set();

/**
 * The cells in the window that changed since they were shown before, and the names of rows that are new. They stand out
 * until `end` is called, which takes no frame of its own. Remembers no more than the window.
 */
export class ChangedCells {
	#view = -1;
	#titles: readonly string[] = [];
	#shown = new Map<ResourceKey, Shown>();
	/** Titles of columns by row, with the time of the change. */
	#changes = new Map<ResourceKey, Map<string, number>>();

	/** Compares what is shown now with what was shown before; of another view or other columns nothing is known yet. */
	compare(view: number, rows: readonly VisibleRow[], columns: readonly GridColumn[], now: number): void {
		const isSame =
			view === this.#view &&
			columns.length === this.#titles.length &&
			columns.every(({title}, index) => title === this.#titles[index]);
		if (!isSame) {
			this.#shown.clear();
			this.#changes.clear();
			this.#view = view;
			this.#titles = columns.map(({title}) => title);
		}

		const shown = new Map<ResourceKey, Shown>();
		const changes = new Map<ResourceKey, Map<string, number>>();
		for (const {row} of rows) {
			const {key} = row.resource;
			const before = this.#shown.get(key);
			const known = this.#changes.get(key);
			if (known) changes.set(key, known);
			const present = before && isUnchanged(before, row) ? before : shownOf(row, columns);
			shown.set(key, present);
			const titles = before ? this.#changedTitles(before, present) : newTitles(row, now);
			if (titles.length === 0) continue;
			changes.set(key, new Map([...(known ?? []), ...titles.map(title => [title, now] as const)]));
		}

		this.#shown = shown;
		this.#changes = changes;
	}

	/** The titles of the columns of a row that stand out. */
	of({row}: VisibleRow): ReadonlySet<string> {
		const changes = this.#changes.get(row.resource.key);
		return changes ? new Set(changes.keys()) : none;
	}

	/** Whether some changes have stood out long enough. */
	isOver(now: number): boolean {
		for (const changes of this.#changes.values()) {
			for (const at of changes.values()) if (now - at >= minShownMs) return true;
		}

		return false;
	}

	/** No change stands out any more that did so long enough. */
	end(now: number): void {
		for (const [key, changes] of this.#changes) {
			for (const [title, at] of changes) if (now - at >= minShownMs) changes.delete(title);
			if (changes.size === 0) this.#changes.delete(key);
		}
	}

	#changedTitles(before: Shown, now: Shown): readonly string[] {
		if (before === now) return [];
		const titles = this.#titles.filter((_title, index) => !Object.is(before.cells[index], now.cells[index]));
		// The message of another state is another one: one change need not be noticed twice.
		return titles.includes('STATE') ? titles.filter(title => title !== 'MESSAGE') : titles;
	}
}

const shownOf = (row: Row, columns: readonly GridColumn[]): Shown => ({
	resource: row.resource,
	action: row.action,
	cells: columns.map(column => column.news(row)),
});

const isUnchanged = (before: Shown, {resource, action}: Row): boolean =>
	before.resource === resource && before.action === action;

const newTitles = ({addedAt}: Row, now: number): readonly string[] =>
	addedAt !== null && now - addedAt < minShownMs ? ['NAME'] : [];
