import type {Field} from '../../../../model/action.js';
import {ServerError} from '../../../../model/errors.js';
import type {JsonObject} from '../../../../model/json-object.js';
import {field, fieldTypeOf, type SchemaDialect, scaleField, schemaFields} from '../../../act/form.js';
import {mapOf, numberOf, textOf} from '../../../requests/json-fields.js';
import {revisionFields} from '../../act/form.js';
import type {Api} from '../../wire/api.js';
import type {NormanObject} from '../wire/frames.js';
import {revisionsOf} from './revisions.js';

/** The inputs of a drain, with the server's own defaults (rancher/types client/management/v3 NodeDrainInput). */
const drainFields: readonly Field[] = [
	field('deleteLocalData', 'Delete local data', {
		type: 'boolean',
		initial: 'false',
		description: 'Also pods that keep something on the node itself: it is lost',
	}),
	field('force', 'Force', {
		type: 'boolean',
		initial: 'false',
		description: 'Also pods that nothing will start again',
	}),
	field('ignoreDaemonSets', 'Ignore daemon sets', {type: 'boolean', initial: 'true'}),
	field('gracePeriod', 'Grace period', {
		type: 'integer',
		initial: '-1',
		minimum: -1,
		description: 'Seconds for each pod to end; -1 is what the pod itself says',
	}),
	field('timeout', 'Timeout', {
		type: 'integer',
		initial: '120',
		minimum: 1,
		maximum: 10_800,
		description: 'Seconds after which the drain is given up',
	}),
];

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
