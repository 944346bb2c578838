import {createServer, type IncomingMessage, request as send} from 'node:http';
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

/** Starts one on the loopback address. */
export const serveMetaProxy = async (): Promise<MetaProxy> => {
	const tokens = new Set(['token-abc:secret-of-rancher']);
	const allowed = new Set(['127.0.0.1']);
	const user = {name: 'admin', password: 'password-of-rancher'};
	const cloud = {user: 'cloud-user', pass: 'cloud-pass'};
	const received: string[] = [];
	const sockets = new Set<Socket>();

	/** Where a request goes, or the status and body of the refusal. */
	const judge = (incoming: IncomingMessage): URL | {readonly status: number; readonly body: string} => {
		const path = incoming.url ?? '';
		received.push(path);
		const token = /(?:^|; )R_SESS=([^;]+)/.exec(incoming.headers.cookie ?? '')?.[1] ?? '';
		const bearer = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
		if (!tokens.has(incoming.headers.authorization === undefined ? token : bearer))
			return {status: 401, body: '{"type":"error","status":"401","message":"must authenticate"}'};
		const destination = destinationOf(path);
		if (destination === null) return {status: 404, body: '404 page not found\n'};
		return allowed.has(destination.hostname) ? destination : {status: 502, body: ''};
	};

	const onward = (incoming: IncomingMessage, destination: URL) =>
		send(destination, {
			method: incoming.method ?? 'GET',
			headers: {...headersOn(incoming, cloud), host: destination.hostname},
		});

	const server = createServer(async (incoming, response) => {
		if (incoming.url === '/v1-public/login') {
			received.push(incoming.url);
			const {username, password}: Record<string, unknown> = JSON.parse(await read(incoming));
			const good = username === user.name && password === user.password;
			const token = `token-${tokens.size}:made-by-login`;
			if (good) tokens.add(token);
			response.writeHead(good ? 201 : 401, {'content-type': 'application/json'});
			response.end(JSON.stringify(good ? {token} : {code: 'Unauthorized', message: 'authentication failed'}));
			return;
		}

		const judged = judge(incoming);
		if (!(judged instanceof URL)) {
			const type = judged.body.startsWith('{') ? 'application/json' : 'text/plain';
			response.writeHead(judged.status, {'content-type': type}).end(judged.body);
			return;
		}

		const request = onward(incoming, judged);
		request.on('response', answer => {
			response.writeHead(answer.statusCode ?? 502, headersBack(answer.headers));
			response.flushHeaders();
			answer.on('error', () => response.destroy()).pipe(response);
		});
		request.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
		response.on('close', () => request.destroy());
		incoming.pipe(request);
	});
	server.on('upgrade', (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
		const judged = judge(incoming);
		if (!(judged instanceof URL)) {
			socket.end(
				`HTTP/1.1 ${judged.status} No\r\nContent-Length: ${judged.body.length}\r\n\r\n${judged.body}`,
			);
			return;
		}

		const request = onward(incoming, judged);
		const lines = (answer: IncomingMessage): string =>
			Object.entries(headersBack(answer.headers))
				.map(([name, value]) => `${name}: ${one(value)}\r\n`)
				.join('');
		request.on('upgrade', (answer, upstream, first) => {
			socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines(answer)}\r\n`);
			socket.write(first);
			upstream.write(head);
			upstream
				.on('error', () => socket.destroy())
				.on('close', () => socket.destroy())
				.pipe(socket);
			socket.on('close', () => upstream.destroy()).pipe(upstream);
		});
		request.on('response', answer => {
			socket.write(`HTTP/1.1 ${answer.statusCode ?? 502} No\r\n${lines(answer)}\r\n`);
			answer.pipe(socket);
		});
		request.on('error', () => socket.destroy());
		request.end();
	});
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	return {
		url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
		tokens,
		user,
		allowed,
		cloud,
		received,
		close: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
};
