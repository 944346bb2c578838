import * as v from 'valibot';

const nullable = <Schema extends v.GenericSchema>(schema: Schema) => v.nullable(schema);
const cell = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const health = v.picklist(['ok', 'transitioning', 'warning', 'error', 'unknown']);
const column = v.looseObject({
	title: v.string(),
	type: v.picklist(['text', 'number', 'reference', 'time', 'cores', 'bytes', 'percent']),
	wide: v.boolean(),
});
const transitioning = v.picklist(['yes', 'no', 'error']);
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
	transitioning,
	message: nullable(v.string()),
	progress: nullable(v.number()),
	created: nullable(v.number()),
	since: nullable(v.number()),
	parents: v.array(v.string()),
	cells: v.record(v.string(), cell),
	machine: v.exactOptional(
		nullable(
			v.object({
				names: v.array(v.string()),
				addresses: v.array(v.string()),
				machineId: nullable(v.string()),
			}),
		),
	),
	containers: v.exactOptional(
		nullable(
			v.array(
				v.looseObject({
					name: v.string(),
					role: v.picklist(['main', 'init', 'ephemeral']),
					isOver: v.boolean(),
					stopped: v.exactOptional(v.string()),
				}),
			),
		),
	),
	flapping: v.exactOptional(nullable(v.boolean())),
	labels: v.exactOptional(nullable(v.string())),
});

const missingKind = v.object({
	kind: v.string(),
	message: v.string(),
	reason: v.exactOptional(v.string()),
	refused: v.boolean(),
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

const moment = v.object({
	at: v.number(),
	state: v.string(),
	health,
	transitioning,
	message: nullable(v.string()),
	listed: v.boolean(),
	skipped: v.exactOptional(v.number()),
});

/** A row of a checkpoint. */
export const recordedRow = v.object({
	resource,
	since: nullable(v.number()),
	seen: v.number(),
	addedAt: nullable(v.number()),
	removedAt: nullable(v.number()),
	timeline: nullable(
		v.object({
			moments: v.array(moment),
			forgotten: v.number(),
			skipped: v.number(),
			healthy: nullable(v.boolean()),
		}),
	),
	turns: v.array(v.number()),
});

const changeBase = {at: v.number(), source: v.string()};
const ofRow = {...changeBase, key: v.string(), kind: v.string(), name: v.string()};

/** What happened before a checkpoint. */
export const recordedChange = v.variant('type', [
	v.object({
		...ofRow,
		type: v.picklist(['added', 'changed', 'removed']),
		from: nullable(v.string()),
		to: nullable(v.string()),
		health,
		was: nullable(health),
		message: nullable(v.string()),
		listed: v.boolean(),
		skipped: v.number(),
	}),
	v.object({...changeBase, type: v.literal('gap'), scope: v.string(), from: v.number(), to: v.number()}),
	v.object({
		...changeBase,
		type: v.literal('status'),
		scope: v.string(),
		status,
		message: nullable(v.string()),
	}),
	v.object({
		...ofRow,
		type: v.literal('action'),
		title: v.string(),
		answer: v.picklist(['accepted', 'done', 'failed']),
		message: nullable(v.string()),
	}),
]);

/** What changed of a row that came before, with what it is called. */
export const recordedDifference = v.object({
	at: v.number(),
	type: v.literal('changed'),
	partial: v.literal(true),
	resource: v.looseObject({...v.partial(resource).entries, key: v.string()}),
	listed: v.exactOptional(v.literal(true)),
	skipped: v.exactOptional(v.number()),
});

/** One recorded event. Events of later versions may have more fields. */
export const recordedEvent = v.variant('type', [
	v.object({
		...base,
		type: v.literal('status'),
		scope: v.string(),
		status,
		message: nullable(v.string()),
		retryAt: nullable(v.number()),
		listed: v.exactOptional(v.literal(true)),
		answered: v.exactOptional(v.literal(true)),
		missing: v.exactOptional(v.array(missingKind)),
		polling: v.exactOptional(v.literal(true)),
		starting: v.exactOptional(v.literal(true)),
	}),
	v.object({
		...base,
		type: v.literal('kinds'),
		kinds: v.array(kind),
		whole: v.exactOptional(v.literal(true)),
	}),
	v.object({
		...base,
		type: v.literal('changed'),
		resource,
		listed: v.boolean(),
		skipped: v.exactOptional(v.number()),
	}),
	v.object({
		...base,
		type: v.literal('removed'),
		key: v.string(),
		resource: v.exactOptional(resource),
		skipped: v.exactOptional(v.number()),
		quiet: v.exactOptional(v.literal(true)),
	}),
	v.object({
		...base,
		type: v.literal('listed'),
		scope: v.string(),
		kinds: v.array(v.string()),
		/** Version 1: all that were listed. */
		keys: v.exactOptional(v.array(v.string())),
		/** Version 2: those that were found to be gone. */
		gone: v.exactOptional(v.array(v.string())),
		scopeGone: v.exactOptional(v.literal(true)),
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
	v.object({...base, type: v.literal('heartbeat')}),
]);

const connection = v.object({
	name: v.string(),
	family: nullable(v.string()),
	url: v.string(),
	insecure: v.boolean(),
	readOnly: v.boolean(),
	enabled: v.boolean(),
	status,
	message: nullable(v.string()),
	retryAt: nullable(v.number()),
	polling: v.boolean(),
	starting: v.boolean(),
	since: v.number(),
	lastEventAt: nullable(v.number()),
	wasLive: v.boolean(),
	waitingSince: nullable(v.number()),
	faults: v.number(),
	recentFaults: v.array(v.object({at: v.number(), message: v.string(), count: v.number()})),
	gap: nullable(v.object({from: v.number(), to: v.number()})),
	scopes: v.array(v.object({scope: v.string(), status, message: nullable(v.string()), since: v.number()})),
	progress: v.array(v.object({scope: v.string(), count: v.number(), total: v.number()})),
	missing: v.array(v.object({scope: v.string(), kinds: v.array(missingKind)})),
	listed: v.array(v.string()),
	kinds: v.array(kind),
});

/** The first line of a checkpoint: the sources at that time. */
export const checkpointHead = v.object({
	recording: v.literal(2),
	type: v.literal('checkpoint'),
	at: v.number(),
	sources: v.array(connection),
	catchingUp: v.exactOptional(v.array(v.string())),
});

/** The first line of a recording of 0.1.0. */
export const formerHead = v.object({
	recording: v.literal(1),
	sources: v.array(v.object({name: v.string(), family: v.nullable(v.string()), url: v.string()})),
});
