import {setTimeout as wait} from 'node:timers/promises';
import {fileFault} from '../files/fault.js';
import {readLines, readText} from '../files/read.js';
import {messageOf, UsageError} from '../model/errors.js';
import {longestTimerMs} from '../model/longest-timer.js';
import type {Source, SourceEvent} from '../model/source.js';
import type {SourceFamily} from './family.js';
import {header, parseLine, recorded} from './recorded-events.js';
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
		const event = parseLine(recorded, line, `${path}:${number}`);
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
 * @throws UsageError when the file cannot be read or is not a recording
 */
export const openReplay = (
	path: string,
	speed: number,
	families: readonly SourceFamily[] = [],
): readonly Source[] => {
	let text: string | null;
	try {
		text = readText(path);
	} catch (error) {
		throw new UsageError(`Cannot replay ${path}: ${fileFault(error)}`);
	}

	if (text === null) throw new UsageError(`Cannot replay ${path}: there is no such file or folder`);
	const {sources} = parseLine(header, text.slice(0, Math.max(0, text.indexOf('\n'))), `${path}:1`);
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
		explain: explainBy(source.family, families),
		gather: refuse,
	}));
};
