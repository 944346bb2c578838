import type {Action} from './action.js';
import type {Labels} from './labels.js';
import type {MachineFacts} from './machine.js';
import type {Allowances} from './usage.js';

/** Name of a family of servers that speak one protocol, as the list of families has it: `rancher1`. */
export type Family = string;

/** What colour, sorting and filters go by. */
export type Health = 'ok' | 'transitioning' | 'warning' | 'error' | 'unknown';

/** The server's own word on whether the thing is in transition. */
export type Transitioning = 'yes' | 'no' | 'error';

/** Names a resource in the whole program: `<source>/<scope>/<base type>/<id>`. Ids alone collide. */
export type ResourceKey = string;

/**
 * A value of one of the kind's own columns, keyed by the column's title.
 * A column of type `reference` holds the `ResourceKey` of another row, shown by that row's name.
 */
export type Cell = string | number | boolean | null;

/** A container of a row: it has a log of its own. */
export type Container = {
	readonly name: string;
	/** Why it is there: what the row is for, what prepares that, what was added to debug it. */
	readonly role: 'main' | 'init' | 'ephemeral';
	/** It has ended well and will not run again. */
	readonly isOver: boolean;
	/** Why it does not run, as the server calls that: `crashLoopBackOff`. Absent where it runs, or nothing is known. */
	readonly stopped?: string;
};

/**
 * The one row that every server's objects become: only what the grid, filters and output need
 * (about 300 bytes); the whole object is asked for again when someone wants to see it.
 * Immutable; texts are as the server sent them and must pass `printable` before they reach a terminal.
 */
export type Resource = {
	readonly key: ResourceKey;
	readonly source: string;
	readonly family: Family;
	/** The part of the source that one stream covers: a project, a cluster; '' where there is only one. */
	readonly scope: string;
	/** Singular, as shown: `container`. */
	readonly kind: string;
	readonly id: string;
	/** With the parent where that helps: `shop/web`. */
	readonly name: string;
	/** The server's own word. */
	readonly state: string;
	readonly health: Health;
	readonly transitioning: Transitioning;
	/** Transitioning message, or the reason of a failure. */
	readonly message: string | null;
	/** Percent, 0 to 100, if the server reports it. */
	readonly progress: number | null;
	/** Epoch milliseconds. */
	readonly created: number | null;
	/** Since when it is in this state, epoch milliseconds; only if the server itself reports it. */
	readonly since: number | null;
	/** Its state flips by the second: a flip is not news, and `since` is when the flipping began. */
	readonly flapping?: boolean;
	/** What it belongs to: a container's service and host. Drilling down lists the rows that name a row here. */
	readonly parents: readonly ResourceKey[];
	readonly cells: Readonly<Record<string, Cell>>;
	readonly labels?: Labels;
	/** What it may use, where that is set and what it uses can be measured. */
	readonly allowances?: Allowances;
	/** If it is a machine: by what other servers may know it. */
	readonly machine?: MachineFacts;
	/** Its containers, the one that a person usually means first; equal lists are the same array. */
	readonly containers?: readonly Container[];
	/** What the server offers for it now, without internal actions; equal lists are the same array. */
	readonly actions: readonly Action[];
};
