import type {Evidence, ObservedRow, Surroundings} from '../../model/explanation.js';
import {isObject, type JsonObject} from '../../model/json-object.js';
import type {ResourceKey} from '../../model/resource.js';

/** The rows and answers from which a row is explained, to look things up in. */
export class Scene {
	readonly subject: ObservedRow;
	/** Epoch milliseconds. */
	readonly now: number;
	/** Those that belong to the subject, the worst first. */
	readonly below: readonly ObservedRow[];
	/** Those that are machines. */
	readonly machines: readonly ObservedRow[];
	readonly #rows: ReadonlyMap<ResourceKey, ObservedRow>;
	readonly #evidence: readonly Evidence[];

	constructor({subject, rows, now}: Surroundings, evidence: readonly Evidence[] = []) {
		this.subject = subject;
		this.now = now;
		this.below = rows.filter(({resource}) => resource.parents.includes(subject.resource.key));
		this.machines = [subject, ...rows].filter(({resource}) => resource.machine !== undefined);
		this.#rows = new Map([...rows, subject].map(row => [row.resource.key, row]));
		this.#evidence = evidence.filter(({error}) => error === null);
	}

	/** The row of a key, where it is known. */
	row(key: ResourceKey | null): ObservedRow | undefined {
		return key === null ? undefined : this.#rows.get(key);
	}

	/** The rows that a row belongs to, of one kind. */
	parent({resource}: ObservedRow, kind: string): ObservedRow | undefined {
		for (const key of resource.parents) {
			const row = this.#rows.get(key);
			if (row?.resource.kind === kind) return row;
		}

		return undefined;
	}

	/** The rows of one kind that those below the subject belong to, and that are not well: what is under them. */
	under(kind: string): readonly ObservedRow[] {
		const found = new Set(this.below.map(row => this.parent(row, kind)));
		return [...found].filter(row => row !== undefined).filter(isUnwell);
	}

	/** What was answered about a row, as an object; null where nothing was. */
	answer(about: ResourceKey, what: string): JsonObject | null {
		const found = this.#evidence.find(one => one.about === about && one.what === what)?.answer;
		return isObject(found) ? found : null;
	}

	/** What was answered about a row, as a list of objects. */
	answers(about: ResourceKey, what: string): readonly JsonObject[] {
		const found = this.#evidence.find(one => one.about === about && one.what === what)?.answer;
		return Array.isArray(found) ? found.filter(isObject) : [];
	}

	/** The rows about which something of this sort was answered. */
	answered(what: string): readonly ResourceKey[] {
		return this.#evidence.flatMap(one => (one.what === what ? [one.about] : []));
	}
}

/** Whether something is wrong with a row, or still under way. */
export const isUnwell = ({resource, stuck}: ObservedRow): boolean => stuck || resource.health !== 'ok';
