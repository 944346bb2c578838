import {ProtocolError, UnreachableError} from '../../../model/errors.js';
import {redactMessageStart} from '../../../secrets/text.js';
import {readEventStream} from '../../../transport/event-stream.js';
import type {Api} from './api.js';
import {type BusEvent, parseEvent} from './frames.js';
import type {Session} from './login.js';

/** What a stream of events reports to. Must not throw. */
export type StreamListener = {
	readonly onEvent: (event: BusEvent) => void;
	/** Something that is not an event. */
	readonly onFault: (message: string) => void;
};

/** An open stream. */
export type EventStream = {
	/** The session that it was opened with. */
	readonly session: Session;
	/**
	 * Null for a clean end: the session has died (salt/netapi/rest_cherrypy/app.py ends the stream after the first event
	 * that it may no longer send). Else why it broke: salt-api was restarted, or an event held bytes, which kills every
	 * stream and comes no second time. Never rejects.
	 */
	readonly ended: Promise<Error | null>;
};

const prefix = 'data: ';
/** What a websocket answers to every message. */
const receipt = 'server received message';

const hear = (listener: StreamListener, text: string): void => {
	const event = parseEvent(text);
	if (event === null) listener.onFault(`not an event of Salt: ${redactMessageStart(text, 80)}`);
	else listener.onEvent(event);
};

/**
 * Follows `GET /events`. The stream is live as soon as its head is there: `retry: 400` comes at once, glued to the first
 * event without a blank line; then nothing, not even a comment, until something happens.
 */
export const openEventStream = async (
	api: Api,
	listener: StreamListener,
	signal: AbortSignal,
): Promise<EventStream> => {
	const {stream, session} = await api.events(signal);
	const ended = readEventStream(stream.body, {
		onData: data => hear(listener, data),
		onDropped: message => listener.onFault(message),
		ignoredField: 'tag',
	});
	return {
		session,
		ended: ended.then(({clean, detail}) => (clean ? null : broken(api, detail))),
	};
};

/**
 * Follows `GET /ws`, which is silent until the client says that it is ready. It outlives its session, and dies
 * without a sign when an event holds bytes (salt/netapi/rest_cherrypy/app.py, `WebsocketEndpoint`).
 */
export const openEventSocket = async (
	api: Api,
	listener: StreamListener,
	signal: AbortSignal,
): Promise<EventStream> => {
	const onFrame = (text: string): void => {
		if (text === receipt) return;
		if (text.startsWith(prefix)) hear(listener, text.slice(prefix.length));
		else listener.onFault(`not an event of Salt: ${redactMessageStart(text, 80)}`);
	};

	const {socket, session} = await api.socket({onFrame}, signal);
	socket.send('websocket client ready');
	return {
		session,
		ended: socket.ended.then(({code, detail}) => {
			if (code === 1000 || code === 1001) return broken(api, detail);
			return new ProtocolError({attempted: 'Cannot follow events', target: `${api.url}/ws`, answer: detail});
		}),
	};
};

const broken = (api: Api, detail: string): UnreachableError =>
	new UnreachableError({attempted: 'Cannot follow events', target: `${api.url}/events`, answer: detail});
