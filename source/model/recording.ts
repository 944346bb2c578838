import type {ChangeEntry} from './change-entry.js';
import type {Kind} from './kind.js';
import type {Moment} from './moment.js';
import type {Family, Resource} from './resource.js';
import type {MissingKind, SourceStatus} from './source.js';

/** The states of a row that are remembered, and how many changes are not. */
export type RecordedTimeline = {
	readonly moments: readonly Moment[];
	readonly forgotten: number;
	readonly skipped: number;
	/** Whether it was healthy when that was last clear. */
	readonly healthy: boolean | null;
};

/** A row with what was observed of it, without the actions that its server offered. Times in epoch milliseconds. */
export type RecordedRow = {
	readonly resource: Resource;
	readonly since: number | null;
	readonly seen: number;
	readonly addedAt: number | null;
	readonly removedAt: number | null;
	readonly timeline: RecordedTimeline | null;
	/** When it turned healthy or unhealthy lately. */
	readonly turns: readonly number[];
};

/** What was known about a source, without who was logged in. */
export type RecordedConnection = {
	readonly name: string;
	readonly family: Family | null;
	/** Without credentials. */
	readonly url: string;
	readonly insecure: boolean;
	readonly readOnly: boolean;
	readonly enabled: boolean;
	readonly status: SourceStatus;
	readonly message: string | null;
	readonly retryAt: number | null;
	readonly polling: boolean;
	readonly starting: boolean;
	readonly since: number;
	readonly lastEventAt: number | null;
	readonly wasLive: boolean;
	readonly waitingSince: number | null;
	readonly faults: number;
	readonly recentFaults: readonly {
		readonly at: number;
		readonly message: string;
		readonly count: number;
	}[];
	readonly gap: {readonly from: number; readonly to: number} | null;
	readonly scopes: readonly {
		readonly scope: string;
		readonly status: SourceStatus;
		readonly message: string | null;
		readonly since: number;
	}[];
	readonly progress: readonly {readonly scope: string; readonly count: number; readonly total: number}[];
	readonly missing: readonly {readonly scope: string; readonly kinds: readonly MissingKind[]}[];
	readonly listed: readonly string[];
	readonly kinds: readonly Kind[];
};

/** All that is needed to go on from a time, without anything before it. */
export type Checkpoint = {
	/** Epoch milliseconds. */
	readonly at: number;
	readonly connections: readonly RecordedConnection[];
	readonly rows: readonly RecordedRow[];
	/** Sources that are listed again after a gap: what they add appeared during it. */
	readonly catchingUp: readonly string[];
	/** What happened last, oldest first. */
	readonly changes: readonly ChangeEntry[];
};

/** How far the time machine reaches. */
export type Reach = {
	/** Epoch milliseconds. */
	readonly oldest: number;
	/** Null while it goes on being recorded. */
	readonly newest: number | null;
	/** Why not further back. */
	readonly because: 'it began then' | 'the memory for it is full';
	/** Compressed. */
	readonly bytes: number;
	/** What could not be read of it, or ''. */
	readonly fault: string;
};
