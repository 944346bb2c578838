import type {Field} from '../../../../model/action.js';
import {ServerError} from '../../../../model/errors.js';
import type {JsonObject} from '../../../../model/json-object.js';
import {fieldTypeOf, type SchemaDialect, scaleField, schemaFields} from '../../../act/form.js';
import {mapOf, numberOf, textOf} from '../../../requests/json-fields.js';
import {revisionFields} from '../../act/form.js';
import {drainFields} from '../../drain/form.js';
import type {Api} from '../../wire/api.js';
import type {NormanObject} from '../wire/frames.js';
import {revisionsOf} from './revisions.js';

const plain: ReadonlySet<string> = new Set([
	'remove',
	'redeploy',
	'pause',
	'resume',
	'cordon',
	'uncordon',
	'stopDrain',
	'logs',
	'shell',
]);

const dialect: SchemaDialect = {isInput: declared => declared.create !== false, typeOf: fieldTypeOf};

const readSchema = async (api: Api, root: string, id: string, signal: AbortSignal): Promise<JsonObject> => {
	try {
		return await api.call({path: `${root}/schemas/${id}`, attempted: `Cannot read what ${id} takes`, signal});
	} catch (error) {
		if (error instanceof ServerError && error.status < 500) return {};
		throw error;
	}
};

const inputOf = (schema: JsonObject, action: string): string | null =>
	textOf(mapOf(mapOf(schema, 'resourceActions'), action), 'input');

/** The inputs of an action on a resource. `root` is the part of the API whose schemas describe it. Errors of `Api.call`. */
export const formOf = async (
	api: Api,
	root: string,
	action: string,
	read: () => Promise<NormanObject>,
	signal: AbortSignal,
): Promise<readonly Field[]> => {
	if (plain.has(action)) return [];
	if (action === 'drain') return drainFields;
	const object = await read();
	if (action === 'scale') return [scaleField(numberOf(object, 'scale'), 'pods')];
	if (action === 'rollback') return revisionFields(await revisionsOf(api, object, signal));
	const input = inputOf(await readSchema(api, root, object.type, signal), action);
	return input === null ? [] : schemaFields(await readSchema(api, root, input, signal), dialect);
};
