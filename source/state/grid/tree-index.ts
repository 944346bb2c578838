import type {ResourceKey} from '../../model/resource.js';
import {matches} from '../filter/filter.js';
import {standsAtTop} from '../rows/kinds.js';
import type {Row} from '../rows/row.js';
import type {RowStore} from '../rows/row-store.js';
import {isTrouble} from '../rows/trouble.js';
import {Membership} from '../scope/membership.js';
import {limitsOf} from '../scope/scope.js';
import type {Branch, RowIndex} from './row-index.js';
import {sortValueOf} from './sort.js';
import {candidates, type Folds, type GridSpec, hasSameOrder, membership, showsSameRows} from './spec.js';
import {Tree} from './tree.js';
import {TreeNode} from './tree-node.js';

const isOpen = ({folded, turned}: Folds, row: Row | null): boolean =>
	row === null || folded === turned.has(row.resource.key);

/** Adds the rows from one line below a node to another. */
const collect = ({children}: TreeNode, from: number, to: number, rows: Row[]): void => {
	let line = 0;
	for (const child of children) {
		if (line >= to) return;
		if (child.lines > 0 && line + child.lines > from) {
			if (child.row && line >= from) rows.push(child.row);
			if (child.isOpen) collect(child, from - line - 1, to - line - 1, rows);
		}

		line += child.lines;
	}
};

const branchOf = (node: TreeNode): Branch => {
	const whole = node.row?.resource.name ?? '';
	let name = whole;
	let depth = 0;
	for (let up = node.parent; up?.row; up = up.parent) {
		const above = `${up.row.resource.name}/`;
		if (name === whole && whole.startsWith(above)) name = whole.slice(above.length);
		depth += 1;
	}

	const above = node.parent?.row?.resource.key ?? null;
	const {shownBelow: below, worst} = node;
	return {depth, name, above, below, isOpen: below > 0 ? node.isOpen : null, worst};
};

/**
 * The rows of a tree, indented below those that they belong to; a row is shown if it or one below it passes the filter. An
 * update costs work in proportion to what changed and to the depth of the tree, a window to the siblings above it.
 */
export class TreeIndex implements RowIndex {
	/** As in `RowIndex`. */
	revision = 0;
	#tree: Tree | null = null;
	#spec: GridSpec | null = null;
	#resources: RowStore | null = null;
	#inScope: Membership | null = null;
	#belongs: (row: Row) => boolean = () => false;
	#passes: (row: Row) => boolean = () => false;
	#orderOf: (row: Row) => TreeNode['order'] = () => ({kind: 0, value: null, name: ''});
	#held: ResourceKey | null = null;

	/** As in `RowIndex`. */
	get length(): number {
		return this.#tree?.root.inside ?? 0;
	}

