import {type RawData, WebSocket} from 'ws';
import type {Environment} from '../model/environment.js';
import {LateError, messageOf} from '../model/errors.js';
import {explainFailure, unreachable, urlForMessages} from './errors.js';
import {holdSent} from './hold-sent.js';
import {type ProxyPlaces, proxyFor, throughProxy} from './proxy.js';
import type {Route} from './route.js';
import {tlsOptions} from './tls.js';
import {socketTunnel} from './tunnel.js';
import {readAnswer, refusalOf} from './upgrade-answer.js';
import {userAgent} from './user-agent.js';

export {UpgradeAnswer} from './upgrade-answer.js';

/** A websocket to open. */
export type SocketOptions = Route & {
	/** `wss://` or `ws://` (`https://` and `http://` are turned into these). */
	readonly url: string;
	/** With the credentials. `User-Agent` is set where it lacks. */
	readonly headers: Readonly<Record<string, string>>;
	readonly protocols?: readonly string[];
	/** Each text frame, leniently decoded; also binary ones where there is no `onBytes`. What it throws ends the socket. */
	readonly onFrame: (text: string) => void;
	/** Each text frame as it came, undecoded, instead of `onFrame`: for streams that cut characters in two (Rancher 1 logs). */
	readonly onText?: (bytes: Uint8Array) => void;
	/** Each binary frame. */
	readonly onBytes?: (bytes: Uint8Array) => void;
	/** Without any frame for that long the socket is given up; null: silence is fine. */
	readonly silenceMs: number | null;
	/** Sends a websocket ping that often; its pong counts as a frame for `silenceMs`. */
	readonly pingMs?: number;
	/** 15 000 if omitted. */
	readonly openTimeoutMs?: number;
	readonly signal: AbortSignal;
	/** What is being tried, for the error: `Cannot follow changes`. */
	readonly attempted: string;
	/** Where proxies are looked up; `process.env` if omitted. */
	readonly environment?: Environment;
};

/** How an open socket ended. */
export type SocketEnd = {
	/** Websocket close code: 1000 by either side, 1006 without a close frame (the usual end of a Rancher socket). */
	readonly code: number;
	/** The other side's own words, or ''. */
	readonly reason: string;
	/** Why, in words for a person. */
	readonly detail: string;
	/** Who ended it: the other side or the network, our own silence check, a message that could not be read, or our own close or abort. */
	readonly by: 'peer' | 'silence' | 'fault' | 'self';
};

/** An open websocket. */
export type Socket = {
	/**
	 * Does nothing once the socket has ended. Resolves when the message is on its way, or never will be: whoever waits for
	 * that before the next one holds no more than one.
	 */
	readonly send: (message: string | Uint8Array) => Promise<void>;
	/** Takes no more from the network until `resume`; a frame that has arrived still comes. The end waits too. */
	readonly pause: () => void;
	readonly resume: () => void;
	/** Closes with code 1000; `ended` resolves at once. */
	readonly close: () => void;
	/** Never rejects. */
	readonly ended: Promise<SocketEnd>;
};

/**
 * Resolves when the socket is open. Rejects with `RefusedError` (401, 403), `UnreachableError` (no answer,
 * or one that shows a proxy that strips the upgrade), `ServerError` (any other status), or the signal's reason.
 */
export const openSocket = (options: SocketOptions): Promise<Socket> =>
	new Promise((resolve, reject) => {
		const {signal, attempted, openTimeoutMs = 15_000} = options;
		if (signal.aborted) {
			reject(signal.reason);
			return;
		}

		const tunnel = new AbortController();
		const socket = connect(options, tunnel.signal);
		const target = throughProxy(urlForMessages(options.url), options.url, placesOf(options));
		const settle = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', abort);
		};

		const fail = (reason: unknown) => {
			settle();
			socket.terminate();
			// A tunnel through a proxy that does not answer is not known to the socket yet.
			tunnel.abort();
			reject(reason);
		};

		const abort = () => fail(signal.reason);
		const timer = setTimeout(() => {
			const answer = `the websocket did not open within ${openTimeoutMs / 1000} s`;
			fail(new LateError({attempted, target, answer, advice: 'check that the server is well'}));
		}, openTimeoutMs);
		signal.addEventListener('abort', abort, {once: true});
		// `terminate` makes errors of its own, so this stays on after a failure too.
		socket.on('error', error => fail(unreachable(attempted, target, error)));
		socket.once('unexpected-response', async (request, response) => {
			try {
				const answer = await readAnswer(response);
				request.destroy();
				fail(refusalOf(answer, attempted, target));
			} catch (error) {
				fail(unreachable(attempted, target, error));
			}
		});
		socket.once('open', () => {
			settle();
			resolve(follow(socket, options));
		});
	});

