import {setTimeout as wait} from 'node:timers/promises';
import * as v from 'valibot';
import {fileFault} from '../files/fault.js';
import {readLines, readText} from '../files/read.js';
import {messageOf, UsageError} from '../model/errors.js';
import {longestTimerMs} from '../model/longest-timer.js';
import type {Source, SourceEvent} from '../model/source.js';
import {redactEvent} from './redacted.js';

const nullable = <Schema extends v.GenericSchema>(schema: Schema) => v.nullable(schema);
const cell = v.union([v.string(), v.number(), v.boolean(), v.null()]);
const health = v.picklist(['ok', 'transitioning', 'warning', 'error', 'unknown']);
const verb = v.picklist([
	'restart',
	'stop',
	'start',
	'remove',
	'cordon',
	'uncordon',
	'scale',
	'logs',
	'shell',
	'stats',
	'events',
]);
const column = v.looseObject({
	title: v.string(),
	type: v.picklist(['text', 'number', 'reference', 'time']),
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
});

const recorded = v.variant('type', [
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

const header = v.object({
	recording: v.literal(1),
	sources: v.array(v.object({name: v.string(), family: v.nullable(v.string()), url: v.string()})),
});

const parse = <Schema extends v.GenericSchema>(
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

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** Moves every time of an event, so that what is shown has the ages that it had when it was recorded. */
const moved = (event: SourceEvent, byMs: number): SourceEvent => {
	const at = event.at + byMs;
	if (event.type === 'gap') return {...event, at, from: event.from + byMs, to: event.to + byMs};
	if (event.type === 'status')
		return {...event, at, retryAt: event.retryAt === null ? null : event.retryAt + byMs};
	if (event.type !== 'changed') return {...event, at};
	const {created, since} = event.resource;
	return {
		...event,
		at,
		resource: {
			...event.resource,
			created: created === null ? null : created + byMs,
			since: since === null ? null : since + byMs,
			// What was offered then cannot be done now.
			actions: [],
		},
	};
};

const play = async (
	path: string,
	name: string,
	speed: number,
	emit: (event: SourceEvent) => void,
	signal: AbortSignal,
) => {
	const began = Date.now();
	let first: number | null = null;
	let number = 0;
	for await (const line of readLines(path, signal)) {
		number += 1;
		if (number === 1 || line === '') continue;
		const event = parse(recorded, line, `${path}:${number}`);
		first ??= event.at;
		const dueAt = began + (event.at - first) / speed;
		if (dueAt > Date.now()) await wait(Math.min(dueAt - Date.now(), longestTimerMs), undefined, {signal});
		if (event.source === name) emit(redactEvent(moved(event, dueAt - event.at)));
	}
};

// The rows stay as they were last known: somebody has to say that nothing more comes.
const theEnd = (source: string, last: StatusEvent | null): SourceEvent | null => {
	if (last?.status === 'refused' || last?.status === 'failed') return null;
	const end = {type: 'status', source, scope: '', at: Date.now(), retryAt: null} as const;
	return last?.status === 'live'
		? {...end, status: 'live', message: 'recording over'}
		: {...end, status: 'failed', message: 'recording over before the source was live'};
};

/**
 * Opens a recording as sources that tell what was told then, `speed` times as fast. Nothing can be done to them.
 *
 * @throws UsageError when the file cannot be read or is not a recording
 */
export const openReplay = (path: string, speed: number): readonly Source[] => {
	let text: string | null;
	try {
		text = readText(path);
	} catch (error) {
		throw new UsageError(`Cannot replay ${path}: ${fileFault(error)}`);
	}

	if (text === null) throw new UsageError(`Cannot replay ${path}: there is no such file or folder`);
	const {sources} = parse(header, text.slice(0, Math.max(0, text.indexOf('\n'))), `${path}:1`);
	const refuse = () =>
		Promise.reject(new UsageError('This is a recording: nothing can be asked of its servers'));
	return sources.map(source => ({
		...source,
		insecure: false,
		async watch(emit, signal) {
			try {
				let last: StatusEvent | null = null;
				const emitAndKeep = (event: SourceEvent) => {
					if (event.type === 'status' && event.scope === '') last = event;
					emit(event);
				};
				await play(path, source.name, speed, emitAndKeep, signal);
				const end = theEnd(source.name, last);
				if (end !== null) emit(end);
			} catch (error) {
				if (signal.aborted) return;
				const message = messageOf(error);
				emit({
					type: 'status',
					source: source.name,
					scope: '',
					at: Date.now(),
					status: 'failed',
					message,
					retryAt: null,
				});
			}
		},
		show: () => undefined,
		relist: () => undefined,
		form: refuse,
		act: refuse,
		object: refuse,
		logs: refuse,
	}));
};
