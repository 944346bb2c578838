import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Server} from 'node:net';

const host = '127.0.0.1';

/** Listens on a port of this machine, 0 for any free one; resolves with the port. */
export const listening = (server: Server, port: number): Promise<number> =>
	new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			server.off('error', reject);
			const address: AddressInfo | string | null = server.address();
			resolve(typeof address === 'object' && address ? address.port : port);
		});
	});

/**
 * Keeps a port while nothing listens on it: whoever connects is refused, and the system gives it to nobody who asks for
 * any free one, because a connection of ours begins there. Returns what lets go of it.
 */
const holdPort = async (port: number): Promise<() => void> => {
	const far = createServer(socket => socket.on('error', () => socket.destroy()));
	const farPort = await listening(far, 0);
	const near = connect({host, port: farPort, localAddress: host, localPort: port});
	await once(near, 'connect');
	return () => {
		near.resetAndDestroy();
		far.close();
	};
};

/** Ways to stop a server on its port with `stop`: for a while, in which nobody else gets the port, or for good. */
export const restartable = (server: Server, port: number, stop: () => Promise<void>) => {
	let release = (): void => undefined;
	return {
		async down(): Promise<void> {
			await stop();
			release();
			release = await holdPort(port);
		},
		async up(): Promise<void> {
			release();
			await listening(server, port);
		},
		async close(): Promise<void> {
			release();
			await stop();
		},
	};
};
