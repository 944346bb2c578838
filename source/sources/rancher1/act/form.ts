import type {Action, Field} from '../../../model/action.js';
import {ServerError} from '../../../model/errors.js';
import {jsonText} from '../../../model/json.js';
import {isObject} from '../../../model/json-object.js';
import {isSecretName} from '../../../secrets/names.js';
import {mapOf, numberOf, textOf, textsOf, type WireMap} from '../../requests/wire-map.js';
import type {Api} from '../wire/api.js';
import type {Rancher1Object} from '../wire/frames.js';
import {kindNameOf} from '../wire/types.js';
import {upgradeFields} from './upgrade.js';

const titleOf = (name: string): string => {
	const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The type of an input and, for a reference, the kind that it is to. Anything nested is typed as JSON. */
const typeOf = (type: string, name: string): Pick<Field, 'type' | 'of'> => {
	const referred = /^reference\[(\w+)\]$/.exec(type)?.[1];
	if (referred !== undefined) return {type: 'reference', of: kindNameOf(referred, referred)};
	switch (type) {
		case 'string':
		case 'multiline':
		case 'date':
		case 'blob':
		case 'version':
			return {type: isSecretName(name) ? 'password' : 'text', of: null};
		case 'password':
		case 'masked':
			return {type: 'password', of: null};
		case 'int':
			return {type: 'integer', of: null};
		case 'float':
			return {type: 'number', of: null};
		case 'boolean':
			return {type: 'boolean', of: null};
		case 'enum':
			return {type: 'choice', of: null};
		default:
			return {type: 'json', of: null};
	}
};

const initialOf = (type: Field['type'], value: unknown): string => {
	if (value === null || value === undefined) return '';
	if (type === 'json') return jsonText(value) ?? '';
	return ['string', 'number', 'bigint', 'boolean'].includes(typeof value) ? String(value) : '';
};

/** The inputs that a schema declares: its fields that may be given on creation (gdapi Field.java; absent is false). */
export const fieldsOf = (schema: WireMap): readonly Field[] =>
	Object.entries(mapOf(schema, 'resourceFields')).flatMap(([name, field]) => {
		if (!isObject(field) || field.create !== true) return [];
		const {type, of} = typeOf(textOf(field, 'type') ?? 'json', name);
		return {
			name,
			title: titleOf(name),
			type,
			of,
			required: field.required === true,
			nullable: field.nullable === true,
			initial: initialOf(type, field.default),
			options: textsOf(field, 'options'),
			minimum: numberOf(field, 'min'),
			maximum: numberOf(field, 'max'),
			minimumLength: numberOf(field, 'minLength'),
			maximumLength: numberOf(field, 'maxLength'),
			// As the server checks them: `^[validChars]*$`, not `^[invalidChars]*$` (gdapi ValidationHandler.java).
			validCharacters: textOf(field, 'validChars'),
			invalidCharacters: textOf(field, 'invalidChars'),
			description: textOf(field, 'description'),
		};
	});

/** One schema of a project, or null where it is hidden or unknown. */
export const readSchema = async (
	api: Api,
	base: string,
	id: string,
	signal: AbortSignal,
): Promise<WireMap | null> => {
	try {
		const path = `${base}/schemas/${id.toLowerCase()}`;
		return (await api.call({path, attempted: `Cannot read what ${id} takes`, signal})).body;
	} catch (error) {
		if (error instanceof ServerError && error.status < 500) return null;
		throw error;
	}
};

/** Name of the schema of an action's input, by the schema of the resource's own type. */
export const inputOf = (schema: WireMap, action: string): string | null => {
	for (const [name, declared] of Object.entries(mapOf(schema, 'resourceActions'))) {
		if (name.toLowerCase() === action.toLowerCase() && isObject(declared)) return textOf(declared, 'input');
	}

	return null;
};

const scaleField = (object: Rancher1Object): Field => ({
	name: 'scale',
	title: 'Scale',
	type: 'integer',
	of: null,
	required: true,
	nullable: false,
	initial: String(numberOf(object, 'scale') ?? 1),
	options: [],
	minimum: 0,
	maximum: null,
	description: 'How many containers there should be',
});

const plain: ReadonlySet<string> = new Set(['logs', 'execute', 'stats', 'remove', 'restart']);

/** The inputs of an action on a resource as it is now; `base` is the path of its project. Errors of `Api.call`. */
export const formOf = async (
	api: Api,
	base: string,
	read: () => Promise<Rancher1Object>,
	action: Action,
	signal: AbortSignal,
): Promise<readonly Field[]> => {
	if (plain.has(action.name)) return [];
	const object = await read();
	if (action.name === 'scale') return [scaleField(object)];
	const upgrade = action.name === 'upgrade' ? upgradeFields(object) : null;
	if (upgrade) return upgrade;
	const schema = await readSchema(api, base, object.type, signal);
	const input = schema && inputOf(schema, action.name);
	const inputSchema = input ? await readSchema(api, base, input, signal) : null;
	return inputSchema ? fieldsOf(inputSchema) : [];
};
