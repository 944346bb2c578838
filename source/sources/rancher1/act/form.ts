import type {Action, Field} from '../../../model/action.js';
import {ServerError} from '../../../model/errors.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import {type FieldType, fieldTypeOf, type SchemaDialect, scaleField, schemaFields} from '../../act/form.js';
import {mapOf, numberOf, textOf} from '../../requests/json-fields.js';
import type {Api} from '../wire/api.js';
import type {Rancher1Object} from '../wire/frames.js';
import {kindNameOf} from '../wire/types.js';
import {upgradeFields} from './upgrade.js';

const typeOf = (type: string, name: string): FieldType => {
	const referred = /^reference\[(\w+)\]$/.exec(type)?.[1];
	return referred === undefined
		? fieldTypeOf(type, name)
		: {type: 'reference', of: kindNameOf(referred, referred)};
};

// Where `create` is absent it is false (gdapi Field.java).
const dialect: SchemaDialect = {isInput: declared => declared.create === true, typeOf};

/** The inputs that a schema declares: its fields that may be given on creation. */
export const fieldsOf = (schema: JsonObject): readonly Field[] => schemaFields(schema, dialect);

/** One schema of a project, or null where it is hidden or unknown. */
export const readSchema = async (
	api: Pick<Api, 'call'>,
	base: string,
	id: string,
	signal: AbortSignal,
): Promise<JsonObject | null> => {
	try {
		const path = `${base}/schemas/${id.toLowerCase()}`;
		return (await api.call({path, attempted: `Cannot read what ${id} takes`, signal})).body;
	} catch (error) {
		if (error instanceof ServerError && error.status < 500) return null;
		throw error;
	}
};

/** Name of the schema of an action's input, by the schema of the resource's own type. */
export const inputOf = (schema: JsonObject, action: string): string | null => {
	for (const [name, declared] of Object.entries(mapOf(schema, 'resourceActions'))) {
		if (name.toLowerCase() === action.toLowerCase() && isObject(declared)) return textOf(declared, 'input');
	}

	return null;
};

// Streams, what needs no form, and what no type of a server has an input for (schemas-envkey.json, schemas-v1-envkey.json).
const withoutInput: ReadonlySet<string> = new Set(
	`logs execute stats remove restart start activate deactivate activateservices deactivateservices purge evacuate
	finishupgrade cancelupgrade continueupgrade rollback cancelrollback`.split(/\s+/),
);

/**
 * The inputs of an action on a resource as it is now; `base` is the path of its project. Nothing is sent for an action that
 * has none. Errors of `Api.call`.
 */
export const formOf = async (
	api: Pick<Api, 'call'>,
	base: string,
	read: () => Promise<Rancher1Object>,
	action: Action,
	signal: AbortSignal,
): Promise<readonly Field[]> => {
	if (withoutInput.has(action.name)) return [];
	const object = await read();
	if (action.name === 'scale') return [scaleField(numberOf(object, 'scale'), 'containers')];
	const upgrade = action.name === 'upgrade' ? upgradeFields(object) : null;
	if (upgrade) return upgrade;
	const schema = await readSchema(api, base, object.type, signal);
	const input = schema && inputOf(schema, action.name);
	const inputSchema = input ? await readSchema(api, base, input, signal) : null;
	return inputSchema ? fieldsOf(inputSchema) : [];
};
