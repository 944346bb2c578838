import {RefusedError, ServerError, UnreachableError} from '../../model/errors.ts';
import type {Socket} from '../../transport/websocket.ts';
import {mapOf, textOf, type WireMap} from '../wire-map.ts';
import type {Api, StreamRequest} from './api.ts';
import {type CattleObject, type Ticket, ticketOf} from './frames.ts';

// Quiet streams are cut by proxies after a minute (nginx, ELB); the agent answers websocket pings.
const pingMs = 25_000;

/** What a stream is asked for with: an action to POST or a link to GET. */
export type TicketRequest = {
	readonly api: Api;
	readonly attempted: string;
	readonly signal: AbortSignal;
};

const noStream = ({attempted, api}: TicketRequest, answer: string) =>
	new ServerError(
		{attempted, target: api.url, answer, advice: 'it has to run, on a host that is active'},
		404,
		'',
	);

const granted = (request: TicketRequest, body: WireMap): Ticket => {
	const ticket = ticketOf(body);
	if (ticket) return ticket;
	throw noStream(request, 'there is nothing running that could be asked');
};

/** A ticket by an action of the resource: logs, execute. Rejects with the errors of `Api.call`. */
export const ticketByAction = async (
	request: TicketRequest,
	object: CattleObject,
	action: string,
	body: WireMap,
): Promise<Ticket> => {
	const url = textOf(mapOf(object, 'actions'), action);
	if (url === null)
		throw noStream(request, `the server does not offer ${action} while it is ${textOf(object, 'state')}`);
	const reply = await request.api.call({...request, method: 'POST', path: url, body});
	return granted(request, reply.body);
};

/** A ticket by a link of the resource: stats. */
export const ticketByLink = async (
	request: TicketRequest,
	object: CattleObject,
	link: string,
): Promise<Ticket> => {
	const url = textOf(mapOf(object, 'links'), link);
	if (url === null) throw noStream(request, `it has no link ${link}`);
	const reply = await request.api.call({...request, path: url});
	return granted(request, reply.body);
};

/**
 * Opens the stream of a ticket. The token goes into the query, because the host reads it only there
 * (agent service/hostapi/logs/logs.go). A 401 here is no matter of the key: the ticket is too old by the host's
 * clock, or the host's agent is not connected (websocket-proxy frontend_handler.go): `UnreachableError`.
 */
export const openTicket = async (
	{api, attempted, signal}: TicketRequest,
	{url, token}: Ticket,
	frames: Pick<StreamRequest, 'onFrame' | 'onText' | 'silenceMs'>,
): Promise<Socket> => {
	const joint = url.includes('?') ? '&' : '?';
	try {
		return await api.ticketSocket({
			...frames,
			url: `${url}${joint}token=${encodeURIComponent(token)}`,
			attempted,
			signal,
			pingMs,
		});
	} catch (error) {
		if (!(error instanceof RefusedError)) throw error;
		const answer = "the server does not reach the host's agent (401)";
		const advice = 'check that the host is active and that its clock is right';
		throw new UnreachableError({attempted, target: api.url, answer, advice}, error);
	}
};
