import type {Field} from '../../../../model/action.js';
import {ServerError} from '../../../../model/errors.js';
import {jsonText} from '../../../../model/json.js';
import {isObject} from '../../../../model/json-object.js';
import {isSecretName} from '../../../../secrets/names.js';
import {mapOf, numberOf, textOf, textsOf, type WireMap} from '../../../requests/wire-map.js';
import {field, revisionFields, scaleField} from '../../act/form.js';
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

const types: ReadonlyMap<string, Field['type']> = new Map(
	Object.entries<Field['type']>({
		int: 'integer',
		float: 'number',
		boolean: 'boolean',
		enum: 'choice',
		password: 'password',
		string: 'text',
		date: 'text',
		multiline: 'text',
	}),
);

const titleOf = (name: string): string => {
	const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
};

const initialOf = (value: unknown): string => {
	if (value === null || value === undefined) return '';
	return typeof value === 'object' ? (jsonText(value) ?? '') : String(value);
};

/** The inputs that a schema declares. */
export const fieldsOf = (schema: WireMap): readonly Field[] =>
	Object.entries(mapOf(schema, 'resourceFields')).flatMap(([name, declared]) => {
		if (!isObject(declared) || declared.create === false) return [];
		const type = types.get(textOf(declared, 'type') ?? '') ?? 'json';
		return field(name, titleOf(name), {
			type: type === 'text' && isSecretName(name) ? 'password' : type,
			required: declared.required === true,
			nullable: declared.nullable === true,
			initial: initialOf(declared.default),
			options: textsOf(declared, 'options'),
			minimum: numberOf(declared, 'min'),
			maximum: numberOf(declared, 'max'),
			description: textOf(declared, 'description'),
		});
	});

const readSchema = async (api: Api, root: string, id: string, signal: AbortSignal): Promise<WireMap> => {
	try {
		return await api.call({path: `${root}/schemas/${id}`, attempted: `Cannot read what ${id} takes`, signal});
	} catch (error) {
		if (error instanceof ServerError && error.status < 500) return {};
		throw error;
	}
};

const inputOf = (schema: WireMap, action: string): string | null =>
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
	if (action === 'scale') return [scaleField(numberOf(object, 'scale'))];
	if (action === 'rollback') return revisionFields(await revisionsOf(api, object, signal));
	const input = inputOf(await readSchema(api, root, object.type, signal), action);
	return input === null ? [] : fieldsOf(await readSchema(api, root, input, signal));
};
