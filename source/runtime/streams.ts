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

/**
 * Creates the streams. Those of a view end together; each of its logs also when who wrote it is gone.
 *
 * @param sourceOf throws if there is no such source
 */
export const createStreams = (
	store: () => Pick<Store, 'dispatch' | 'emitLog'>,
	sourceOf: (resource: Resource) => Source,
): Streams => {
	const stats = new Map<number, AbortController>();
	const logs = new Map<number, Map<number, Followed>>();

	const close = (view: number) => {
		stats.get(view)?.abort();
		stats.delete(view);
		for (const {abort} of logs.get(view)?.values() ?? []) abort.abort();
		logs.delete(view);
	};

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

	const followStats = async (view: number, resource: Resource, signal: AbortSignal) => {
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

	const followLog = (effect: Effect & {type: 'follow-log'}): void => {
		const abort = new AbortController();
		const ofView = logs.get(effect.view) ?? new Map<number, Followed>();
		const leave = () => {
			abort.abort();
			ofView.delete(effect.writer);
		};
		const followed = {abort, leave, isLeft: false};
		logs.set(effect.view, ofView.set(effect.writer, followed));
		void follow(effect, followed);
	};

	const leaveLog = ({view, writer}: Effect & {type: 'leave-log'}): void => {
		const followed = logs.get(view)?.get(writer);
		if (!followed) return;
		followed.isLeft = true;
		const timer = setTimeout(followed.leave, lastLinesMs);
		followed.abort.signal.addEventListener('abort', () => clearTimeout(timer), {once: true});
	};

	const openStats = ({view, resource}: Effect & {type: 'open-stats'}): void => {
		close(view);
		const abort = new AbortController();
		stats.set(view, abort);
		void followStats(view, resource, abort.signal);
	};

	return {
		performers: {'follow-log': followLog, 'leave-log': leaveLog, 'open-stats': openStats},
		close,
		closeAll() {
			for (const view of [...stats.keys(), ...logs.keys()]) close(view);
		},
	};
};
