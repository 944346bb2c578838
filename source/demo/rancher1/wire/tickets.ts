import type {Clock} from '../../world/clock.js';
import type {Random} from '../../world/random.js';
import type {Fields} from '../../world/world.js';

/** What a ticket is for: the path of the stream, the resource, and the input of the action. */
export type Ticket = {readonly path: string; readonly key: string; readonly input: Fields};

/** The tokens given out for streams. They are good for five minutes, at the start of a stream only. */
export type Tickets = {
	readonly issue: (ticket: Ticket) => string;
	/** What a token is for; undefined for one that is unknown, of another path or too old. */
	readonly redeem: (token: string, path: string) => Ticket | undefined;
	readonly expire: () => void;
};

const lifeMs = 300_000;
const max = 500;

/** Tokens that look like the server's (`cattle JwtTokenServiceImpl.java`). */
export const createTickets = (clock: Clock, random: Random): Tickets => {
	const given = new Map<string, {readonly ticket: Ticket; readonly until: number}>();
	const encoded = (text: string): string => Buffer.from(text).toString('base64url');
	return {
		issue(ticket) {
			const until = clock.now() + lifeMs;
			const claims = JSON.stringify({exp: Math.floor(until / 1000), sub: 'cattle', jti: random.hex(8)});
			const token = `${encoded('{"alg":"RS256"}')}.${encoded(claims)}.${random.hex(64)}`;
			given.set(token, {ticket, until});
			for (const oldest of given.size > max ? [...given.keys()].slice(0, 1) : []) given.delete(oldest);
			return token;
		},
		redeem(token, path) {
			const found = given.get(token);
			return found && found.until > clock.now() && path.startsWith(found.ticket.path)
				? found.ticket
				: undefined;
		},
		expire: () => given.clear(),
	};
};
