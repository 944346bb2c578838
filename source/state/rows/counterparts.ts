import type {SameHost} from '../../model/machine.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import {MachineIndex} from './machine-index.js';
import type {OwnedRow} from './observe.js';
import type {Row} from './row.js';
import {sameAs} from './same-as.js';

/** Finds rows by key. */
type Get = (key: ResourceKey) => OwnedRow | undefined;

const noRows: readonly OwnedRow[] = [];

/**
 * Which rows of different servers are the same machine, shown in a cell of each. Only rows that have the facts of a
 * machine cost anything.
 */
export class Counterparts {
	readonly #index: MachineIndex;
	readonly #get: Get;
	readonly #beforeChange: (row: Row) => void;

	/**
	 * @param get finds the row of a key
	 * @param beforeChange called with each row before its cell changes
	 */
	constructor(sameHosts: readonly SameHost[], get: Get, beforeChange: (row: Row) => void) {
		this.#index = new MachineIndex(sameHosts);
		this.#get = get;
		this.#beforeChange = beforeChange;
	}

	/** The rows that are the same machine as this one. */
	of(key: ResourceKey): readonly Row[] {
		return this.#index.has(key) ? this.#rowsOf(this.#index.counterparts(key)) : noRows;
	}

	/** The rows that may be the same machine, where it cannot be known which; they are not joined. */
	candidates(key: ResourceKey): readonly Row[] {
		return this.#index.has(key) ? this.#rowsOf(this.#index.candidates(key)) : noRows;
	}

	/** Whether two rows are the same machine. */
	areSame(key: ResourceKey, other: ResourceKey): boolean {
		return this.#index.has(other) && this.#index.counterparts(key).includes(other);
	}

	/** A resource as it was reported, with the cell that its row shows now. */
	complete(reported: Resource): Resource {
		const cell = reported.machine && this.#get(reported.key)?.resource.cells[sameAs.title];
		return cell === undefined ? reported : withCell(reported, cell);
	}

	/** Takes in a row that came, changed or went; returns the rows whose cells changed with it. */
	note(row: OwnedRow, before: Resource | null): readonly OwnedRow[] {
		const {resource, removedAt, dropped} = row;
		if (!resource.machine && !before?.machine) return noRows;
		const isPresent = removedAt === null && !dropped;
		const changed = isPresent ? this.#index.set(resource) : this.#index.delete(resource.key);
		const isRenamed = before !== null && before.name !== resource.name;
		const named = isRenamed ? this.#index.counterparts(resource.key) : [];
		return [...new Set([...changed, ...named])].flatMap(key => this.#show(key) ?? []);
	}

	#show(key: ResourceKey): OwnedRow | null {
		const row = this.#get(key);
		if (!row) return null;
		const names = this.of(key).map(({resource: {kind, name}}) => `${kind} ${name}`);
		const text = names.length === 0 ? null : names.sort().join(', ');
		if ((row.resource.cells[sameAs.title] ?? null) === text) return null;
		this.#beforeChange(row);
		row.resource = withCell(row.resource, text);
		return row;
	}

	#rowsOf(keys: readonly ResourceKey[]): readonly Row[] {
		return keys.flatMap(key => this.#get(key) ?? []);
	}
}

const withCell = (resource: Resource, cell: Resource['cells'][string]): Resource => ({
	...resource,
	cells: {...resource.cells, [sameAs.title]: cell},
});
