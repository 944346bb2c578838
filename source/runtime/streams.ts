import {messageOf} from '../model/errors.js';
import type {Resource} from '../model/resource.js';
import type {Source, StatsEvent} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import {distinctLabels} from '../state/pages/log-origin.js';
import type {Store} from './store.js';

/** The open logs and figures of views, by the ids of these. */
type Streams = {
	readonly openLogs: (effect: Effect & {type: 'open-logs'}) => void;
	readonly openStats: (effect: Effect & {type: 'open-stats'}) => void;
	readonly close: (view: number) => void;
	readonly closeAll: () => void;
};

/**
 * Creates the streams: opening one for a view ends the view's previous one.
 *
 * @param sourceOf throws if there is no such source
 */
export const createStreams = (
	store: () => Pick<Store, 'dispatch' | 'emitLog'>,
	sourceOf: (resource: Resource) => Source,
): Streams => {
	const open = new Map<number, AbortController>();

	const close = (view: number) => {
		open.get(view)?.abort();
		open.delete(view);
	};

	const start = (view: number): AbortSignal => {
		close(view);
		const abort = new AbortController();
		open.set(view, abort);
		return abort.signal;
	};

	const followLog = async (effect: Effect & {type: 'open-logs'}, resource: Resource, signal: AbortSignal) => {
		const {view, targets, options} = effect;
		const label = targets.length > 1 ? (distinctLabels(targets).get(resource.key) ?? resource.name) : null;
		const {emitLog} = store();
		try {
			await sourceOf(resource).logs(
				resource,
				options,
				event => {
					if (signal.aborted) return;
					if (event.type !== 'line' || label === null) {
						emitLog(view, event);
						return;
					}

					const origin = [label, event.line.origin ?? ''].filter(part => part !== '').join(' ');
					emitLog(view, {type: 'line', line: {...event.line, origin}});
				},
				signal,
			);
		} catch (error) {
			if (!signal.aborted) emitLog(view, {type: 'stopped', message: messageOf(error), retryMs: null});
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
		} catch (error) {
			if (!signal.aborted) dispatch({type: 'stats', view, stats: null, error: messageOf(error)});
		}
	};

	return {
		openLogs(effect) {
			const signal = start(effect.view);
			for (const resource of effect.targets) void followLog(effect, resource, signal);
		},
		openStats({view, resource}) {
			void followStats(view, resource, start(view));
		},
		close,
		closeAll() {
			for (const view of [...open.keys()]) close(view);
		},
	};
};
