import type {IncomingHttpHeaders, IncomingMessage} from 'node:http';

/** A request as it was received. */
export type DemoRequest = {
	readonly method: string;
	/** With the host that the client asked for. */
	readonly url: URL;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	/** It asks for a websocket. */
	readonly upgrade: boolean;
};

/** Which requests something is about. */
export type Match = (request: DemoRequest) => boolean;

/** Matches by path (whole, or by pattern), and by method or being an upgrade if given. */
export const at =
	(path: string | RegExp, only: {readonly method?: string; readonly upgrade?: boolean} = {}): Match =>
	request =>
		(typeof path === 'string' ? request.url.pathname === path : path.test(request.url.pathname)) &&
		(only.method === undefined || request.method === only.method) &&
		(only.upgrade === undefined || request.upgrade === only.upgrade);

/** Reads a request whole. `scheme` is how the server listens. */
export const readRequest = async (
	incoming: IncomingMessage,
	scheme: 'http' | 'https',
	upgrade: boolean,
): Promise<DemoRequest> => {
	const chunks: Buffer[] = [];
	if (!upgrade) for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
	const host = incoming.headers.host ?? '127.0.0.1';
	return {
		method: incoming.method ?? 'GET',
		// The path is appended, not resolved: one that starts with two slashes would else name a host.
		url: new URL(`${scheme}://${host}${incoming.url ?? '/'}`),
		headers: incoming.headers,
		body: Buffer.concat(chunks).toString(),
		upgrade,
	};
};
