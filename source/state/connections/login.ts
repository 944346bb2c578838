import type {Effect} from '../effect.js';
import type {Message} from '../message.js';
import {type Next, next} from '../next.js';
import type {State} from '../state.js';
import {type Connection, unasked} from './connection.js';

/** The header warns of a login that ends so soon, milliseconds. */
const soonMs = 24 * 3_600_000;

/** When a login ends that rwatch cannot renew, epoch milliseconds; null where it does not, or nobody says. */
const endOf = ({login: {identity}}: Connection): number | null =>
	identity === null || identity.isRenewed || typeof identity.expiresAt !== 'number'
		? null
		: identity.expiresAt;

/** How long a login is good that ends within a day, milliseconds, 0 once it is over; null for any other. */
export const endsWithinMs = (connection: Connection, now: number): number | null => {
	const end = endOf(connection);
	return end === null || end - now > soonMs ? null : Math.max(0, end - now);
};

const minute = 60_000;

/** Milliseconds until the header says something else about the end of a login. */
export const loginTicks = (connection: Connection, now: number): readonly number[] => {
	const end = endOf(connection);
	if (end === null || end <= now) return [];
	if (end - now > soonMs) return [end - now - soonMs];
	return [(end - now) % minute || minute];
};

const asked = (connection: Connection, withRights: boolean): Connection => ({
	...connection,
	login: {...connection.login, isAsked: true, withRights},
});

/** Asks sources who is logged in: those that `isDue` says, with what the user may do if a view shows that. */
const ask = (state: State, withRights: boolean, isDue: (connection: Connection) => boolean): Next => {
	const due = [...state.connections.values()].filter(isDue);
	if (due.length === 0) return next(state);
	const connections = new Map(state.connections);
	for (const one of due) connections.set(one.source, asked(one, withRights));
	const effects = due.map(({source}): Effect => ({type: 'load-identity', source, withRights}));
	return next({...state, connections}, ...effects);
};

const isLive = ({enabled, status}: Connection): boolean => enabled && status === 'live';

/** A source whose login rwatch renews is live again: it may have another login now. */
const isBack = (before: State, one: Connection): boolean =>
	one.login.identity?.isRenewed === true &&
	isLive(one) &&
	before.connections.get(one.source)?.status !== 'live';

/** Asks once who is logged in where a source is live; again with other credentials, or when the login may be another one. */
export const askLogins = (before: State, state: State, isRightsShown: boolean): Next => {
	if (state.connections === before.connections && !isRightsShown) return next(state);
	const refused = [...state.connections.values()].filter(
		({status, login}) => status === 'refused' && login !== unasked,
	);
	const connections = new Map(state.connections);
	for (const one of refused) connections.set(one.source, {...one, login: unasked});
	const present = refused.length === 0 ? state : {...state, connections};
	return ask(
		present,
		isRightsShown,
		one =>
			isBack(before, one) ||
			(isLive(one) && !(one.login.isAsked && (one.login.withRights || !isRightsShown))),
	);
};

/** Asks all sources again who is logged in, and what that user may do. */
export const askLoginsAgain = (state: State): Next => ask(state, true, isLive);

/** Takes what a source says about who is logged in. */
export const takeIdentity = (
	state: State,
	{source, identity, error}: Extract<Message, {type: 'identity'}>,
): State => {
	const connection = state.connections.get(source);
	if (!connection) return state;
	// An answer without rights may come after one with them.
	const {rights = []} = connection.login.identity ?? {};
	const known =
		identity && identity.rights.length === 0 && rights.length > 0 ? {...identity, rights} : identity;
	const login = {...connection.login, identity: known ?? connection.login.identity, error};
	return {...state, connections: new Map(state.connections).set(source, {...connection, login})};
};
