import {messageOf} from '../model/errors.js';
import type {LogEvent} from '../model/log.js';
import type {Resource} from '../model/resource.js';
import type {Source, StatsEvent} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import type {Performers} from './performers.js';
import type {Store} from './store.js';

/** The open logs and figures of views, by the ids of these. */
type Streams = {
	readonly performers: Pick<Performers, 'follow-log' | 'leave-log' | 'open-stats'>;
	readonly close: (view: number) => void;
	readonly closeAll: () => void;
};

// What a container wrote last may come after the news of its end.
const lastLinesMs = 5000;

/** A log that is followed. */
type Followed = {
	readonly abort: AbortController;
	/** Ends it, once its last lines came. */
	leave: () => void;
	isLeft: boolean;
};

type SourceOf = (resource: Resource) => Source;
type Dispatching = () => Pick<Store, 'dispatch' | 'emitLog'>;

/** The logs of views: each ends with its view, or when who wrote it is gone. */
const createLogs = (store: Dispatching, sourceOf: SourceOf) => {
	const logs = new Map<number, Map<number, Followed>>();

	const follow = async (
		{view, writer, resource, options}: Effect & {type: 'follow-log'},
		followed: Followed,
	): Promise<void> => {
		const {signal} = followed.abort;
		const {emitLog} = store();
		const emit = (event: LogEvent) => {
			if (signal.aborted) return;
			emitLog(view, {writer, event});
			if (followed.isLeft && event.type === 'stopped') followed.leave();
		};
		try {
			await sourceOf(resource).logs(resource, options, emit, signal);
		} catch (error) {
			emit({type: 'stopped', why: 'broken', message: messageOf(error), retryMs: null});
		}
	};

	return {
		views: () => logs.keys(),
		open(effect: Effect & {type: 'follow-log'}): void {
			const abort = new AbortController();
			const ofView = logs.get(effect.view) ?? new Map<number, Followed>();
			const leave = () => {
				abort.abort();
				ofView.delete(effect.writer);
			};
			const followed = {abort, leave, isLeft: false};
			logs.set(effect.view, ofView.set(effect.writer, followed));
			void follow(effect, followed);
		},
		leave({view, writer}: Effect & {type: 'leave-log'}): void {
			const followed = logs.get(view)?.get(writer);
			if (!followed) return;
			followed.isLeft = true;
			const timer = setTimeout(followed.leave, lastLinesMs);
			followed.abort.signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
		},
		close(view: number): void {
			for (const {abort} of logs.get(view)?.values() ?? []) abort.abort();
			logs.delete(view);
		},
	};
};

/** The figures of views. */
const createFigures = (store: Dispatching, sourceOf: SourceOf) => {
	const figures = new Map<number, AbortController>();

	const follow = async (view: number, resource: Resource, signal: AbortSignal) => {
		const {dispatch} = store();
		try {
			const source = sourceOf(resource);
			if (!source.stats) throw new Error(`${resource.source} does not report live figures`);
			const emit = (event: StatsEvent) => {
				if ('stopped' in event) dispatch({type: 'stats', view, stats: null, error: event.stopped});
				else dispatch({type: 'stats', view, stats: event, error: null});
			};
			await source.stats(resource, emit, signal);
			if (!signal.aborted) dispatch({type: 'stats', view, stats: null, error: null, isOver: true});
		} catch (error) {
			if (!signal.aborted)
				dispatch({type: 'stats', view, stats: null, error: messageOf(error), isOver: true});
		}
	};

	return {
		views: () => figures.keys(),
		open(view: number, resource: Resource): void {
			const abort = new AbortController();
			figures.set(view, abort);
			void follow(view, resource, abort.signal);
		},
		close(view: number): void {
			figures.get(view)?.abort();
			figures.delete(view);
		},
	};
};

/**
 * Creates the streams. Those of a view end together; each of its logs also when who wrote it is gone.
 *
 * @param sourceOf throws if there is no such source
 */
export const createStreams = (store: Dispatching, sourceOf: SourceOf): Streams => {
	const logs = createLogs(store, sourceOf);
	const figures = createFigures(store, sourceOf);

	const close = (view: number) => {
		figures.close(view);
		logs.close(view);
	};

	return {
		performers: {
			'follow-log': logs.open,
			'leave-log': logs.leave,
			'open-stats'({view, resource}) {
				close(view);
				figures.open(view, resource);
			},
		},
		close,
		closeAll() {
			for (const view of [...figures.views(), ...logs.views()]) close(view);
		},
	};
};