const placesOf = ({proxy = null, environment = process.env}: SocketOptions): ProxyPlaces => ({
	proxy,
	environment,
});

/** The longest message that is taken: one that is longer ends the socket. */
const maxFrameBytes = 32 * 1024 * 1024;

const connect = (options: SocketOptions, tunnelSignal: AbortSignal): WebSocket => {
	const {url, headers, protocols = []} = options;
	const proxy = proxyFor(url, placesOf(options));
	holdSent(url, headers);
	const tls = tlsOptions(options);
	return new WebSocket(url.replace(/^http/, 'ws'), [...protocols], {
		headers: {'User-Agent': userAgent, ...headers},
		maxPayload: maxFrameBytes,
		// Compression costs fifteen times the time per frame.
		perMessageDeflate: false,
		// Rancher 1 agents send log bytes as they are in text frames (agent `service/hostapi/logs/logs.go`).
		skipUTF8Validation: true,
		...tls,
		...(proxy !== null && {agent: socketTunnel(proxy, tls, tunnelSignal)}),
	});
};

/** An open socket: frames go out, silence and the end are watched. */
const follow = (socket: WebSocket, options: SocketOptions): Socket => {
	const {onFrame, onText, onBytes, silenceMs, pingMs, signal} = options;
	let lastError: Error | null = null;
	let finish: (end: SocketEnd) => void = () => undefined;
	const ended = new Promise<SocketEnd>(resolve => {
		finish = resolve;
	});
	const hear = watchSilence(silenceMs, () => {
		const detail = `nothing was heard for ${(silenceMs ?? 0) / 1000} s`;
		end({code: 1006, reason: '', detail, by: 'silence'});
	});
	const pinger = pingMs === undefined ? undefined : setInterval(() => socket.ping(), pingMs);

	const end = (how: SocketEnd) => {
		hear.stop();
		clearInterval(pinger);
		signal.removeEventListener('abort', close);
		socket.off('message', read);
		if (how.by !== 'peer') leave(socket);
		finish(how);
	};

	const close = () => end({code: 1000, reason: '', detail: 'closed by rwatch', by: 'self'});
	const read = (message: RawData, isBinary: boolean) => {
		hear.mark();
		// Always a Buffer: `binaryType` is left as it is.
		if (!Buffer.isBuffer(message)) return;
		try {
			if (isBinary && onBytes) onBytes(message);
			else if (!isBinary && onText) onText(message);
			else onFrame(message.toString());
		} catch (error) {
			const detail = `a message of ${message.length} bytes could not be read: ${messageOf(error)}`;
			end({code: 1006, reason: '', detail, by: 'fault'});
		}
	};

	signal.addEventListener('abort', close, {once: true});
	socket.on('message', read);
	socket.on('ping', hear.mark);
	socket.on('pong', hear.mark);
	socket.removeAllListeners('error');
	socket.on('error', error => {
		lastError = error;
	});
	socket.once('close', (code, reason) => {
		end({code, reason: reason.toString(), detail: wordsFor(code, reason.toString(), lastError), by: 'peer'});
	});

	return {
		send: message =>
			new Promise(resolve => {
				if (socket.readyState === WebSocket.OPEN) socket.send(message, () => resolve());
				else resolve();
			}),
		pause: () => socket.pause(),
		resume: () => socket.resume(),
		close,
		ended,
	};
};

// Without a code, salt-api answers 1005, which no close frame may hold.
const leave = (socket: WebSocket) => {
	socket.close(1000);
	setImmediate(() => socket.terminate());
};

const wordsFor = (code: number, reason: string, error: Error | null): string => {
	if (error) return explainFailure(error).answer;
	if (code === 1006) return 'the connection ended';
	const words =
		code === 1000 || code === 1001 ? 'the server closed the connection' : `closed with code ${code}`;
	return reason === '' ? words : `${words}: ${reason}`;
};

/** Calls once when nothing was marked for `silenceMs` to a quarter more: no timer is set per frame. */
const watchSilence = (silenceMs: number | null, call: () => void) => {
	let quietChecks = 0;
	const timer =
		silenceMs === null
			? undefined
			: setInterval(() => {
					quietChecks++;
					if (quietChecks > 4) call();
				}, silenceMs / 4);
	return {
		mark() {
			quietChecks = 0;
		},
		stop: () => clearInterval(timer),
	};
};
