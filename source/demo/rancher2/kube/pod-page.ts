import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {Duplex} from 'node:stream';
import {textOf} from '../../world/json-values.js';
import type {Entity} from '../../world/world.js';

const pods = new WeakMap<object, Entity>();

const answer = (request: IncomingMessage, response: ServerResponse): void => {
	if (request.method === 'POST') {
		// What is sent comes back.
		response.writeHead(200, {'Content-Type': 'application/octet-stream'});
		request.pipe(response);
		return;
	}

	const pod = pods.get(request.socket);
	const text = `hello from the pod ${textOf(pod?.fields.name)}: ${request.url}\n`;
	response.writeHead(200, {'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': text.length});
	response.end(text);
};

const server = createServer(answer);

/** Serves HTTP on a connection to a pod: a greeting, and for POST what was sent. */
export const servePage = (connection: Duplex, pod: Entity): void => {
	pods.set(connection, pod);
	server.emit('connection', connection);
};
