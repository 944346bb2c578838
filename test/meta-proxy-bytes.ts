import {readdirSync, readFileSync} from 'node:fs';
import {createServer, type Socket} from 'node:net';

const folder = new URL('./fixtures/meta-proxy/', import.meta.url);

/** Which of the four sides of an exchange. */
type Side = 'client-request' | 'client-response' | 'target-request' | 'target-response';

/** A message taken apart; several headers of one name are several pairs. */
export type Message = {
	readonly start: string;
	readonly headers: readonly (readonly [string, string])[];
	readonly body: Buffer;
};

/** The names of all recorded files. */
export const recordedFiles = (): readonly string[] =>
	readdirSync(folder).filter(name => name.endsWith('.http'));

/** The names of all recorded cases. */
export const recordedCases = (): readonly string[] => [
	...new Set(recordedFiles().map(name => name.replace(/\.(?:client|target)-\w+\.http$/, ''))),
];

/** The bytes of one side; null where it was not recorded. */
export const recorded = (name: string, side: Side): Buffer | null => {
	const file = `${name}.${side}.http`;
	if (!recordedFiles().includes(file)) return null;
	const bytes = readFileSync(new URL(file, folder));
	// Two of them begin with the end of an event stream that came over the same connection.
	const start = side.endsWith('response') ? bytes.indexOf('HTTP/1.1 ') : 0;
	return bytes.subarray(start);
};

/** The body without the lengths of its chunks; one that ends early is taken as far as it goes. */
const unchunked = (body: Buffer): Buffer => {
	const chunks: Buffer[] = [];
	let at = 0;
	while (at < body.length) {
		const end = body.indexOf('\r\n', at);
		const length = Number.parseInt(body.subarray(at, end).toString(), 16);
		if (end < 0 || !(length > 0)) break;
		chunks.push(body.subarray(end + 2, end + 2 + length));
		at = end + 2 + length + 2;
	}

	return Buffer.concat(chunks);
};

/** Takes a message apart; its head has to be whole. */
export const parseMessage = (bytes: Buffer): Message => {
	const end = bytes.indexOf('\r\n\r\n');
	const [start = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
	const headers = lines.map(line => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
	});
	const body = bytes.subarray(end + 4);
	const isChunked = headers.some(
		([name, value]) => name.toLowerCase() === 'transfer-encoding' && value === 'chunked',
	);
	return {start, headers, body: isChunked ? unchunked(body) : body};
};

/** A server that answers with bytes. */
export type ByteServer = {
	readonly port: number;
	/** What its connections sent, each whole. */
	readonly received: readonly Buffer[];
	/** How many connections are open. */
	readonly open: () => number;
	readonly close: () => Promise<void>;
};

/** Answers each request head with what `answer` makes of all that came; undefined waits for more. */
export const serveBytes = async (answer: (request: string) => Buffer | undefined): Promise<ByteServer> => {
	const received: Buffer[] = [];
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		const index = received.push(Buffer.alloc(0)) - 1;
		let isAnswered = false;
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		socket.on('data', chunk => {
			received[index] = Buffer.concat([received[index] ?? Buffer.alloc(0), chunk]);
			const bytes = isAnswered ? undefined : answer(received[index].toString('latin1'));
			if (bytes === undefined) return;
			isAnswered = true;
			socket.write(bytes);
		});
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		port: typeof address === 'object' && address ? address.port : 0,
		received,
		open: () => sockets.size,
		close: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
};
