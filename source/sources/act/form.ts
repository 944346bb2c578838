import type {Field} from '../../model/action.js';
import {jsonText} from '../../model/json.js';
import {isObject, type JsonObject} from '../../model/json-object.js';
import {isSecretName} from '../../secrets/names.js';
import {mapOf, numberOf, textOf, textsOf} from '../requests/json-fields.js';

/** An input with the usual settings, but for those given: an optional text. */
export const field = (name: string, title: string, more: Partial<Field> = {}): Field => ({
	name,
	title,
	type: 'text',
	of: null,
	required: false,
	nullable: false,
	initial: '',
	options: [],
	minimum: null,
	maximum: null,
	description: null,
	...more,
});

/** How many there should be: `noun` is `pods` or `containers`. */
export const scaleField = (now: number | null, noun: string): Field =>
	field('scale', 'Scale', {
		type: 'integer',
		required: true,
		initial: String(now ?? 1),
		minimum: 0,
		description: `How many ${noun} there should be`,
	});

/** The port that a connection goes to; `declared` ones are proposed, and named in `names`. */
export const portField = (declared: readonly number[], names: string): Field =>
	field('port', 'Port', {
		type: 'integer',
		required: true,
		initial: String(declared[0] ?? ''),
		options: declared.map(String),
		minimum: 1,
		maximum: 65_535,
		description:
			declared.length === 0 ? 'No port is declared: choose one that it listens on' : `Declared: ${names}`,
	});

/** `Delete local data` for `deleteLocalData`. */
const titleOf = (name: string): string => {
	const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The type of an input and, for a reference, the kind that it is to. */
export type FieldType = Pick<Field, 'type' | 'of'>;

const types: ReadonlyMap<string, Field['type']> = new Map<string, Field['type']>([
	...['string', 'multiline', 'date', 'blob', 'version'].map(type => [type, 'text'] as const),
	['password', 'password'],
	['masked', 'password'],
	['int', 'integer'],
	['float', 'number'],
	['boolean', 'boolean'],
	['enum', 'choice'],
]);

/** The input that a field of a schema's type is. Anything nested is typed as JSON. */
export const fieldTypeOf = (type: string, name: string): FieldType => {
	const plain = types.get(type) ?? 'json';
	return {type: plain === 'text' && isSecretName(name) ? 'password' : plain, of: null};
};

const initialOf = (type: Field['type'], value: unknown): string => {
	if (value === null || value === undefined) return '';
	if (type === 'json') return jsonText(value) ?? '';
	return ['string', 'number', 'bigint', 'boolean'].includes(typeof value) ? String(value) : '';
};

/** How an API declares inputs in a schema. */
export type SchemaDialect = {
	/** Whether a declared field is an input. */
	readonly isInput: (declared: JsonObject) => boolean;
	readonly typeOf: (type: string, name: string) => FieldType;
};

/** The inputs that a schema declares (gdapi and Norman write schemas alike). */
export const schemaFields = (schema: JsonObject, {isInput, typeOf}: SchemaDialect): readonly Field[] =>
	Object.entries(mapOf(schema, 'resourceFields')).flatMap(([name, declared]) => {
		if (!isObject(declared) || !isInput(declared)) return [];
		const {type, of} = typeOf(textOf(declared, 'type') ?? 'json', name);
		return field(name, titleOf(name), {
			type,
			of,
			required: declared.required === true,
			nullable: declared.nullable === true,
			initial: initialOf(type, declared.default),
			options: textsOf(declared, 'options'),
			minimum: numberOf(declared, 'min'),
			maximum: numberOf(declared, 'max'),
			minimumLength: numberOf(declared, 'minLength'),
			maximumLength: numberOf(declared, 'maxLength'),
			// As the server checks them: `^[validChars]*$`, not `^[invalidChars]*$` (gdapi ValidationHandler.java).
			validCharacters: textOf(declared, 'validChars'),
			invalidCharacters: textOf(declared, 'invalidChars'),
			description: textOf(declared, 'description'),
		});
	});
