import type {ExtraColumns} from '../../model/extra-column.js';
import {jsonText} from '../../model/json.js';
import type {JsonObject} from '../../model/json-object.js';
import type {Cell} from '../../model/resource.js';
import {firstFields, readValues} from './json-path.js';

/** A copy of an object, or of a part of it, without secrets. */
type Redact = (object: JsonObject) => JsonObject;

type Reader = {
	readonly title: string;
	/** The field of the object that the path begins with; null if it may be any. */
	readonly first: string | null;
	readonly read: (object: JsonObject) => readonly unknown[];
};

const maxText = 200;

const textOf = (value: unknown): string =>
	typeof value === 'object' && value !== null ? (jsonText(value) ?? '') : String(value);

const cellOf = (values: readonly unknown[]): Cell => {
	const found = values.flat().filter(value => value !== undefined && value !== null && value !== '');
	const [only] = found;
	if (found.length === 1 && (typeof only === 'number' || typeof only === 'boolean')) return only;
	const text = found.map(textOf).join(' ');
	return text === '' ? null : text.slice(0, maxText);
};

// By these a field `value` beside them is known to be secret.
const names = ['name', 'key', 'Name', 'Key'] as const;

/** The part of an object that a path can reach: to take the secrets out of all of it would cost too much. */
const partOf = (object: JsonObject, first: string | null): JsonObject => {
	if (first === null) return object;
	const known = names.flatMap(name =>
		typeof object[name] === 'string' ? [[name, object[name]] as const] : [],
	);
	return {...Object.fromEntries(known), [first]: object[first]};
};

/** Reads the columns that the configuration makes of paths, out of the objects that rows are made of. */
export class ObjectColumns {
	readonly #readers = new Map<string, readonly Reader[]>();
	readonly #fields = new Map<string, readonly string[]>();

	constructor(columns: ExtraColumns = new Map()) {
		for (const [kind, own] of columns) {
			const paths = own.flatMap(({title, from}) => ('path' in from ? [{title, path: from.path}] : []));
			const fields = paths.map(({path}) => firstFields(path));
			this.#fields.set(
				kind,
				fields.map(names => names.join('.')),
			);
			this.#readers.set(
				kind,
				paths.map(({title, path}, index) => ({
					title,
					first: fields[index]?.[0] ?? null,
					read: readValues(path),
				})),
			);
		}
	}

	/** The cells with those of the configured columns; the same cells for a kind without any. */
	with(
		cells: Readonly<Record<string, Cell>>,
		kind: string,
		object: JsonObject,
		redact: Redact,
	): Readonly<Record<string, Cell>> {
		const readers = this.#readers.get(kind);
		if (readers === undefined || readers.length === 0) return cells;
		const all: Record<string, Cell> = {...cells};
		for (const {title, first, read} of readers) all[title] = cellOf(read(redact(partOf(object, first))));
		return all;
	}

	/** Where in objects of a kind the configured columns are, as far as plain names lead: `status.qosClass`. */
	fieldsOf(kind: string): readonly string[] {
		return this.#fields.get(kind) ?? [];
	}
}

/** No columns are configured. */
export const noObjectColumns = new ObjectColumns();
