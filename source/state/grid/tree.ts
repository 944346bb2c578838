import type {Resource, ResourceKey} from '../../model/resource.js';
import type {Row} from '../rows/row.js';
import {compareNodes, type NodeOrder, TreeNode} from './tree-node.js';

type TreeOptions = {
	/** The kind of the rows at the top; null for all rows that belong to no other. */
	readonly rootKind: string | null;
	/** Which rows are below no other, whatever they name as parents. */
	readonly isTop: (resource: Resource) => boolean;
	/** The order of siblings. */
	readonly descending: boolean;
	readonly find: (key: ResourceKey) => Row | undefined;
};

/**
 * Rows below those that they belong to: each below the nearest of its parents that is in the tree. Rows may come in any
 * order, name parents that never come, or each other.
 */
export class Tree {
	readonly root = new TreeNode(null);
	readonly #options: TreeOptions;
	readonly #nodes = new Map<Row, TreeNode>();
	/** By the key of a row that is not in the tree: those that will be below it. */
	readonly #waiting = new Map<ResourceKey, Set<TreeNode>>();
	#size = 0;

	constructor(options: TreeOptions) {
		this.#options = options;
	}

	/** How many rows are below the root, shown or not. */
	get size(): number {
		return this.#size;
	}

	/** All nodes, also those that are in no place, because no row above them is of the kind at the top. */
	nodes(): Iterable<TreeNode> {
		return this.#nodes.values();
	}

	/** The node of a row. */
	nodeOf(row: Row): TreeNode | undefined {
		return this.#nodes.get(row);
	}

	/** Fills the empty tree. */
	fill(nodes: readonly TreeNode[]): void {
		const {descending} = this.#options;
		const sorted = nodes.toSorted((left, right) => compareNodes(left, right, descending));
		for (const node of sorted) if (node.row) this.#nodes.set(node.row, node);
		for (const node of sorted) this.#place(node);
	}

	/** Adds the node of a new row. */
	add(node: TreeNode): void {
		if (!node.row) return;
		this.#nodes.set(node.row, node);
		this.#place(node);
	}

	/** Removes a node; those below it move to the next of their parents. */
	remove(node: TreeNode): void {
		if (node.row) this.#nodes.delete(node.row);
		this.#forget(node);
		this.#move(node, null);
		for (const child of [...node.children]) this.#place(child);
	}

	/** Moves the node of a row that has other parents or another place among its siblings now; true if it did. */
	renew(node: TreeNode, parents: TreeNode['parents'], order: NodeOrder): boolean {
		const {parent} = node;
		const {kind, value, name} = node.order;
		const isReordered = kind !== order.kind || value !== order.value || name !== order.name;
		if (isReordered) {
			parent?.detach(node, this.#options.descending);
			node.order = order;
			parent?.attach(node, this.#options.descending);
		}

		if (parents === node.parents) return isReordered;
		this.#forget(node);
		node.parents = parents;
		this.#place(node);
		return isReordered || parent !== node.parent;
	}

	/** The line of a node, or of the folded one that hides it; -1 if it is not shown. */
	lineOf(node: TreeNode): number {
		let shown = node;
		for (let up = node.parent; up; up = up.parent) if (!up.isOpen) shown = up;
		if (node.matching === 0) return -1;
		let line = -1;
		for (let {parent} = shown; parent; {parent} = shown) {
			for (const sibling of parent.children) {
				if (sibling === shown) break;
				line += sibling.lines;
			}

			line += 1;
			shown = parent;
		}

		return shown === this.root ? line : -1;
	}

	#place(node: TreeNode): void {
		this.#forget(node);
		const parent = this.#choose(node);
		for (const key of node.parents.slice(0, node.awaited)) {
			const waiting = this.#waiting.get(key) ?? new Set();
			this.#waiting.set(key, waiting.add(node));
		}

		const wasPlaced = node.parent !== null;
		this.#move(node, parent);
		if (!wasPlaced && parent) this.#gather(node);
		else if (wasPlaced && !parent) for (const child of [...node.children]) this.#place(child);
	}

	/** Places those that waited for a node below it. */
	#gather({row}: TreeNode): void {
		const waiting = row && this.#waiting.get(row.resource.key);
		if (waiting) for (const node of [...waiting]) this.#place(node);
	}

	#choose(node: TreeNode): TreeNode | null {
		const {rootKind, isTop, find} = this.#options;
		const resource = node.row?.resource;
		const isRoot = resource?.kind === rootKind;
		const fallback = rootKind === null || isRoot ? this.root : null;
		node.awaited = 0;
		if (!resource || isRoot || isTop(resource)) return fallback;
		for (const key of node.parents) {
			const row = find(key);
			const parent = row && this.#nodes.get(row);
			if (parent && (rootKind === null || parent.parent !== null) && !parent.isWithin(node)) return parent;
			node.awaited += 1;
		}

		return fallback;
	}

	#move(node: TreeNode, parent: TreeNode | null): void {
		if (parent === node.parent) return;
		this.#size += Number(parent !== null) - Number(node.parent !== null);
		node.parent?.detach(node, this.#options.descending);
		parent?.attach(node, this.#options.descending);
	}

	#forget(node: TreeNode): void {
		for (const key of node.parents.slice(0, node.awaited)) {
			const waiting = this.#waiting.get(key);
			waiting?.delete(node);
			if (waiting?.size === 0) this.#waiting.delete(key);
		}

		node.awaited = 0;
	}
}
