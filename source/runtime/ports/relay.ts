import type {Socket} from 'node:net';
import type {PortConnection} from '../../model/port-connection.js';

/** Opens the far side of a connection; `output` gets its bytes. */
export type Connect = (output: (bytes: Uint8Array) => void, signal: AbortSignal) => Promise<PortConnection>;

/** What is counted of a connection. */
type Count = {
	readonly connected: (to: string) => void;
	readonly sent: (bytes: number) => void;
	readonly received: (bytes: number) => void;
};

/** What a connection is joined to. */
export type RelayOptions = {
	readonly connect: Connect;
	readonly count: Count;
	/**
	 * For so long the other side may be silent once one has ended: the protocols cannot say that a client has sent all it
	 * has, and one that has left looks the same.
	 */
	readonly halfClosedMs: number;
};

/** Sends what the client writes, a piece at a time, so that a far side that reads slowly slows the client down. */
const send = async (
	local: Socket,
	far: PortConnection,
	{count, halfClosedMs}: RelayOptions,
): Promise<void> => {
	for await (const piece of local.iterator({destroyOnReturn: false})) {
		if (!Buffer.isBuffer(piece)) continue;
		await far.write(piece);
		count.sent(piece.length);
	}

	// From here on the client only listens, if it is still there.
	leaveWhenQuiet(local, halfClosedMs);
};

/** Ends a connection that one side has ended, after so long without a byte; not while the client has something to read. */
const leaveWhenQuiet = (local: Socket, quietMs: number): void => {
	local.setTimeout(quietMs, () => {
		if (local.writableLength === 0) local.destroy();
	});
};

/**
 * Joins the connection of a local client to a far one until either side ends it. Rejects where the far side cannot be
 * reached or breaks: the client then sees a connection that is reset. Whatever waits for a slow side is bounded.
 */
export const relay = async (local: Socket, options: RelayOptions): Promise<void> => {
	const {connect, count, halfClosedMs} = options;
	const abort = new AbortController();
	let far: PortConnection | null = null;
	// The client may leave at any time, without a word or with an error: that is its own business.
	local.on('error', () => undefined);
	local.once('close', () => {
		abort.abort();
		far?.close();
	});
	local.on('drain', () => far?.resume());
	try {
		far = await connect(bytes => {
			count.received(bytes.length);
			if (!local.write(bytes)) far?.pause();
		}, abort.signal);
		count.connected(far.to);
		if (abort.signal.aborted) return;
		if (local.writableNeedDrain) far.pause();
		// Ends with an error when the client is gone; the far side is closed then anyway.
		const sending = send(local, far, options).catch(() => undefined);
		await far.ended;
		local.end();
		leaveWhenQuiet(local, halfClosedMs);
		await sending;
	} catch (error) {
		if (abort.signal.aborted) return;
		local.resetAndDestroy();
		throw error;
	} finally {
		far?.close();
	}
};
