import type {Identity} from '../../model/identity.js';
import type {Kind} from '../../model/kind.js';
import type {Family, Resource} from '../../model/resource.js';
import type {MissingKind, SourceStatus} from '../../model/source.js';
import {secondOf} from '../text/time-text.js';
import type {Fault} from './fault.js';

/** Who is logged in at a source, as far as it is known. */
type LoginState = {
	/** Null before the answer, and where there is none. */
	readonly identity: Identity | null;
	/** Why there is none. */
	readonly error: string | null;
	/** It was asked for. */
	readonly isAsked: boolean;
	/** What the user may do was asked for too. */
	readonly withRights: boolean;
};

/** Nobody has asked who is logged in. */
export const unasked: LoginState = {identity: null, error: null, isAsked: false, withRights: false};

/** What is known about one source. */
export type Connection = {
	readonly source: string;
	readonly family: Family | null;
	readonly url: string;
	readonly insecure: boolean;
	readonly readOnly: boolean;
	/** False once a person turned it off. */
	readonly enabled: boolean;
	readonly status: SourceStatus;
	readonly message: string | null;
	readonly retryAt: number | null;
	/** Live, but some changes are polled at the moment. */
	readonly polling: boolean;
	/** Only while connecting: the server is not ready yet, as `message` says. */
	readonly starting: boolean;
	/** Since when the status holds. */
	readonly since: number;
	/** The last sign of life, or null before the first. */
	readonly lastEventAt: number | null;
	/** Events received so far, without those of listings. */
	readonly events: number;
	/** Events per second over the last ticks. */
	readonly rate: number;
	/** When the rate was last counted, and how many events there were then. */
	readonly counted: {readonly at: number; readonly events: number};
	/** It was live before, so that its rows are stale while it is not. */
	readonly wasLive: boolean;
	/** Since when it has not been live, epoch milliseconds; null while it is. */
	readonly waitingSince: number | null;
	/** How many frames the protocol does not allow; the last ones are in `recentFaults`. */
	readonly faults: number;
	readonly recentFaults: readonly Fault[];
	/** The last time that changes may have been missed. */
	readonly gap: {readonly from: number; readonly to: number} | null;
	/** The scopes that are not live, whose rows are stale. */
	readonly scopes: ReadonlyMap<
		string,
		{readonly status: SourceStatus; readonly message: string | null; readonly since: number}
	>;
	/** How far the listings under way are, by scope. */
	readonly progress: ReadonlyMap<string, {readonly count: number; readonly total: number}>;
	readonly kinds: readonly Kind[];
	/** Who is logged in. */
	readonly login: LoginState;
	/** The usage of the commands that it understands, by name. */
	readonly commands: Readonly<Record<string, string>>;
	/** What cannot be listed although its scope is live, by scope. */
	readonly missing: ReadonlyMap<string, readonly MissingKind[]>;
	/** Kinds that were listed completely at some time, in any scope. */
	readonly listed: ReadonlySet<string>;
	/** Arguments with which a command changes nothing, as a regular expression, by name. */
	readonly harmless: Readonly<Record<string, string>>;
	/** Arguments with which a command changes something, but is not dangerous, likewise. */
	readonly ordinary: Readonly<Record<string, string>>;
	/** Rows that can be opened as pages by a word, by that. */
	readonly pages: Readonly<Record<string, Resource>>;
};

/** A source that was just opened. */
export const connect = (
	message: Pick<Connection, 'source' | 'family' | 'url' | 'insecure' | 'readOnly'> & {readonly at: number},
): Connection => ({
	source: message.source,
	family: message.family,
	url: message.url,
	insecure: message.insecure,
	readOnly: message.readOnly,
	enabled: true,
	status: 'connecting',
	message: null,
	retryAt: null,
	polling: false,
	starting: false,
	since: message.at,
	lastEventAt: null,
	events: 0,
	rate: 0,
	counted: {at: secondOf(message.at), events: 0},
	wasLive: false,
	waitingSince: message.at,
	faults: 0,
	recentFaults: [],
	gap: null,
	scopes: new Map(),
	progress: new Map(),
	kinds: [],
	login: unasked,
	commands: {},
	harmless: {},
	ordinary: {},
	pages: {},
	missing: new Map(),
	listed: new Set(),
});

/** The connection turned on or off by a person. */
export const enable = (connection: Connection, enabled: boolean, at: number): Connection =>
	enabled === connection.enabled
		? connection
		: {
				...connection,
				enabled,
				status: 'connecting',
				message: null,
				retryAt: null,
				since: at,
				wasLive: false,
				waitingSince: at,
				listed: new Set(),
				scopes: new Map(),
				progress: new Map(),
			};

/**
 * Since when a resource may be stale because its source or scope is not live; null while it is up to date. During the
 * first listing rows are new, although the source is not live yet.
 */
export const staleSince = (resource: Resource, connection: Connection | undefined): number | null => {
	if (!connection) return null;
	const isFirst = connection.status === 'connecting' && !connection.wasLive;
	const scope = connection.scopes.get(resource.scope);
	if (scope) return isFirst && scope.status === 'connecting' ? null : scope.since;
	if (connection.status === 'live' || isFirst) return null;
	return connection.lastEventAt ?? connection.since;
};
