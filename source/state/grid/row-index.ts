import type {healthRank} from '../../model/health.js';
import type {ResourceKey} from '../../model/resource.js';
import type {Row} from '../rows/row.js';
import type {RowStore} from '../rows/row-store.js';
import type {GridSpec} from './spec.js';

/** Where a row of a tree stands. */
export type Branch = {
	/** How many rows it is below. */
	readonly depth: number;
	/** The name without those of the rows above it. */
	readonly name: string;
	/** Whether rows below it are shown; null where there are none. */
	readonly isOpen: boolean | null;
	/** How many of those below it pass the filter. */
	readonly below: number;
	/** The row that it is below. */
	readonly above: ResourceKey | null;
	/** The worst health of it and of those below it. */
	readonly worst: keyof typeof healthRank;
};

/** The rows of a grid in the order of the screen. Changed in place, with a revision. */
export type RowIndex = {
	/** Grows whenever rows come, go or move. */
	readonly revision: number;
	/** How many rows there are to show. */
	readonly length: number;
	/** How many of them pass the filter; those that are only held, or above others in a tree, do not count. */
	readonly matching: number;
	/** How many rows the view has without filter and trouble. */
	readonly total: number;
	/** The row at a place. */
	at(place: number): Row | undefined;
	/** The rows of a window, in order. */
	slice(from?: number, to?: number): Row[];
	/** Place of a row, or -1. In a tree that is folded above it, the place of the row that it is folded into. */
	indexOf(key: ResourceKey): number;
	/** Whether a row is shown only because it is held: the filter hides it, or it belongs elsewhere now. */
	lingers(row: Row): boolean;
	/** Keeps a row in its place, whatever happens to it, instead of the one held before; true if rows went or moved. */
	hold(key: ResourceKey | null): boolean;
	/** For another view, filter or order, or changed kinds: rebuilds what differs. */
	reset(spec: GridSpec, resources: RowStore): void;
	/** Merges the rows of `RowStore.drainDirty`; true if rows came, went or moved. */
	merge(dirty: readonly Row[]): boolean;
	/** Where a row stands in a tree; null in a list. */
	branchOf(row: Row): Branch | null;
};
