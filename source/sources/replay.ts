import {setTimeout as wait} from 'node:timers/promises';
import {messageOf, UsageError} from '../model/errors.js';
import {longestTimerMs} from '../model/longest-timer.js';
import type {Source, SourceEvent} from '../model/source.js';
import {type Decoded, Decoder} from '../recording/decode.js';
import type {RecordedFile} from '../recording/file.js';
import type {Recording} from '../recording/recording.js';
import type {SourceFamily} from './family.js';
import {redactEvent} from './redacted.js';

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
		},
	};
};

type Opening = Extract<Decoded, {type: 'checkpoint'}>;

/** The statuses of a checkpoint, once its rows have come. */
const statusesOf = function* ({at, connections}: Opening): Generator<SourceEvent> {
	if (at === null) return;
	for (const {name: source, status, message, retryAt, scopes} of connections) {
		for (const failed of scopes) {
			const {scope, status: of, message: why} = failed;
			yield {type: 'status', source, scope, at, status: of, message: why, retryAt: null};
		}

		if (status !== 'connecting') yield {type: 'status', source, scope: '', at, status, message, retryAt};
	}
};

/** What sources that were opened at a checkpoint would have reported first. */
const opening = function* (decoded: Decoded, begun: Opening): Generator<SourceEvent> {
	const at = begun.at ?? 0;
	if (decoded.type === 'row' && decoded.row.removedAt === null) {
		const {resource} = decoded.row;
		yield {type: 'changed', source: resource.source, at, resource, listed: true};
	}

	if (decoded !== begun) return;
	for (const {name: source, kinds} of begun.connections)
		if (kinds.length > 0) yield {type: 'kinds', source, at, kinds, whole: true};
};

/** The decoded lines of all segments. What cannot be read of one is passed to `report`. */
async function* decodedLines(
	path: string,
	{segments}: Recording,
	report: (fault: string) => void,
): AsyncGenerator<Decoded> {
	const decoder = new Decoder();
	let number = 0;
	for (const segment of await segments()) {
		const lines = segment.lines()[Symbol.asyncIterator]();
		for (;;) {
			const read = await lines.next().catch((error: unknown) => messageOf(error));
			if (typeof read === 'string') report(read);
			if (typeof read === 'string' || read.done) break;
			number += 1;
			try {
				if (read.value !== '') yield decoder.take(read.value);
			} catch (error) {
				throw new UsageError(`${path}:${number}: ${messageOf(error)}`);
			}
		}
	}
}

/** The events of a recording from its beginning: later checkpoints repeat what is known by then. */
async function* eventsOf(path: string, recording: Recording): AsyncGenerator<SourceEvent> {
	let begun: Opening | null = null;
	let isOpening = true;
	let last = 0;
	const faults: string[] = [];
	for await (const decoded of decodedLines(path, recording, fault => faults.push(fault))) {
		if (decoded.type === 'checkpoint') begun ??= decoded;
		if (isOpening && begun && decoded.type !== 'event') yield* opening(decoded, begun);
		if (decoded.type !== 'event') continue;
		if (isOpening && begun) yield* statusesOf(begun);
		isOpening = false;
		last = decoded.at;
		yield decoded.event;
	}

	if (isOpening && begun) yield* statusesOf(begun);
	for (const message of faults)
		for (const {name} of begun?.connections ?? [])
			yield {type: 'fault', source: name, at: last, message: `${path}: ${message}`};
}

const play = async (
	events: AsyncIterable<SourceEvent>,
	name: string,
	speed: number,
	emit: (event: SourceEvent) => void,
	signal: AbortSignal,
) => {
	const began = Date.now();
	let first: number | null = null;
	for await (const event of events) {
		first ??= event.at;
		const dueAt = began + (event.at - first) / speed;
		if (dueAt > Date.now()) await wait(Math.min(dueAt - Date.now(), longestTimerMs), undefined, {signal});
		signal.throwIfAborted();
		if (event.source === name) emit(redactEvent(moved(event, dueAt - event.at)));
	}
};

// The rows stay as they were last known: somebody has to say that nothing more comes.
const theEnd = (source: string, last: StatusEvent | null): StatusEvent => {
	const end = {type: 'status', source, scope: '', at: Date.now(), retryAt: null, isOver: true} as const;
	if (last?.status === 'refused' || last?.status === 'failed')
		return {...end, status: last.status, message: last.message};
	return last?.status === 'live'
		? {...end, status: 'live', message: 'recording over'}
		: {...end, status: 'failed', message: 'recording over before the source was live'};
};

/** How rows are explained without a server: by the family of their source. */
const explainBy =
	(family: string | null, families: readonly SourceFamily[]): NonNullable<Source['explain']> =>
	async (surroundings, evidence) => {
		const explain = await families.find(({name}) => name === family)?.explain?.();
		if (explain) return explain(surroundings, evidence);
		throw new Error('nothing is known of the servers of this recording');
	};

/**
 * Opens a recording as sources that emit the recorded events again, `speed` times as fast. Nothing can be done to them.
 *
 * @param families for what rows alone say
 */
export const openReplay = (
	path: string,
	recorded: RecordedFile,
	speed: number,
	families: readonly SourceFamily[] = [],
): readonly Source[] => {
	const refuse = () =>
		Promise.reject(new UsageError('This is a recording: nothing can be asked of its servers'));
	return recorded.sources.map(source => ({
		...source,
		insecure: false,
		async watch(emit, signal) {
			try {
				let last: StatusEvent | null = null;
				const emitAndKeep = (event: SourceEvent) => {
					if (event.type === 'status' && event.scope === '') last = event;
					emit(event);
				};
				await play(eventsOf(path, recorded), source.name, speed, emitAndKeep, signal);
				emit(theEnd(source.name, last));
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
					isOver: true,
				});
			}
		},
		show: () => undefined,
		relist: () => undefined,
		form: refuse,
		act: refuse,
		object: refuse,
		logs: refuse,
		explain: explainBy(source.family, families),
		gather: refuse,
	}));
};
