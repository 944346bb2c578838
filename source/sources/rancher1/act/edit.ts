import type {Editing} from '../../../model/editing.js';
import {ServerError, UsageError} from '../../../model/errors.js';
import {jsonText} from '../../../model/json.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {redactFields} from '../../../secrets/value.js';
import {beginEditing} from '../../edit/editing.js';
import {isEqual} from '../../edit/merge.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import type {Api} from '../wire/api.js';
import type {Rancher1Object} from '../wire/frames.js';
import {readSchema} from './form.js';

type Reached = {
	readonly base: string;
	readonly path: string;
	readonly read: () => Promise<Rancher1Object>;
};

/** Where a resource is, and how it is read. */
export type Reach = (resource: Resource, signal: AbortSignal) => Promise<Reached>;

/** Names of what a PUT changes of a resource of this schema: the server ignores all else. */
const changeable = (schema: JsonObject): ReadonlySet<string> =>
	new Set(
		Object.entries(mapOf(schema, 'resourceFields')).flatMap(([name, declared]) =>
			isObject(declared) && declared.update === true ? name : [],
		),
	);

const partOf = (object: JsonObject, names: ReadonlySet<string>): JsonObject =>
	Object.fromEntries(Object.entries(object).filter(([name]) => names.has(name)));

// The server has no versions: what it would overwrite is found out by reading it again.
const overtaken = (attempted: string, target: string): ServerError =>
	new ServerError({attempted, target, answer: 'it was changed meanwhile'}, 409, 'Conflict');

/**
 * Begins to edit what may be changed of a resource. Rejects with `UsageError` where that is nothing, and as `Api.call`.
 */
export const editResource = async (
	api: Api,
	reach: Reach,
	resource: Resource,
	signal: AbortSignal,
): Promise<Editing> => {
	const {kind, name} = resource;
	const attempted = `Cannot edit ${kind} ${name}`;
	const {base, path, read} = await reach(resource, signal);
	const {type} = await read();
	const names = changeable((await readSchema(api, base, type, signal)) ?? {});
	if (names.size === 0) throw new UsageError(`${attempted}: the server lets nothing of it be changed`);
	let known: JsonObject = {};

	const present = async (aborted: AbortSignal) => (await reach(resource, aborted)).read();

	const check = (wanted: JsonObject): void => {
		const others = Object.keys(wanted).filter(each => !names.has(each));
		if (others.length === 0) return;
		const answer = `${others.join(', ')} cannot be changed; what can: ${[...names].join(', ')}`;
		throw new ServerError({attempted, target: api.url, answer}, 422, 'InvalidField');
	};

	return beginEditing(
		{
			fileName: `${kind}-${name.replace(/[^\w.-]+/g, '-')}.yaml`,
			async read(aborted) {
				known = partOf(await present(aborted), names);
				return jsonText(known) ?? '{}';
			},
			async replace(wanted, isDry, aborted) {
				check(wanted);
				if (isDry) return ['Rancher 1 checks a change only when it is sent'];
				const object = await present(aborted);
				if (!isEqual(partOf(object, names), known)) throw overtaken(attempted, api.url);
				const body = Object.fromEntries(
					// A whole number of the text is a `bigint`.
					Object.entries(wanted).filter(([field, value]) => jsonText(value) !== jsonText(known[field])),
				);
				const self = textOf(mapOf(object, 'links'), 'self') ?? path;
				await api.call({method: 'PUT', path: self, body, attempted, signal: aborted});
				return [];
			},
			redact: redactFields,
			// A field that was deleted from the text stays as it is.
			asOf: (edited, other) => ({...other, ...edited}),
			reasonOf: ({account}) => account.answer,
			isConflict: ({status, code}) => status === 409 && code === 'Conflict',
			isUntriable: () => false,
		},
		signal,
	);
};
