import {request as ask, type ClientRequest, type IncomingMessage, STATUS_CODES} from 'node:http';
import {request as askSecurely} from 'node:https';
import {type Duplex, pipeline, type Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';
import type {Answer, Connected, DemoRequest, Peer} from '../../serve/serve.js';
import {always, json, normanError} from './answers.js';
import {type CloudCredential, type Headers, headersBack, headersOn} from './proxy-headers.js';

/** Rancher's proxy to other servers, for who is logged in. */
export type MetaProxy = {
	/** The allow list: hosts, without their ports; before 2.3 with them. */
	readonly hosts: Set<string>;
	/** Cloud credentials that everybody may read, by `namespace:name`. */
	readonly credentials: Map<string, CloudCredential>;
	readonly answer: (request: DemoRequest) => Answer | Promise<Answer>;
	readonly connect: (request: DemoRequest) => Answer | Connected;
	/** A cloud credential, without its secrets, of the management API. */
	readonly credential: (id: string) => Answer;
};

const maxBodyBytes = 1024 * 1024;

/** `/meta/proxy/http:/host:port/path?query` as the URL that is meant. */
const destinationOf = ({url}: DemoRequest): URL | null => {
	const path = url.pathname.replace(/^\/meta\/proxy\//, '');
	const [, scheme = 'https', rest = ''] = /^(?:(https?):\/(?=[^/]))?(.*)$/.exec(path) ?? [];
	const text = `${scheme}://${rest}${url.search}`;
	return URL.canParse(text) ? new URL(text) : null;
};

/** Go cleans a path before it looks at it (test/fixtures/meta-proxy/08-two-slashes). */
const redirected = ({url}: DemoRequest): Answer | null => {
	if (!url.pathname.includes('//')) return null;
	const location = url.pathname.replace(/\/{2,}/g, '/') + url.search;
	return {status: 301, headers: {...always, Location: location, 'Content-Length': '0'}};
};

/** Opens a proxy with an allow list of hosts. `isOld`: by the rules of 2.0.0 instead of 2.13.3. */
export const createMetaProxy = (isOld: boolean): MetaProxy => {
	const hosts = new Set<string>();
	const credentials = new Map<string, CloudCredential>();

	/** The empty answer to all that cannot be handed on. */
	const badGateway = (more: Headers = {}): Answer => ({
		status: 502,
		headers: {...(!isOld && always), ...more, 'Content-Length': '0'},
	});

	const send = (request: DemoRequest, destination: URL, isPacked: boolean): ClientRequest => {
		const headers = headersOn(request, {isOld, credentials});
		if (isPacked) headers['Accept-Encoding'] = 'gzip';
		const open = destination.protocol === 'https:' ? askSecurely : ask;
		return open(destination, {
			method: request.method,
			headers: {...headers, Host: destination.hostname.replace(/^\[|\]$/g, '')},
			agent: false,
		});
	};

	const targetOf = (request: DemoRequest): URL | null => {
		const destination = destinationOf(request);
		if (!destination || !hosts.has(isOld ? destination.host : destination.hostname)) return null;
		return destination;
	};

	// Go asks for packed answers where the client does not say what it takes, and unpacks them itself.
	const isToPack = ({headers}: DemoRequest): boolean => headers['accept-encoding'] === undefined;

	return {
		hosts,
		credentials,
		answer(request) {
			const moved = redirected(request);
			if (moved) return moved;
			const destination = targetOf(request);
			if (!destination) return badGateway();
			if (Buffer.byteLength(request.body) > maxBodyBytes) return badGateway({Connection: 'close'});
			return new Promise(resolve => {
				const isPacked = isToPack(request);
				const outgoing = send(request, destination, isPacked);
				outgoing.once('error', () => resolve(badGateway()));
				outgoing.once('response', answer => resolve(answerOf(answer, isPacked, isOld)));
				outgoing.end(request.body);
			});
		},
		connect(request) {
			const moved = redirected(request);
			if (moved) return moved;
			const destination = targetOf(request);
			if (!destination) return badGateway();
			return {
				tunnel(socket, head) {
					join(send(request, destination, isToPack(request)), socket, head, isOld);
				},
			};
		},
		credential(id) {
			if (!credentials.has(id)) return normanError(404, 'NotFound', `cloudCredential "${id}" not found`);
			return json(200, {id, type: 'cloudCredential', baseType: 'cloudCredential', name: id});
		},
	};
};

/** The target's answer, whose body comes as it comes. */
const answerOf = (answer: IncomingMessage, isPacked: boolean, isOld: boolean): Answer => {
	const unpacks = isPacked && answer.headers['content-encoding'] === 'gzip';
	const headers = headersBack(answer.rawHeaders, isOld);
	if (unpacks) {
		delete headers['Content-Encoding'];
		delete headers['Content-Length'];
	}

	return {
		status: answer.statusCode ?? 502,
		headers,
		stream(peer: Peer) {
			const fail = (error: Error | null): void => (error ? peer.cut() : peer.close());
			const body: Readable = unpacks ? pipeline(answer, createGunzip(), fail) : answer;
			body.on('data', (chunk: Uint8Array) => peer.send(chunk));
			body.once('error', () => peer.cut());
			body.once('end', () => peer.close());
			peer.onClose(() => answer.destroy());
		},
	};
};

/** The head of an answer as text. */
const headOf = (status: number, headers: Headers): string => {
	const lines = Object.entries(headers).flatMap(([name, value]) =>
		[value].flat().map(each => `${name}: ${each}\r\n`),
	);
	return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`;
};

/** Joins a client's connection with that of the target; bytes go as they come. */
const join = (outgoing: ClientRequest, socket: Duplex, head: Buffer, isOld: boolean): void => {
	socket.on('error', () => outgoing.destroy());
	socket.once('close', () => outgoing.destroy());
	outgoing.once('upgrade', (answer, upstream, first) => {
		const upgraded = {Connection: 'Upgrade', Upgrade: answer.headers.upgrade ?? ''};
		socket.write(headOf(101, {...headersBack(answer.rawHeaders, isOld), ...upgraded}));
		socket.write(first);
		upstream.write(head);
		upstream.on('error', () => socket.destroy()).once('close', () => socket.destroy());
		socket.once('close', () => upstream.destroy());
		upstream.pipe(socket).pipe(upstream);
	});
	outgoing.once('response', answer => {
		const headers = {...headersBack(answer.rawHeaders, isOld), Connection: 'close'};
		socket.write(headOf(answer.statusCode ?? 502, headers));
		answer.on('error', () => socket.destroy()).pipe(socket);
	});
	outgoing.once('error', () => {
		socket.end(headOf(502, {...(!isOld && always), 'Content-Length': '0', Connection: 'close'}));
	});
	outgoing.end();
};
