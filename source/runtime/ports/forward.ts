import {createServer, type Socket} from 'node:net';
import {messageOf} from '../../model/errors.js';
import {noTraffic, type Traffic} from '../../state/forward.js';
import {listenOn} from './local-port.js';
import {type RelayOptions, relay} from './relay.js';

/** What a forward joins: a port of this machine, and whatever `connect` leads to. */
type ForwardOptions = Pick<RelayOptions, 'connect' | 'halfClosedMs'> & {
	readonly localPort: number;
	/** Called when something was counted; at most once in `reportMs`. */
	readonly report: (traffic: Traffic) => void;
	readonly reportMs: number;
	/** Called once, when the local port is lost. */
	readonly broken: (error: unknown) => void;
};

/** A port that is forwarded. */
export type OpenForward = {
	readonly traffic: () => Traffic;
	/** Ends all connections at once. */
	readonly close: () => void;
};

// More than any browser opens; each has a websocket of its own.
const maxConnections = 128;

/** Counts, and reports what it counted now and then. */
const createCount = ({report, reportMs}: Pick<ForwardOptions, 'report' | 'reportMs'>) => {
	let traffic = noTraffic;
	let timer: NodeJS.Timeout | null = null;
	let isClosed = false;
	return {
		get traffic() {
			return traffic;
		},
		add(change: (before: Traffic) => Partial<Traffic>) {
			traffic = {...traffic, ...change(traffic)};
			if (isClosed) return;
			timer ??= setTimeout(() => {
				timer = null;
				report(traffic);
			}, reportMs);
		},
		close() {
			isClosed = true;
			if (timer) clearTimeout(timer);
		},
	};
};

/** Listens on a local port, and joins each connection to it with a new one to the far side. Rejects as `listenOn`. */
export const openForward = async (options: ForwardOptions): Promise<OpenForward> => {
	const {localPort, broken} = options;
	const count = createCount(options);
	const {add} = count;
	const open = new Set<Socket>();
	const counts = {
		connected: (to: string) => add(() => ({to})),
		sent: (bytes: number) => add(({sentBytes}) => ({sentBytes: sentBytes + bytes})),
		received: (bytes: number) => add(({receivedBytes}) => ({receivedBytes: receivedBytes + bytes})),
	};
	const failed = (error: unknown) => add(({errors}) => ({errors: errors + 1, lastError: messageOf(error)}));

	const take = async (local: Socket): Promise<void> => {
		open.add(local);
		add(({connections, total}) => ({connections: connections + 1, total: total + 1}));
		local.once('close', () => {
			open.delete(local);
			add(({connections}) => ({connections: connections - 1}));
		});
		try {
			await relay(local, {...options, count: counts});
		} catch (error) {
			failed(error);
		}
	};

	const server = createServer({allowHalfOpen: true, noDelay: true}, local => void take(local));
	server.maxConnections = maxConnections;
	server.on('drop', () => failed(new Error(`more than ${maxConnections} connections at once`)));
	await listenOn(server, localPort);
	server.on('error', broken);
	return {
		traffic: () => count.traffic,
		close() {
			count.close();
			server.close();
			for (const local of open) local.destroy();
		},
	};
};
