import {createServer, type Server} from 'node:net';

/** Only this machine can connect to it. */
export const localHost = '127.0.0.1';

/** A local port that cannot be used, because something else listens there or it takes more rights. */
export class PortTakenError extends Error {
	override readonly name = 'PortTakenError';
	readonly port: number;

	constructor(port: number, cause: unknown) {
		super(`port ${port} cannot be used here`, {cause});
		this.port = port;
	}
}

const codeOf = (error: unknown): unknown =>
	error instanceof Error && 'code' in error ? error.code : undefined;

/** Listens on a port of this machine. Rejects with `PortTakenError`, or with what the system says. */
export const listenOn = (server: Server, port: number): Promise<void> =>
	new Promise((resolve, reject) => {
		const fail = (error: unknown) => {
			const code = codeOf(error);
			reject(code === 'EADDRINUSE' || code === 'EACCES' ? new PortTakenError(port, error) : error);
		};

		server.once('error', fail);
		server.listen({port, host: localHost, exclusive: true}, () => {
			server.off('error', fail);
			resolve();
		});
	});

const isFree = async (port: number): Promise<boolean> => {
	const server = createServer();
	try {
		await listenOn(server, port);
		return true;
	} catch (error) {
		if (error instanceof PortTakenError) return false;
		throw error;
	} finally {
		server.close();
	}
};

const maxPort = 65_535;
const maxTries = 200;
// The first ports are for the administrator alone on most systems.
const firstFreePort = 1024;

/** The port itself if it can be had, else the next one that can; null where none is near. */
export const nextFreePort = async (port: number): Promise<number | null> => {
	if (await isFree(port)) return port;
	const from = port < firstFreePort ? port + 8000 : port + 1;
	for (let each = from; each <= Math.min(maxPort, from + maxTries); each++)
		if (await isFree(each)) return each;
	return null;
};
