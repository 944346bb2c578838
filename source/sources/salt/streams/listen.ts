import type {BusListener, Model} from '../watch/model.js';

/** Listens to the event bus from now on. Resolves on abort. */
export const listenUntilAborted = (
	model: Pick<Model, 'listeners'>,
	listener: BusListener,
	signal: AbortSignal,
): Promise<void> => {
	model.listeners.add(listener);
	return new Promise(resolve => {
		const stop = (): void => {
			model.listeners.delete(listener);
			resolve();
		};

		if (signal.aborted) stop();
		else signal.addEventListener('abort', stop, {once: true});
	});
};
