import type {Kind} from '../../model/kind.js';
import type {Family, Resource} from '../../model/resource.js';
import type {MissingKind, SourceStatus} from '../../model/source.js';
import type {Message} from '../message.js';
import {secondOf} from '../text/time-text.js';
import type {Fault} from './fault.js';

/** What is known of one source, by its name in the order in which they were given. */
export type Connection = {
	readonly source: string;
	readonly family: Family | null;
	readonly url: string;
	readonly insecure: boolean;
	readonly readOnly: boolean;
	/** Turned off by hand. */
	readonly enabled: boolean;
	readonly status: SourceStatus;
	readonly message: string | null;
	readonly retryAt: number | null;
	/** Live, but not all changes are pushed at the moment. */
	readonly polling: boolean;
	/** Only while connecting: the server is not ready yet, as `message` says. */
	readonly starting: boolean;
	/** Since when the status holds. */
	readonly since: number;
	/** The last sign of life, or null before the first. */
	readonly lastEventAt: number | null;
	/** Events received so far; what a listing told is none. */
	readonly events: number;
	/** Events per second over the last ticks. */
	readonly rate: number;
	/** When the rate was last counted, and how many events there were then. */
	readonly counted: {readonly at: number; readonly events: number};
	/** It was live before: rows that it still shows while it is not are old. */
	readonly wasLive: boolean;
	/** Since when it is waited for, epoch milliseconds; null while it is live. */
	readonly waitingSince: number | null;
	/** How many frames the protocol does not allow, and the last ones. */
	readonly faults: number;
	readonly recentFaults: readonly Fault[];
	/** The last time that changes may have been missed. */
	readonly gap: {readonly from: number; readonly to: number} | null;
	/** Scopes that are not live, with what they say; their rows are stale. */
	readonly scopes: ReadonlyMap<
		string,
		{readonly status: SourceStatus; readonly message: string | null; readonly since: number}
	>;
	/** How far the listings under way are, by scope. */
	readonly progress: ReadonlyMap<string, {readonly count: number; readonly total: number}>;
	readonly kinds: readonly Kind[];
	/** What can be typed about it as a whole, by name: how it is used, and rows that are pages of their own. */
	readonly commands: Readonly<Record<string, string>>;
	/** What cannot be listed although its scope is live, by scope. */
	readonly missing: ReadonlyMap<string, readonly MissingKind[]>;
	/** Kinds of which a listing was complete at some time, in any scope. */
	readonly listed: ReadonlySet<string>;
	/** What may follow such a command and only looks, as a regular expression. */
	readonly harmless: Readonly<Record<string, string>>;
	/** What may follow such a command and changes something without danger, as a regular expression. */
	readonly ordinary: Readonly<Record<string, string>>;
	readonly pages: Readonly<Record<string, Resource>>;
};
/** A source that was just opened. */
export const connect = (message: Extract<Message, {type: 'source'}>): Connection => ({
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
	commands: {},
	harmless: {},
	ordinary: {},
	pages: {},
	missing: new Map(),
	listed: new Set(),
});

/** The connection turned off or on by hand. */
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
 * Since when a resource may be out of date, because its source or its scope is not live; null while it is true.
 * During the very first listing rows are new, though the source is not live yet.
 */
export const staleSince = (resource: Resource, connection: Connection | undefined): number | null => {
	if (!connection) return null;
	const isFirst = connection.status === 'connecting' && !connection.wasLive;
	const scope = connection.scopes.get(resource.scope);
	if (scope) return isFirst && scope.status === 'connecting' ? null : scope.since;
	if (connection.status === 'live' || isFirst) return null;
	return connection.lastEventAt ?? connection.since;
};
