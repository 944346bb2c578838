import {gzipSync} from 'node:zlib';
import type {Answer, Connected, DemoRequest, Peer} from '../serve/serve.js';
import type {Api} from './lows.js';
import {page} from './pages.js';
import {tokenOf} from './rest.js';

/** The two streams of events of salt-api. */
type Events = {
	/** The answer to `GET /events`; null for any other request. */
	readonly answer: (request: DemoRequest) => Answer | null;
	/** The answer to `GET /ws[/<token>]`. */
	readonly connect: (request: DemoRequest) => Answer | Connected;
	/** What an event with bytes does: streams end after its `tag:` line, websockets never hear anything again. */
	readonly poison: () => void;
};

const headers = {
	'Content-Type': 'text/event-stream;charset=utf-8',
	Server: 'CherryPy/18.8.0',
	Allow: 'GET, HEAD',
	'Access-Control-Allow-Origin': '*',
	'Access-Control-Expose-Headers': 'GET, POST',
	'Access-Control-Allow-Credentials': 'true',
	'Cache-Control': 'no-cache',
	Connection: 'keep-alive',
	Vary: 'Accept-Encoding',
};

// CherryPy packs `text/plain`, which it takes the empty body of the 101 for
// (test/fixtures/meta-proxy/11-ws-without-accept-encoding).
const asGzip = (take: (peer: Peer) => void): Connected => ({
	headers: {'Content-Type': 'text/plain;charset=utf-8', 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding'},
	preface: gzipSync(''),
	take,
});

/** Event streams over a master's bus. */
export const connectSalt = (api: Api): Events => {
	const {master, sessions} = api;
	const deaf = new WeakSet<Peer>();

	const isAlive = (token: string): boolean => {
		const session = sessions.find(token);
		return session !== null && !sessions.isExpired(session);
	};

	const stream = (token: string) => (peer: Peer) => {
		// No blank line after it: it is glued to the first event.
		peer.send('retry: 400\n');
		const stop = master.listen((tag, text) => {
			if (text === null) {
				// The `tag:` line is out before the event turns out not to be JSON.
				peer.send(`tag: ${tag}\n`);
				peer.cut();
				return;
			}

			peer.event(`tag: ${tag}\ndata: ${text}\n\n`);
			// A token that died is noticed with the next event, which still goes out.
			if (!isAlive(token)) peer.close();
		});
		peer.onClose(stop);
	};

	const socket = (peer: Peer): void => {
		let stop = (): void => undefined;
		let ready = false;
		peer.onMessage(message => {
			peer.send('server received message');
			if (ready || message !== 'websocket client ready') return;
			ready = true;
			stop = master.listen((_tag, text) => {
				if (text === null) deaf.add(peer);
				else if (!deaf.has(peer)) peer.event(`data: ${text}\n\n`);
			});
		});
		peer.onClose(() => stop());
	};

	return {
		answer(request) {
			if (request.url.pathname !== '/events' || request.method !== 'GET') return null;
			const accept = request.headers.accept ?? '';
			if (api.app && (accept === '' || accept.includes('*/*') || accept.includes('text/html'))) {
				return page(500, 'The server encountered an unexpected condition.');
			}

			const token = tokenOf(request) ?? '';
			if (sessions.find(token) === null) return page(401, 'No permission -- see authorization schemes');
			return {status: 200, headers, stream: stream(token)};
		},
		connect(request) {
			const [, first, inPath] = request.url.pathname.split('/');
			if (first !== 'ws' || !api.websocket) {
				return page(404, `The path '${request.url.pathname}' was not found.`);
			}

			if (api.app && !request.headers.accept) {
				return page(500, 'The server encountered an unexpected condition.');
			}

			const token = inPath || (tokenOf(request) ?? '');
			if (!isAlive(token)) return page(401, 'No permission -- see authorization schemes');
			const packs = /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '');
			return packs ? asGzip(socket) : socket;
		},
		poison: () => master.fireBytes('test/bytes'),
	};
};
