import {jsonText} from '../../model/json.js';
import {isObject, type JsonObject} from '../../model/json-object.js';

/** What somebody else changed in an object meanwhile. */
export type Meanwhile = {
	/** `spec.replicas (3 to 5)`. */
	readonly changed: readonly string[];
	/** Of these, what the person changed to something else: that stays. */
	readonly contested: readonly string[];
};

/** An object with the changes of both sides. */
type Merged = Meanwhile & {readonly object: JsonObject};

/** Whether two values of JSON are equal; the order of fields does not count. */
export const isEqual = (one: unknown, other: unknown): boolean => {
	if (Object.is(one, other)) return true;
	if (Array.isArray(one) && Array.isArray(other))
		return one.length === other.length && one.every((each, index) => isEqual(each, other[index]));
	if (!isObject(one) || !isObject(other)) return false;
	const names = Object.keys(one);
	return names.length === Object.keys(other).length && names.every(name => isEqual(one[name], other[name]));
};

const isNamed = (list: readonly unknown[]): list is readonly JsonObject[] => {
	const names = list.map(each => (isObject(each) ? each.name : undefined));
	return names.every(name => typeof name === 'string') && new Set(names).size === names.length;
};

/** Lists of things with names, such as containers, as objects by name. */
const byName = (...lists: readonly unknown[]): readonly JsonObject[] | null => {
	const all = lists.filter(list => list !== undefined);
	if (!all.every(list => Array.isArray(list) && isNamed(list)) || all.length === 0) return null;
	return lists.map(list =>
		Object.fromEntries(((list ?? []) as readonly JsonObject[]).map(each => [String(each.name), each])),
	);
};

// Only what cannot be a secret.
const plain = (value: unknown): string | null =>
	typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
		? (jsonText(value) ?? null)
		: null;

const described = (path: string, before: unknown, after: unknown): string => {
	const [from, to] = [plain(before), plain(after)];
	return from === null || to === null ? path : `${path} (${from} to ${to})`;
};

class Merger {
	readonly changed: string[] = [];
	readonly contested: string[] = [];

	merge(path: string, base: unknown, mine: unknown, theirs: unknown): unknown {
		if (isEqual(base, theirs)) return mine;
		if (isEqual(mine, theirs)) {
			this.changed.push(described(path, base, theirs));
			return theirs;
		}

		if (isObject(mine) && isObject(theirs))
			return this.#fields(path, isObject(base) ? base : {}, mine, theirs);
		const named = Array.isArray(mine) && Array.isArray(theirs) ? byName(base, mine, theirs) : null;
		const [baseItems, myItems, theirItems] = named ?? [];
		if (baseItems && myItems && theirItems)
			return Object.values(this.#fields(path, baseItems, myItems, theirItems));
		this.changed.push(described(path, base, theirs));
		if (isEqual(base, mine)) return theirs;
		this.contested.push(path);
		return mine;
	}

	#fields(path: string, base: JsonObject, mine: JsonObject, theirs: JsonObject): JsonObject {
		const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
		const entries = [...names].flatMap(name => {
			const value = this.merge(path === '' ? name : `${path}.${name}`, base[name], mine[name], theirs[name]);
			return value === undefined ? [] : [[name, value] as const];
		});
		return Object.fromEntries(entries);
	}
}

/** Joins what a person made of an object with what became of it meanwhile. Where both changed the same, the person's stays. */
export const mergeThree = (base: JsonObject, mine: JsonObject, theirs: JsonObject): Merged => {
	const merger = new Merger();
	const object = merger.merge('', base, mine, theirs);
	const {changed, contested} = merger;
	return {object: isObject(object) ? object : mine, changed, contested};
};
