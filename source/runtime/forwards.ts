import {reasonOf} from '../model/errors.js';
import type {Resource} from '../model/resource.js';
import type {Source} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import type {Performers, PerformOptions} from './performers.js';
import type {OpenForward} from './ports/forward.js';

/** The ports that are forwarded, by the id of the action that began each. */
type Forwards = {
	readonly performers: Pick<Performers, 'open-forward' | 'close-forward'>;
	readonly closeAll: () => void;
};

type Opening = Effect & {readonly type: 'open-forward'};

// As often as numbers that run can be read.
const reportMs = 500;
const halfClosedMs = 15_000;

/**
 * Creates the forwards.
 *
 * @param sourceOf throws if there is no such source
 */
export const createForwards = (
	{store, now}: Pick<PerformOptions, 'store' | 'now'>,
	sourceOf: (resource: Resource) => Source,
): Forwards => {
	// Null while its port is being opened.
	const open = new Map<number, OpenForward | null>();

	const connectTo = ({resource, port}: Opening) => {
		const source = sourceOf(resource);
		const {connectPort} = source;
		if (!connectPort) throw new Error(`${source.name} forwards no ports`);
		return (output: (bytes: Uint8Array) => void, signal: AbortSignal) =>
			connectPort(resource, port, output, signal);
	};

	const close = (id: number): void => {
		const forward = open.get(id);
		open.delete(id);
		forward?.close();
	};

	const start = async (effect: Opening): Promise<void> => {
		const {id, localPort} = effect;
		const {dispatch} = store();
		open.set(id, null);
		const [{openForward}, {localHost}] = await Promise.all([
			import('./ports/forward.js'),
			import('./ports/local-port.js'),
		]);
		const forward = await openForward({
			localPort,
			connect: connectTo(effect),
			report: traffic => dispatch({type: 'forward', id, traffic}),
			reportMs,
			halfClosedMs,
			broken(error) {
				close(id);
				dispatch({type: 'forward-broken', id, error: reasonOf(error), at: now()});
			},
		});
		// It may have been stopped meanwhile.
		if (!open.has(id)) return forward.close();
		open.set(id, forward);
		const message = `${localHost}:${localPort} leads to port ${effect.port}`;
		dispatch({type: 'action-accepted', id, outcome: {follow: false, lasts: true, message}, at: now()});
	};

	const fail = async (id: number, error: unknown): Promise<void> => {
		open.delete(id);
		const {dispatch} = store();
		const {PortTakenError, nextFreePort} = await import('./ports/local-port.js');
		if (!(error instanceof PortTakenError)) {
			dispatch({type: 'action-failed', id, error: reasonOf(error), at: now()});
			return;
		}

		const {port} = error;
		dispatch({type: 'port-taken', id, port, free: await nextFreePort(port), at: now()});
	};

	return {
		performers: {
			'open-forward': effect => void start(effect).catch((error: unknown) => fail(effect.id, error)),
			'close-forward': ({id}) => close(id),
		},
		closeAll() {
			for (const id of [...open.keys()]) close(id);
		},
	};
};
