import {type ClientRequest, type IncomingMessage, request as send} from 'node:http';
import {
	type Answer,
	type DemoRequest,
	type DemoServer,
	type Peer,
	serve,
} from '../../source/demo/serve/serve.js';

// What each side agrees on with its own neighbour. Texts go through here as they are, so nothing is to be packed.
const ownHeaders = new Set([
	'host',
	'connection',
	'keep-alive',
	'transfer-encoding',
	'content-length',
	'accept-encoding',
]);

const plainHeaders = ({headers}: Pick<IncomingMessage, 'headers'>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			value === undefined || ownHeaders.has(name) ? [] : [[name, String(value)]],
		),
	);

const bodyOf = async (response: IncomingMessage): Promise<string> => {
	let text = '';
	for await (const part of response.setEncoding('utf8')) text += String(part);
	return text;
};

/** Passes an event stream on, one event at a time, and its end as it comes. */
const passOn = (response: IncomingMessage, peer: Peer): void => {
	let rest = '';
	response.setEncoding('utf8').on('data', (text: string) => {
		const blocks = (rest + text).split('\n\n');
		rest = blocks.pop() ?? '';
		for (const block of blocks) peer.event(`${block}\n\n`);
	});
	response.on('end', () => peer.close()).on('error', () => peer.cut());
	peer.onClose(() => response.destroy());
};

/** Stands before a real server (`http://…`), with the record and the faults of the simulated ones. No websockets. */
export const serveFront = (target: string): Promise<DemoServer> => {
	const open = new Set<ClientRequest>();

	const answer = ({method, url, headers, body}: DemoRequest): Promise<Answer> =>
		new Promise((resolve, reject) => {
			const outgoing = send(new URL(url.pathname + url.search, target), {
				method,
				headers: {...plainHeaders({headers}), 'content-length': Buffer.byteLength(body)},
				agent: false,
			});
			open.add(outgoing);
			outgoing.on('close', () => open.delete(outgoing));
			outgoing.on('error', reject);
			outgoing.on('response', response => {
				const head = {status: response.statusCode ?? 500, headers: plainHeaders(response)};
				if (response.headers['content-type']?.startsWith('text/event-stream'))
					resolve({...head, stream: peer => passOn(response, peer)});
				else bodyOf(response).then(text => resolve({...head, body: text}), reject);
			});
			outgoing.end(body);
		});

	return serve({
		answer,
		connect: () => ({status: 404}),
		closed() {
			for (const outgoing of open) outgoing.destroy();
		},
	});
};
