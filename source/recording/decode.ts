import * as v from 'valibot';
import type {ChangeEntry} from '../model/change-entry.js';
import {messageOf, UsageError} from '../model/errors.js';
import {isObject} from '../model/json-object.js';
import type {RecordedConnection, RecordedRow} from '../model/recording.js';
import type {Resource, ResourceKey} from '../model/resource.js';
import type {SourceEvent} from '../model/source.js';
import {bareConnection} from './bare-connection.js';
import {
	checkpointHead,
	formerHead,
	recordedChange,
	recordedDifference,
	recordedEvent,
	recordedRow,
} from './schema.js';

/** What a line says. `at`: the time that has come by then, epoch milliseconds. */
export type Decoded =
	/** All that came before is replaced by what follows. Null: of 0.1.0, before the first event. */
	| {
			readonly type: 'checkpoint';
			readonly at: number | null;
			readonly connections: readonly RecordedConnection[];
			readonly catchingUp: readonly string[];
	  }
	| {readonly type: 'row'; readonly row: RecordedRow}
	| {readonly type: 'change'; readonly entry: ChangeEntry}
	| {readonly type: 'event'; readonly at: number; readonly event: SourceEvent};

/** No fleet is larger; whatever claims to be would exhaust the memory. */
const maxRows = 500_000;
const maxRowsLength = 512 * 1024 * 1024;

type Parsed<Schema extends v.GenericSchema> = v.InferOutput<Schema>;

const nullable: ReadonlySet<string> = new Set(['message', 'progress', 'created', 'since']);

// What a resource has only sometimes is omitted where it has none; what was offered then cannot be done now.
const resourceOf = (recorded: object): Resource => {
	const fields = Object.entries(recorded).filter(([name, value]) => value !== null || nullable.has(name));
	return {...(Object.fromEntries(fields) as Resource), actions: []};
};

/**
 * Reads the lines of a recording in their order, from any checkpoint on, and makes whole events of them. What it
 * remembers is bounded.
 */
export class Decoder {
	readonly #parse: <Schema extends v.GenericSchema>(schema: Schema, read: unknown) => Parsed<Schema>;
	readonly #rows = new Map<ResourceKey, Resource>();
	#length = 0;
	#at = Number.NEGATIVE_INFINITY;
	#hasBegun = false;

	/** @param isOwn this run has written it: it needs no check */
	constructor(isOwn = false) {
		this.#parse = isOwn ? (_schema, read) => read as never : v.parse;
	}

	/** Throws `UsageError` for a line that is not one of a recording. */
	take(line: string): Decoded {
		let read: unknown;
		try {
			read = JSON.parse(line);
			const decoded = isObject(read) ? this.#decode(read, line.length) : null;
			if (decoded) return decoded;
		} catch (error) {
			throw new UsageError(`not a recording of rwatch: ${messageOf(error)}`);
		}

		throw new UsageError(
			isObject(read) && 'recording' in read
				? `a recording of version ${String(read.recording)}, which needs a newer rwatch`
				: 'not a recording of rwatch',
		);
	}

	#decode(read: Readonly<Record<string, unknown>>, length: number): Decoded | null {
		if (read.recording === 2) return this.#begin(this.#parse(checkpointHead, read));
		if (read.recording === 1) return this.#beginFormer(this.#parse(formerHead, read));
		if (!this.#hasBegun || 'recording' in read) return null;
		if (read.type === 'row') return this.#takeRow(this.#parse(recordedRow, read), length);
		if (read.type === 'change') return {type: 'change', entry: this.#parse(recordedChange, read.entry)};
		if (read.partial === true) return this.#takeDifference(this.#parse(recordedDifference, read));
		return this.#takeEvent(this.#parse(recordedEvent, read), length);
	}

	#begin({at, sources: connections, catchingUp = []}: Parsed<typeof checkpointHead>): Decoded {
		this.#rows.clear();
		this.#length = 0;
		this.#hasBegun = true;
		this.#at = Math.max(this.#at, at);
		return {
			type: 'checkpoint',
			at: this.#at,
			connections: connections as readonly RecordedConnection[],
			catchingUp,
		};
	}

	#beginFormer({sources}: Parsed<typeof formerHead>): Decoded {
		this.#hasBegun = true;
		return {type: 'checkpoint', at: null, connections: sources.map(bareConnection), catchingUp: []};
	}

	#keep(resource: Resource, length: number): void {
		if (!this.#rows.has(resource.key)) this.#length += length;
		this.#rows.set(resource.key, resource);
		if (this.#rows.size > maxRows || this.#length > maxRowsLength)
			throw new Error(`it holds more than ${maxRows} rows, or half a gigabyte of them`);
	}

	#takeRow({resource: recorded, ...row}: Parsed<typeof recordedRow>, length: number): Decoded {
		const resource = resourceOf(recorded);
		this.#keep(resource, length);
		return {type: 'row', row: {...row, resource}};
	}

	#event(event: SourceEvent): Decoded {
		this.#at = Math.max(this.#at, event.at);
		return {type: 'event', at: this.#at, event};
	}

	#takeDifference({at, resource, listed, skipped}: Parsed<typeof recordedDifference>): Decoded {
		const before = this.#rows.get(resource.key);
		if (!before) throw new Error(`${resource.key} changes before it comes`);
		const after = resourceOf({...before, ...resource});
		this.#keep(after, 0);
		const rest = skipped === undefined ? {} : {skipped};
		const {source} = after;
		return this.#event({type: 'changed', source, at, resource: after, listed: listed === true, ...rest});
	}

	#takeEvent(event: Parsed<typeof recordedEvent>, length: number): Decoded {
		switch (event.type) {
			case 'changed': {
				const resource = resourceOf(event.resource);
				this.#keep(resource, length);
				return this.#event({...event, resource});
			}

			case 'removed': {
				const {resource, ...rest} = event;
				this.#rows.delete(event.key);
				return this.#event({...rest, ...(resource && {resource: resourceOf(resource)})});
			}

			case 'listed':
				return this.#event(this.#listed(event));
			default:
				return this.#event(event as SourceEvent);
		}
	}

	#listed({keys, gone = [], ...event}: Extract<Parsed<typeof recordedEvent>, {type: 'listed'}>): SourceEvent {
		for (const key of gone) this.#rows.delete(key);
		if (keys) return {...event, keys: new Set(keys)};
		const kinds = new Set(event.kinds);
		const present = new Set<ResourceKey>();
		for (const {key, source, scope, kind} of this.#rows.values())
			if (source === event.source && scope === event.scope && kinds.has(kind)) present.add(key);
		return {...event, keys: present};
	}
}
