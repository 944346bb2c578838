import {messageOf} from '../../model/errors.ts';
import {type Clock, wait} from '../../transport/clock.ts';
import type {BusListener, Model} from './model.ts';

/** What keeping grains fresh needs. */
export type RefreshOptions = {
	readonly model: Model;
	readonly clock: Clock;
	/** Milliseconds. */
	readonly everyMs: number;
	readonly refresh: (ids: readonly string[]) => Promise<void>;
	readonly signal: AbortSignal;
	readonly onFault: (message: string) => void;
};

/**
 * A minion that refreshes its grains says so without telling them (salt/master.py, `_minion_event`), and every state run
 * refreshes them: those of many minions are read at once, every so often. Ends on abort; never rejects.
 */
export const runRefreshes = async (options: RefreshOptions): Promise<void> => {
	const {model, clock, everyMs, signal, onFault} = options;
	const stale = new Set<string>();
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
		const ids = [...stale];
		stale.clear();
		try {
			await options.refresh(ids);
		} catch (error) {
			if (!signal.aborted) onFault(messageOf(error));
		}
	}

	model.listeners.delete(listener);
};
