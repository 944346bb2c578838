import * as v from 'valibot';
import {verbs} from '../model/action.js';
import {messageOf, UsageError} from '../model/errors.js';

const nullable = <Schema extends v.GenericSchema>(schema: Schema) => v.nullable(schema);
const cell = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const health = v.picklist(['ok', 'transitioning', 'warning', 'error', 'unknown']);
const verb = v.picklist(verbs);
const column = v.looseObject({
	title: v.string(),
	type: v.picklist(['text', 'number', 'reference', 'time', 'cores', 'bytes', 'percent']),
	wide: v.boolean(),
});
const status = v.picklist(['connecting', 'live', 'retrying', 'refused', 'failed']);
const base = {source: v.string(), at: v.number()};

const resource = v.looseObject({
	key: v.string(),
	source: v.string(),
	family: v.string(),
	scope: v.string(),
	kind: v.string(),
	id: v.string(),
	name: v.string(),
	state: v.string(),
	health,
	transitioning: v.picklist(['yes', 'no', 'error']),
	message: nullable(v.string()),
	progress: nullable(v.number()),
	created: nullable(v.number()),
	since: nullable(v.number()),
	parents: v.array(v.string()),
	cells: v.record(v.string(), cell),
	machine: v.exactOptional(
		v.object({
			names: v.array(v.string()),
			addresses: v.array(v.string()),
			machineId: nullable(v.string()),
		}),
	),
	containers: v.exactOptional(
		v.array(
			v.looseObject({name: v.string(), role: v.picklist(['main', 'init', 'ephemeral']), isOver: v.boolean()}),
		),
	),
	actions: v.array(
		v.looseObject({name: v.string(), title: v.string(), verb: nullable(verb), dangerous: v.boolean()}),
	),
});

const kind = v.looseObject({
	name: v.string(),
	plural: v.string(),
	aliases: v.array(v.string()),
	columns: v.array(column),
	main: v.boolean(),
	mainStates: nullable(v.array(v.string())),
	children: v.array(v.string()),
	contents: v.exactOptional(v.array(v.string())),
	earlierLogs: v.exactOptional(v.literal(true)),
	isMachine: v.exactOptional(v.literal(true)),
	gathersLogs: v.exactOptional(v.literal(true)),
});

/** One recorded event. Events of later versions may have more fields. */
export const recorded = v.variant('type', [
	v.object({
		...base,
		type: v.literal('status'),
		scope: v.string(),
		status,
		message: nullable(v.string()),
		retryAt: nullable(v.number()),
		listed: v.exactOptional(v.literal(true)),
		answered: v.exactOptional(v.literal(true)),
		missing: v.exactOptional(
			v.array(v.object({kind: v.string(), message: v.string(), refused: v.boolean()})),
		),
		polling: v.exactOptional(v.literal(true)),
		starting: v.exactOptional(v.literal(true)),
	}),
	v.object({
		...base,
		type: v.literal('kinds'),
		kinds: v.array(kind),
		whole: v.exactOptional(v.literal(true)),
	}),
	v.object({...base, type: v.literal('changed'), resource, listed: v.boolean()}),
	v.object({
		...base,
		type: v.literal('removed'),
		key: v.string(),
		resource: v.exactOptional(resource),
		quiet: v.exactOptional(v.literal(true)),
	}),
	v.object({
		...base,
		type: v.literal('listed'),
		scope: v.string(),
		kinds: v.array(v.string()),
		keys: v.pipe(
			v.array(v.string()),
			v.transform(keys => new Set(keys)),
		),
	}),
	v.object({
		...base,
		type: v.literal('gap'),
		scope: v.string(),
		from: v.number(),
		to: v.number(),
		again: v.exactOptional(v.literal(true)),
	}),
	v.object({...base, type: v.literal('fault'), message: v.string()}),
]);

/** The first line of a recording: its version and its sources. */
export const header = v.object({
	recording: v.literal(1),
	sources: v.array(v.object({name: v.string(), family: v.nullable(v.string()), url: v.string()})),
});

/** A line of a recording; `where` names it in errors. Throws `UsageError` for anything else. */
export const parseLine = <Schema extends v.GenericSchema>(
	schema: Schema,
	line: string,
	where: string,
): v.InferOutput<Schema> => {
	try {
		return v.parse(schema, JSON.parse(line));
	} catch (error) {
		throw new UsageError(`${where}: not a recording of rwatch: ${messageOf(error)}`);
	}
};
