import {RefusedError, ServerError, UnreachableError} from '../../../model/errors.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {Socket} from '../../../transport/websocket.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import {stateOf} from '../rows/states.js';
import type {Api} from '../wire/api.js';
import {type Rancher1Object, type Ticket, ticketOf} from '../wire/frames.js';
import type {SocketRequest} from '../wire/sender.js';
import {baseTypeOf} from '../wire/types.js';

// Quiet streams are cut by proxies after a minute (nginx, ELB); the agent answers websocket pings.
const pingMs = 25_000;

/** How a ticket is requested: an action to POST or a link to GET. */
export type TicketRequest = {
	readonly api: Api;
	/** Path of the project. */
	readonly base: string;
	readonly attempted: string;
	readonly signal: AbortSignal;
};

/** A way to a ticket: each is good for one stream. */
type GetTicket = () => Promise<Ticket>;

type Frames = Pick<SocketRequest, 'onFrame' | 'onText' | 'silenceMs'>;

/** What keeps a stream from this object: its own state, or that of its host; null where neither is known. */
export const obstacleOf = async (
	{api, base, signal}: TicketRequest,
	object: Rancher1Object,
): Promise<string | null> => {
	const own = stateOf(object, baseTypeOf(object));
	if (object.type === 'host') return `the host is ${own}`;
	const id = textOf(object, 'hostId');
	if (baseTypeOf(object) === 'instance' && own === 'stopped') return 'it is stopped';
	if (id === null) return own === '' ? null : `it is ${own}`;
	const attempted = `Cannot read host ${id}`;
	try {
		const {body} = await api.call({path: `${base}/hosts/${id}`, attempted, signal});
		const name = textOf(body, 'name') ?? textOf(body, 'hostname') ?? id;
		return `its host ${name} is ${stateOf({...body, id, type: 'host'}, 'host') || 'in no state'}`;
	} catch (error) {
		if (error instanceof ServerError) return `its host ${id} cannot be read (${error.account.answer})`;
		throw error;
	}
};

const noStream = ({attempted, api}: TicketRequest, answer: string) =>
	new ServerError(
		{attempted, target: api.url, answer, advice: 'it has to run, on a host that is active'},
		404,
		'',
	);

/** A ticket by an action of the resource: logs, execute. Rejects with the errors of `Api.call`. */
export const ticketByAction = async (
	request: TicketRequest,
	object: Rancher1Object,
	action: string,
	body: JsonObject,
): Promise<Ticket> => {
	const url = textOf(mapOf(object, 'actions'), action);
	if (url === null)
		throw noStream(request, `the server does not offer ${action} while it is ${textOf(object, 'state')}`);
	const {api, attempted, signal} = request;
	const reply = await api.call({attempted, signal, method: 'POST', path: url, body});
	const ticket = ticketOf(reply.body);
	if (ticket) return ticket;
	throw noStream(request, (await obstacleOf(request, object)) ?? 'the server names no address for it');
};

/**
 * A ticket by a link of the resource: stats. Rejects with the errors of `Api.call`; where the host is away the server
 * answers 503, or names no address (stream-hoststats-host-reconnecting.txt), and the error names the host's state.
 */
export const ticketByLink = async (
	request: TicketRequest,
	object: Rancher1Object,
	link: string,
): Promise<Ticket> => {
	const url = textOf(mapOf(object, 'links'), link);
	const {api, attempted, signal} = request;
	if (url === null)
		throw new ServerError({attempted, target: api.url, answer: `it has no link ${link}`}, 404, 'NoLink');
	try {
		const reply = await api.call({attempted, signal, path: url});
		const ticket = ticketOf(reply.body);
		if (ticket) return ticket;
	} catch (error) {
		if (!(error instanceof ServerError) || error.status !== 503) throw error;
	}

	throw noStream(request, (await obstacleOf(request, object)) ?? 'the server names no address for it');
};

/** The agent of the object's host is not connected to the server. */
const disconnected = async (request: TicketRequest, object: Rancher1Object, cause: Error) => {
	const obstacle = await obstacleOf(request, object);
	const {attempted, api} = request;
	const answer = `the agent of its host is not connected to the server${obstacle === null ? '' : `; ${obstacle}`}`;
	const advice = 'check that the host runs, and its agent';
	return new UnreachableError({attempted, target: api.url, answer, advice}, cause);
};

const openOnce = async (
	{api, attempted, signal}: TicketRequest,
	getTicket: GetTicket,
	frames: Frames,
): Promise<Socket> => {
	const {url, token} = await getTicket();
	const joint = url.includes('?') ? '&' : '?';
	// The host reads the token from the query only (agent service/hostapi/logs/logs.go).
	return api.ticketSocket({
		...frames,
		url: `${url}${joint}token=${encodeURIComponent(token)}`,
		attempted,
		signal,
		pingMs,
	});
};

/**
 * Opens a stream of an object. A 401 here is not about the key (websocket-proxy frontend_handler.go): either the
 * ticket is too old, so another is requested once, or the agent of the host is not connected: `UnreachableError`.
 */
export const openStream = async (
	request: TicketRequest,
	object: Rancher1Object,
	getTicket: GetTicket,
	frames: Frames,
): Promise<Socket> => {
	try {
		return await openOnce(request, getTicket, frames);
	} catch (error) {
		if (!(error instanceof RefusedError)) throw error;
	}

	try {
		return await openOnce(request, getTicket, frames);
	} catch (error) {
		throw error instanceof RefusedError ? await disconnected(request, object, error) : error;
	}
};
