import type {Answer, DemoRequest, Peer} from '../../serve/serve.js';
import type {Fleet} from '../fleet/fleet.js';
import type {Tickets} from '../wire/tickets.js';
import type {Logs} from './logs.js';
import type {LostHosts} from './lost-hosts.js';
import {serveShell} from './shell.js';
import {openStats} from './stats.js';

/** What streams of logs, shells and figures are made from. `statsMs`: between two samples. */
type StreamOptions = {
	readonly fleet: Fleet;
	readonly tickets: Tickets;
	readonly logs: Logs;
	readonly lostHosts: LostHosts;
	readonly statsMs: number;
};

/** Opens the stream of a ticket, or refuses it. */
export const createStreams =
	({fleet, tickets, logs, lostHosts, statsMs}: StreamOptions) =>
	({url}: DemoRequest): Answer | ((peer: Peer) => void) => {
		const {world} = fleet;
		const ticket = tickets.redeem(url.searchParams.get('token') ?? '', url.pathname);
		const isStats = ticket?.path.includes('stats') === true;
		// Errors of the streams' own front door are plain text (`websocket-proxy frontend_handler.go`).
		if (!ticket || !world.find(ticket.key) || (!isStats && lostHosts.isLost(ticket))) {
			return {
				status: 401,
				headers: {'Content-Type': 'text/plain; charset=utf-8'},
				body: 'Failed authentication\n',
			};
		}

		return peer => {
			if (isStats) {
				openStats(fleet, peer, ticket, statsMs, () => lostHosts.isLost(ticket));
				return;
			}

			lostHosts.note(peer, ticket);
			if (ticket.path === '/v1/logs/') logs.open(peer, ticket);
			else serveShell(peer, world.get(ticket.key));
		};
	};
