import {healthRank, rankedHealths} from '../../model/health.js';
import type {ResourceKey} from '../../model/resource.js';
import type {Row} from '../rows/row.js';
import {compareValues, naturalCompare, type SortValue} from './sort.js';
import {placeOf} from './sorted-numbers.js';

/** Rank of a row by health, 0 the worst; -1 for a removed one, which counts nowhere. */
const rankOf = ({resource, stuck, removedAt}: Row): number =>
	removedAt === null ? healthRank[stuck ? 'stuck' : resource.health] : -1;

/** What the children of a node are ordered by: their kinds, then a column, then their names. */
export type NodeOrder = {readonly kind: number; readonly value: SortValue; readonly name: string};

/**
 * A row in the tree, or the root, which has none. Each node keeps what is known of all nodes below it, so that a change
 * costs work in proportion to its depth.
 */
export class TreeNode {
	readonly row: Row | null;
	readonly children: TreeNode[] = [];
	parent: TreeNode | null = null;
	order: NodeOrder = {kind: 0, value: null, name: ''};
	/** What `parent` was chosen from; the first `awaited` of them were not in the tree. */
	parents: readonly ResourceKey[] = [];
	awaited = 0;
	/** How many of it and those below pass the filter. */
	matching = 0;
	/** Lines of its children, if it is open. */
	inside = 0;
	/** Lines that it takes itself, with its children. */
	lines = 0;
	passes = false;
	isOpen = true;
	/** How many nodes below it have each health; null while there are none. */
	#below: number[] | null = null;
	#rank: number;

	/** @param row null for the root */
	constructor(row: Row | null) {
		this.row = row;
		this.#rank = row ? rankOf(row) : -1;
	}

	/** The worst health of it and of those below it. */
	get worst(): (typeof rankedHealths)[number] {
		const below = this.#below?.findIndex(count => count > 0) ?? -1;
		const ranks = [this.#rank, below].filter(rank => rank >= 0);
		return rankedHealths[Math.min(...ranks)] ?? 'unknown';
	}

	/** How many of those below it pass the filter. */
	get shownBelow(): number {
		return this.matching - (this.passes ? 1 : 0);
	}

	/** Whether a node is this one or above it. */
	isWithin(node: TreeNode): boolean {
		for (let up: TreeNode | null = this; up; up = up.parent) if (up === node) return true;
		return false;
	}

	/** Adds a child in its place. */
	attach(child: TreeNode, descending: boolean): void {
		this.children.splice(this.#placeFor(child, descending), 0, child);
		child.parent = this;
		this.inside += child.lines;
		this.#count(child, 1);
	}

	/** Removes a child, whose `order` is still that of its place. */
	detach(child: TreeNode, descending: boolean): void {
		this.children.splice(this.#placeFor(child, descending), 1);
		child.parent = null;
		this.inside -= child.lines;
		this.#count(child, -1);
	}

	/** Takes the health of its row as it is now. */
	recount(): void {
		const rank = this.row ? rankOf(this.row) : -1;
		if (rank === this.#rank) return;
		for (let up = this.parent; up; up = up.parent) {
			up.#addBelow(this.#rank, -1);
			up.#addBelow(rank, 1);
		}

		this.#rank = rank;
	}

	/** Shows or hides its row by the filter; true if that is different from before. */
	setPasses(passes: boolean): boolean {
		if (passes === this.passes) return false;
		this.passes = passes;
		for (let up: TreeNode | null = this; up; up = up.parent) up.matching += passes ? 1 : -1;
		this.settle();
		return true;
	}

	/** Shows or hides the rows below it. */
	setOpen(isOpen: boolean): void {
		this.isOpen = isOpen;
		this.settle();
	}

	/** Counts its lines again, and those of the nodes above. */
	settle(): void {
		for (let node: TreeNode | null = this; node; node = node.parent) {
			const lines = node.matching === 0 ? 0 : 1 + (node.isOpen ? node.inside : 0);
			const by = lines - node.lines;
			if (by === 0) return;
			node.lines = lines;
			if (node.parent) node.parent.inside += by;
		}
	}

	#count(child: TreeNode, by: 1 | -1): void {
		for (let up: TreeNode | null = this; up; up = up.parent) {
			up.matching += by * child.matching;
			up.#addBelow(child.#rank, by);
			if (child.#below) for (const [rank, count] of child.#below.entries()) up.#addBelow(rank, by * count);
		}

		this.settle();
	}

	#addBelow(rank: number, by: number): void {
		if (rank < 0) return;
		this.#below ??= rankedHealths.map(() => 0);
		this.#below[rank] = (this.#below[rank] ?? 0) + by;
	}

	#placeFor(child: TreeNode, descending: boolean): number {
		const {children} = this;
		const isBefore = (place: number): boolean => {
			const other = children[place];
			return other !== undefined && compareNodes(other, child, descending) < 0;
		};
		// A tree is built in order.
		const {length} = children;
		return length > 0 && isBefore(length - 1) ? length : placeOf(length, isBefore);
	}
}

/** A total order of siblings. */
export const compareNodes = (left: TreeNode, right: TreeNode, descending: boolean): number => {
	if (left === right) return 0;
	const {order: one} = left;
	const {order: other} = right;
	if (one.kind !== other.kind) return one.kind - other.kind;
	const byValue = compareValues(one.value, other.value, descending) || naturalCompare(one.name, other.name);
	if (byValue !== 0) return byValue;
	return (left.row?.resource.key ?? '') < (right.row?.resource.key ?? '') ? -1 : 1;
};
