import type {ResourceKey} from '../../model/resource.js';
import type {Filter} from '../filter/filter.js';
import {fuzzyScore} from '../filter/fuzzy.js';
import {isInTree, type MergedKind, takesPart} from '../rows/kinds.js';
import type {Row} from '../rows/row.js';
import type {RowStore} from '../rows/row-store.js';
import type {Membership} from '../scope/membership.js';
import type {Scope} from '../scope/scope.js';
import {isStandardColumn, type Sort} from './sort.js';
import {treeKinds} from './tree-kinds.js';

/** Which rows of a tree hide those below them. */
export type Folds = {
	/** Whether all do, but for those turned; or none. */
	readonly folded: boolean;
	readonly turned: ReadonlySet<ResourceKey>;
};

/** A tree of which nothing is folded. */
export const unfolded: Folds = {folded: false, turned: new Set()};

/** Which rows a grid shows, and in which order. */
export type GridSpec = {
	/** Singular name, or `all`: the main kinds, or every kind when `within` is set. */
	readonly kind: string;
	/** Only rows that name this one as a parent. */
	readonly within: ResourceKey | null;
	/** With `all`: only these kinds. */
	readonly among: readonly string[] | null;
	/** Only rows in this scope. */
	readonly scope: Scope | null;
	readonly filter: Filter;
	readonly sort: Sort;
	/** Only error, warning and stuck. */
	readonly trouble: boolean;
	/** Indents rows below those that they belong to; a list if null. With a kind: rows of that kind, and what is below. */
	readonly tree?: Folds | null;
	/** Only rows of any kind whose names have these letters; null for any name. */
	readonly found?: string | null;
	/** All kinds, merged. */
	readonly kinds: readonly MergedKind[];
};

/** Whether a row comes before all others of a view: it is the same machine as the row that the view is within. */
export const leadership = ({within}: GridSpec, {counterparts}: RowStore): ((row: Row) => boolean) =>
	within === null ? () => false : ({resource}) => counterparts.areSame(within, resource.key);

/** Whether a row belongs to a view, whatever its filter. `inScope`: that of its scope, if it has one. */
export const membership = (
	spec: GridSpec,
	inScope: Membership | null,
	resources: RowStore,
): ((row: Row) => boolean) => {
	const {kind, within, among, tree, found = null, kinds} = spec;
	const isMain = takesPart(kinds);
	const isLeader = leadership(spec, resources);
	if (tree) {
		const isShown = isInTree(kinds, treeKinds(kinds));
		return ({resource}) => isShown(resource) && (inScope === null || inScope.has(resource));
	}

	return row => {
		const {resource} = row;
		if (isLeader(row)) return true;
		if (inScope && !inScope.has(resource)) return false;
		if (found !== null) return fuzzyScore(found, resource.name) !== null;
		if (within !== null && !resource.parents.includes(within)) return false;
		if (kind !== 'all') return resource.kind === kind;
		if (among !== null) return among.includes(resource.kind);
		return within !== null || isMain(resource);
	};
};

/** Whether two grids show the same rows, in whatever order. */
export const showsSameRows = (left: GridSpec, right: GridSpec): boolean =>
	left.kind === right.kind &&
	left.within === right.within &&
	left.among === right.among &&
	left.scope === right.scope &&
	left.found === right.found &&
	left.filter === right.filter &&
	left.trouble === right.trouble;

// Of one kind all rows are shown, and what the kind says counts only for its own columns.
const isOfKinds = ({kind, kinds, scope, tree, sort}: GridSpec): boolean =>
	kind === 'all' ||
	scope !== null ||
	Boolean(tree) ||
	!isStandardColumn(sort.column, kinds.find(({name}) => name === kind) ?? null);

/** Whether two grids have the same rows in the same order, whatever their filters. */
export const hasSameOrder = (left: GridSpec, right: GridSpec): boolean =>
	left.kind === right.kind &&
	left.within === right.within &&
	left.among === right.among &&
	left.scope === right.scope &&
	left.found === right.found &&
	(left.kinds === right.kinds || !(isOfKinds(left) || isOfKinds(right))) &&
	left.sort.column === right.sort.column &&
	left.sort.descending === right.sort.descending;

/** The rows that may belong to a grid. */
export function* candidates(
	{kind, within, tree, found = null, kinds}: GridSpec,
	resources: RowStore,
): Iterable<Row> {
	if (tree) for (const name of treeKinds(kinds)) yield* resources.ofKind(name);
	else if (found !== null) yield* resources.rows();
	else if (within !== null) {
		yield* resources.counterparts.of(within);
		yield* resources.childrenOf(within);
	} else if (kind !== 'all') yield* resources.ofKind(kind);
	else for (const each of kinds) if (each.main) yield* resources.ofKind(each.name);
}