	/** As in `RowIndex`. */
	get matching(): number {
		const held = this.#heldRow();
		const node = held && this.#tree?.nodeOf(held);
		const isExtra = held !== undefined && node?.parent && !this.#matches(held);
		return (this.#tree?.root.matching ?? 0) - (isExtra ? 1 : 0);
	}

	/** As in `RowIndex`. */
	get total(): number {
		return this.#tree?.size ?? 0;
	}

	/** As in `RowIndex`. */
	at(line: number): Row | undefined {
		return this.slice(line, line + 1)[0];
	}

	/** As in `RowIndex`. */
	slice(from = 0, to = this.length): Row[] {
		const rows: Row[] = [];
		if (this.#tree) collect(this.#tree.root, from, to, rows);
		return rows;
	}

	/** As in `RowIndex`. */
	indexOf(key: ResourceKey): number {
		const row = this.#resources?.get(key);
		const node = row && this.#tree?.nodeOf(row);
		return node ? (this.#tree?.lineOf(node) ?? -1) : -1;
	}

	/** As in `RowIndex`. */
	lingers(row: Row): boolean {
		if (row.resource.key !== this.#held || this.#matches(row)) return false;
		// A row above others that match is there for them.
		return !this.#belongs(row) || (this.#tree?.nodeOf(row)?.shownBelow ?? 0) === 0;
	}

	/** As in `RowIndex`. */
	branchOf(row: Row): Branch | null {
		const node = this.#tree?.nodeOf(row);
		return node ? branchOf(node) : null;
	}

	/** As in `RowIndex`. */
	hold(key: ResourceKey | null): boolean {
		if (key === this.#held) return false;
		const before = this.#heldRow();
		this.#held = key;
		return before !== undefined && this.merge([before]);
	}

	/** As in `RowIndex`. */
	reset(spec: GridSpec, resources: RowStore): void {
		const {filter, trouble} = spec;
		const before = this.#spec;
		if (!before || !showsSameRows(before, spec)) this.#held = null;
		this.#passes = row => (!trouble || isTrouble(row)) && matches(filter, row, resources);
		this.#spec = spec;
		if (before && this.#resources === resources && hasSameOrder(before, spec)) {
			if (!showsSameRows(before, spec)) for (const node of this.#tree?.nodes() ?? []) this.#see(node);
			this.#fold(before.tree ?? null, spec.tree ?? null);
		} else this.#build(spec, resources);
		this.revision += 1;
	}

	/** As in `RowIndex`. */
	merge(dirty: readonly Row[]): boolean {
		if (this.#inScope?.isOutdatedBy(dirty)) return this.#rebuild();
		let isChanged = false;
		for (const row of dirty) if (this.#take(row)) isChanged = true;
		if (isChanged) this.revision += 1;
		return isChanged;
	}

	#matches(row: Row): boolean {
		return this.#belongs(row) && this.#passes(row);
	}

	#take(row: Row): boolean {
		const node = this.#tree?.nodeOf(row);
		if (row.dropped || !(row.resource.key === this.#held || this.#belongs(row))) {
			if (node) this.#tree?.remove(node);
			return node !== undefined;
		}

		if (!node) {
			this.#tree?.add(this.#newNode(row));
			return true;
		}

		const isMoved = this.#tree?.renew(node, row.resource.parents, this.#orderOf(row)) ?? false;
		node.recount();
		return this.#see(node) || isMoved;
	}

	/** For other rows in the scope: which rows are in it is decided again. */
	#rebuild(): boolean {
		if (this.#spec && this.#resources) this.#build(this.#spec, this.#resources);
		this.revision += 1;
		return true;
	}

	#build(spec: GridSpec, resources: RowStore): void {
		const {kind, kinds, sort} = spec;
		const sortValue = sortValueOf(sort.column, null);
		const places = new Map(kinds.map(({name}, place) => [name, place]));
		this.#resources = resources;
		this.#inScope = spec.scope && new Membership(spec.scope, limitsOf(kinds), resources);
		this.#belongs = membership(spec, this.#inScope, resources);
		this.#orderOf = row => ({
			kind: places.get(row.resource.kind) ?? kinds.length,
			value: sortValue(row, resources),
			name: row.resource.name,
		});
		this.#tree = new Tree({
			rootKind: kind === 'all' ? null : kind,
			isTop: standsAtTop(kinds),
			descending: sort.descending,
			find: resources.get,
		});
		const rows = [...candidates(spec, resources)].filter(this.#belongs);
		const held = this.#heldRow();
		if (held && !this.#belongs(held)) rows.push(held);
		this.#tree.fill(rows.map(row => this.#newNode(row)));
	}

	#newNode(row: Row): TreeNode {
		const node = new TreeNode(row);
		node.parents = row.resource.parents;
		node.order = this.#orderOf(row);
		if (this.#spec?.tree) node.isOpen = isOpen(this.#spec.tree, row);
		this.#see(node);
		return node;
	}

	/** Filters the row of a node; true if it appears or goes. */
	#see(node: TreeNode): boolean {
		const {row} = node;
		return row !== null && node.setPasses(row.resource.key === this.#held || this.#passes(row));
	}

	#fold(before: Folds | null, now: Folds | null): void {
		if (!now || before === now) return;
		if (before?.folded !== now.folded) {
			for (const node of this.#tree?.nodes() ?? []) node.setOpen(isOpen(now, node.row));
			return;
		}

		for (const key of [...before.turned, ...now.turned]) {
			const row = this.#resources?.get(key);
			const node = row && this.#tree?.nodeOf(row);
			if (node) node.setOpen(isOpen(now, node.row));
		}
	}

	#heldRow(): Row | undefined {
		return this.#held === null ? undefined : this.#resources?.get(this.#held);
	}
}
