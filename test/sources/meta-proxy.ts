import {
	type ClientRequest,
	createServer,
	type IncomingMessage,
	type ServerResponse,
	request as send,
} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';

/** A Rancher 2 server that is nothing but its `/meta/proxy` and a login. */
export type MetaProxy = {
	readonly url: string;
	/** Tokens that are good; a login makes one more. */
	readonly tokens: Set<string>;
	readonly user: {readonly name: string; readonly password: string};
	/** Hosts, without ports, that may be asked. */
	readonly allowed: Set<string>;
	/** What the cloud credential `c:d` holds. */
	readonly cloud: {readonly user: string; readonly pass: string};
	/** Paths that were asked for. */
	readonly received: readonly string[];
	readonly close: () => Promise<void>;
};

type Headers = Record<string, string | string[]>;

const dropped =
	/^(?:host|transfer-encoding|content-length|x-api-(?:auth|cattleauth|cookie)-header|cookie|impersonate-.*)$/;

const one = (value: string | string[] | undefined): string =>
	Array.isArray(value) ? (value[0] ?? '') : (value ?? '');

/** The headers as they go on: cookies are taken away, `Authorization` is not (rancher pkg/httpproxy/proxy.go). */
const headersOn = ({headers}: IncomingMessage, cloud: MetaProxy['cloud']): Headers => {
	const on: Headers = {};
	for (const [name, value] of Object.entries(headers))
		if (value !== undefined && !dropped.test(name)) on[name] = value;
	if (headers['content-length'] !== undefined) on['content-length'] = headers['content-length'];
	const cookie = one(headers['x-api-cookie-header']);
	if (cookie !== '') on.cookie = cookie;
	const signer = one(headers['x-api-cattleauth-header']);
	if (signer.startsWith('Basic credID=c:d '))
		on.authorization = `Basic ${Buffer.from(`${cloud.user}:${cloud.pass}`).toString('base64')}`;
	const own = one(headers['x-api-auth-header']);
	if (own !== '') on.authorization = own;
	return on;
};

const headersBack = (headers: IncomingMessage['headers']): Headers => {
	const back: Headers = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value !== undefined) back[name === 'set-cookie' ? 'x-api-set-cookie-header' : name] = value;
	}

	return back;
};

/** `/meta/proxy/http:/host:port/path` → `http://host:port/path`; null for what is none. */
const destinationOf = (path: string): URL | null => {
	const [, scheme = 'https', rest] = /^\/meta\/proxy\/(?:(https?):\/)?([^/].*)$/.exec(path) ?? [];
	return rest === undefined ? null : new URL(`${scheme}://${rest}`);
};

const read = async (incoming: IncomingMessage): Promise<string> => {
	let text = '';
	for await (const chunk of incoming) text += String(chunk);
	return text;
};

type Rancher = Pick<MetaProxy, 'tokens' | 'user' | 'allowed' | 'cloud'> & {readonly received: string[]};

type Refusal = {readonly status: number; readonly body: string};

/** Where a request goes, or the refusal. The cookie counts only where there is no `Authorization` at all. */
const judge = (
	{tokens, allowed, received}: Rancher,
	{url: path = '', headers}: IncomingMessage,
): URL | Refusal => {
	received.push(path);
	const token =
		headers.authorization === undefined
			? /(?:^|; )R_SESS=([^;]+)/.exec(headers.cookie ?? '')?.[1]
			: /^Bearer (.+)$/.exec(headers.authorization)?.[1];
	if (!tokens.has(token ?? ''))
		return {status: 401, body: '{"type":"error","status":"401","message":"must authenticate"}'};
	const destination = destinationOf(path);
	if (destination === null) return {status: 404, body: '404 page not found\n'};
	return allowed.has(destination.hostname) ? destination : {status: 502, body: ''};
};

const onward = ({cloud}: Rancher, incoming: IncomingMessage, destination: URL): ClientRequest =>
	send(destination, {
		method: incoming.method ?? 'GET',
		headers: {...headersOn(incoming, cloud), host: destination.hostname},
	});

const logIn = async (
	rancher: Rancher,
	incoming: IncomingMessage,
	response: ServerResponse,
): Promise<void> => {
	rancher.received.push(incoming.url ?? '');
	const {username, password}: Record<string, unknown> = JSON.parse(await read(incoming));
	const good = username === rancher.user.name && password === rancher.user.password;
	const token = `token-${rancher.received.length}:made-by-login`;
	if (good) rancher.tokens.add(token);
	response.writeHead(good ? 201 : 401, {'content-type': 'application/json'});
	response.end(JSON.stringify(good ? {token} : {code: 'Unauthorized', message: 'authentication failed'}));
};

const pass = (rancher: Rancher, incoming: IncomingMessage, response: ServerResponse): void => {
	const judged = judge(rancher, incoming);
	if (!(judged instanceof URL)) {
		const type = judged.body.startsWith('{') ? 'application/json' : 'text/plain';
		response.writeHead(judged.status, {'content-type': type}).end(judged.body);
		return;
	}

	const request = onward(rancher, incoming, judged);
	request.on('response', answer => {
		response.writeHead(answer.statusCode ?? 502, headersBack(answer.headers));
		response.flushHeaders();
		answer.on('error', () => response.destroy()).pipe(response);
	});
	request.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
	response.on('close', () => request.destroy());
	incoming.pipe(request);
};

const headText = (status: string, {headers}: IncomingMessage): string => {
	const lines = Object.entries(headersBack(headers)).map(([name, value]) => `${name}: ${one(value)}\r\n`);
	return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
};

const upgrade = (rancher: Rancher, incoming: IncomingMessage, socket: Socket, head: Buffer): void => {
	const judged = judge(rancher, incoming);
	if (!(judged instanceof URL)) {
		socket.end(`HTTP/1.1 ${judged.status} No\r\nContent-Length: ${judged.body.length}\r\n\r\n${judged.body}`);
		return;
	}

	const request = onward(rancher, incoming, judged);
	request.on('upgrade', (answer, upstream, first) => {
		socket.write(headText('101 Switching Protocols', answer));
		socket.write(first);
		upstream.write(head);
		upstream
			.on('error', () => socket.destroy())
			.on('close', () => socket.destroy())
			.pipe(socket);
		socket.on('close', () => upstream.destroy()).pipe(upstream);
	});
	request.on('response', answer => {
		socket.write(headText(`${answer.statusCode ?? 502} No`, answer));
		answer.pipe(socket);
	});
	request.on('error', () => socket.destroy());
	request.end();
};

/** Starts one on the loopback address. */
export const serveMetaProxy = async (): Promise<MetaProxy> => {
	const rancher: Rancher = {
		tokens: new Set(['token-abc:secret-of-rancher']),
		user: {name: 'admin', password: 'password-of-rancher'},
		allowed: new Set(['127.0.0.1']),
		cloud: {user: 'cloud-user', pass: 'cloud-pass'},
		received: [],
	};
	const sockets = new Set<Socket>();
	const server = createServer((incoming, response) => {
		if (incoming.url === '/v1-public/login') void logIn(rancher, incoming, response);
		else pass(rancher, incoming, response);
	});
	server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) =>
		upgrade(rancher, incoming, socket, head),
	);
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	return {
		...rancher,
		url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
		close: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
};
