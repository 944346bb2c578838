import {isObject} from '../../../model/json-object.js';
import {textOf} from '../../world/json-values.js';
import type {Fields, Json} from '../../world/world.js';

const isNamed = (list: readonly Json[]): list is readonly Fields[] =>
	list.length > 0 && list.every(each => isObject(each) && textOf(each.name) !== '');

const mergeNamed = (target: readonly Json[], patch: readonly Fields[]): readonly Json[] => {
	const merged = new Map(target.map(each => [isObject(each) ? textOf(each.name) : '', each] as const));
	for (const each of patch) {
		const name = textOf(each.name);
		if (each.$patch === 'delete') merged.delete(name);
		else merged.set(name, merge(merged.get(name), each, true));
	}

	return [...merged.values()];
};

const merge = (target: Json | undefined, patch: Json, strategic: boolean): Json => {
	if (strategic && Array.isArray(patch) && Array.isArray(target) && isNamed(patch))
		return mergeNamed(target, patch);
	if (!isObject(patch)) return patch;
	const merged = new Map(Object.entries<Json>(isObject(target) ? target : {}));
	for (const [name, value] of Object.entries<Json>(patch)) {
		if (value === null) merged.delete(name);
		else merged.set(name, merge(merged.get(name), value, strategic));
	}

	return Object.fromEntries(merged);
};

const fieldsOf = (value: Json): Fields => (isObject(value) ? value : {});

/** Applies a JSON merge patch (RFC 7396). */
export const mergePatch = (target: Fields, patch: Fields): Fields => fieldsOf(merge(target, patch, false));

/** Applies a strategic merge patch: the items of lists are known by their names. */
export const strategicMerge = (target: Fields, patch: Fields): Fields => fieldsOf(merge(target, patch, true));

const setAt = (target: Json, [name = '', ...rest]: readonly string[], value: Json | undefined): Json => {
	if (Array.isArray(target)) {
		const at = name === '-' ? target.length : Number(name);
		if (rest.length > 0) return target.with(at, setAt(target[at] ?? {}, rest, value));
		return value === undefined
			? target.toSpliced(at, 1)
			: target.toSpliced(at, target[at] === undefined ? 0 : 1, value);
	}

	const fields = fieldsOf(target);
	if (rest.length > 0) return {...fields, [name]: setAt(fields[name] ?? {}, rest, value)};
	const {[name]: _, ...others} = fields;
	return value === undefined ? others : {...others, [name]: value};
};

/** Applies the operations of a JSON patch (RFC 6902) that add, replace or remove. */
export const jsonPatch = (target: Fields, operations: readonly Json[]): Fields =>
	operations.map(fieldsOf).reduce<Fields>((done, {op, path, value}) => {
		const parts = textOf(path)
			.split('/')
			.slice(1)
			.map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
		return fieldsOf(setAt(done, parts, op === 'remove' ? undefined : (value ?? null)));
	}, target);

const namedDifference = (before: readonly Fields[], after: readonly Fields[]): readonly Fields[] => {
	const known = new Map(before.map(each => [textOf(each.name), each] as const));
	const names = new Set(after.map(each => textOf(each.name)));
	const gone = [...known.keys()].filter(name => !names.has(name)).map(name => ({name, $patch: 'delete'}));
	const changed = after.flatMap(each => {
		const different = difference(known.get(textOf(each.name)), each);
		return isObject(different) ? [{name: textOf(each.name), ...different}] : [];
	});
	return [...gone, ...changed];
};

/** What a strategic merge patch has to say so that `before` becomes `after`; undefined where they are equal. */
export const difference = (before: Json | undefined, after: Json): Json | undefined => {
	if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
	if (Array.isArray(before) && Array.isArray(after) && isNamed(before) && isNamed(after)) {
		const items = namedDifference(before, after);
		return items.length === 0 ? undefined : items;
	}

	if (!isObject(before) || !isObject(after)) return after;
	const gone = Object.keys(before).filter(name => after[name] === undefined || after[name] === null);
	const entries = Object.entries<Json>(after).flatMap(([name, value]) => {
		const different = value === null ? undefined : difference(before[name], value);
		return different === undefined ? [] : [[name, different] as const];
	});
	const patch = {...Object.fromEntries(gone.map(name => [name, null])), ...Object.fromEntries(entries)};
	return Object.keys(patch).length === 0 ? undefined : patch;
};
