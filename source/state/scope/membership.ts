import type {Resource, ResourceKey} from '../../model/resource.js';
import {referenceText} from '../rows/reference.js';
import type {Row, RowLookup} from '../rows/row.js';
import {type Limits, type Scope, typeOf} from './scope.js';

/**
 * Says which rows are in a scope, by the keys of what they belong to. Each key is looked into once, so that a row costs
 * no more than a look at its parents.
 */
export class Membership {
	readonly #scope: Scope;
	readonly #limits: Limits;
	readonly #rows: RowLookup;
	readonly #known = new Map<ResourceKey, boolean>();

	constructor(scope: Scope, limits: Limits, rows: RowLookup) {
		this.#scope = scope;
		this.#limits = limits;
		this.#rows = rows;
	}

	/** Whether a row is in the scope. */
	has({key, parents}: Resource): boolean {
		const {name, cluster} = this.#scope;
		const isIn = (limit: 'scope' | 'cluster'): boolean =>
			this.#holds(key, limit) || parents.some(parent => this.#holds(parent, limit));
		return (name === '' || isIn('scope')) && (cluster === '' || isIn('cluster'));
	}

	/** Whether rows that changed decide otherwise about others than before. */
	isOutdatedBy(rows: readonly Row[]): boolean {
		return rows.some(({resource: {key, kind}}) => {
			const limit = this.#limits.get(kind);
			const before = this.#known.get(key);
			if (limit === undefined || before === undefined) return false;
			return this.#decide(key, limit) !== before;
		});
	}

	#holds(key: ResourceKey, limit: 'scope' | 'cluster'): boolean {
		if (this.#limits.get(typeOf(key)) !== limit) return false;
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		const decided = this.#decide(key, limit);
		this.#known.set(key, decided);
		return decided;
	}

	#decide(key: ResourceKey, limit: 'scope' | 'cluster'): boolean {
		const {kind, name, cluster} = this.#scope;
		if (limit === 'cluster') return referenceText(key, this.#rows) === cluster;
		if (typeOf(key) === kind) return referenceText(key, this.#rows) === name;
		// A namespace is in its project.
		const parents = this.#rows.get(key)?.resource.parents ?? [];
		return parents.some(parent => typeOf(parent) === kind && this.#holds(parent, 'scope'));
	}
}
