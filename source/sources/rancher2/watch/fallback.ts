import {ProtocolError} from '../../../model/errors.js';
import type {WatchAdapter} from '../../follow/watch-adapter.js';
import {type Driver, NotHereError} from './driver.js';

/** The first of several drivers whose API the server speaks. */
export type FallbackDriver = Driver & {
	/** The driver in use, or null before the first. */
	readonly current: () => Driver | null;
};

/**
 * The first of these drivers whose API the server speaks, found out whenever the stream is opened: a server that
 * was upgraded speaks more than before. Rejects with `ProtocolError` where it speaks none of them.
 */
export const withFallback = (drivers: readonly Driver[], target: string): FallbackDriver => {
	let current: Driver | null = null;

	const chosen = (): Driver => {
		const driver = current ?? drivers[0];
		if (driver) return driver;
		throw new Error('there is no driver to choose from');
	};

	const open: WatchAdapter['open'] = async (kinds, emit, signal) => {
		for (const driver of drivers) {
			try {
				const stream = await driver.adapter.open(kinds, emit, signal);
				current = driver;
				return stream;
			} catch (error) {
				if (!(error instanceof NotHereError)) throw error;
			}
		}

		throw new ProtocolError({
			attempted: 'Cannot find the API',
			target,
			answer: 'neither /v1 nor /v3 answers as the API of a Rancher 2 server',
			advice: 'check the URL',
		});
	};

	return {
		adapter: {open, list: (kinds, page, signal) => chosen().adapter.list(kinds, page, signal)},
		form: (resource, action, signal) => chosen().form(resource, action, signal),
		act: (request, signal) => chosen().act(request, signal),
		object: (resource, signal) => chosen().object(resource, signal),
		kubeObject: (resource, signal) => chosen().kubeObject(resource, signal),
		native: (resource, signal) => chosen().native(resource, signal),
		find: (wanted, signal) => chosen().find(wanted, signal),
		webAddress: (resource, origin) => chosen().webAddress(resource, origin),
		current: () => current,
	};
};
