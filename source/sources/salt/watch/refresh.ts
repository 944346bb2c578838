import {messageOf} from '../../../model/errors.js';
import {type Clock, wait} from '../../../transport/clock.js';
import type {BusListener, Model} from './model.js';

/** What keeping grains fresh needs. */
type RefreshOptions = {
	readonly model: Model;
	readonly clock: Clock;
	readonly everyMs: number;
	readonly refresh: (ids: readonly string[]) => Promise<void>;
	readonly signal: AbortSignal;
	readonly onFault: (message: string) => void;
};

/** How many periods pass before the grains of the same minion are read again. */
const restPeriods = 12;

/**
 * A minion that refreshes its grains says so without saying what they are (salt/master.py, `_minion_event`), and every
 * state run refreshes them: those of many minions are read at once, every so often, and those of one more rarely, because
 * each reading is a job. Ends on abort; never rejects.
 */
export const runRefreshes = async (options: RefreshOptions): Promise<void> => {
	const {model, clock, everyMs, signal, onFault} = options;
	const stale = new Set<string>();
	const readAt = new Map<string, number>();
	let wake: () => void = () => undefined;
	const listener: BusListener = {
		event(_event, meaning) {
			if (meaning.type !== 'refresh') return;
			stale.add(meaning.minion);
			wake();
		},
	};
	model.listeners.add(listener);
	signal.addEventListener('abort', () => wake(), {once: true});
	while (!signal.aborted) {
		if (stale.size === 0) {
			await new Promise<void>(resolve => {
				wake = resolve;
			});
		}

		await wait(everyMs, signal, clock);
		if (signal.aborted) break;
		const now = clock.now();
		for (const [id, at] of readAt) if (now - at >= restPeriods * everyMs) readAt.delete(id);
		const ids = [...stale].filter(id => !readAt.has(id));
		if (ids.length === 0) continue;
		for (const id of ids) {
			stale.delete(id);
			readAt.set(id, now);
		}

		try {
			await options.refresh(ids);
		} catch (error) {
			if (!signal.aborted) onFault(messageOf(error));
		}
	}

	model.listeners.delete(listener);
};
