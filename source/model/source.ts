import type {Action, Field} from './action.js';
import type {ActionOutcome, ActionRequest} from './action-request.js';
import type {Editing} from './editing.js';
import type {Explaining} from './explanation.js';
import type {Identity} from './identity.js';
import type {Kind} from './kind.js';
import type {LogEvent, LogOptions} from './log.js';
import type {PortConnection} from './port-connection.js';
import type {Family, Resource, ResourceKey} from './resource.js';
import type {ShellSession} from './shell-session.js';
import type {StatsEvent} from './stats.js';
import type {Usage} from './usage.js';

export type {Stats, StatsEvent} from './stats.js';

/** How a source, or one scope of it, is connected. */
export type SourceStatus = 'connecting' | 'live' | 'retrying' | 'refused' | 'failed';

/** A kind of a scope that cannot be listed, though others can: its rows are missing. */
export type MissingKind = {
	readonly kind: string;
	/** The reason, as a sentence for the screen. */
	readonly message: string;
	/** The reason alone, equal for all kinds that it concerns; omitted if `message` has nothing else. */
	readonly reason?: string;
	/** The server does not let us, or does not know it: no failure that passes. */
	readonly refused: boolean;
};

/**
 * An event of a source. `at` is when it was received, epoch milliseconds by this machine's clock.
 * `scope` is the part of the source that it is about; in `status`, '' is the source as a whole.
 */
export type SourceEvent =
	| {
			readonly type: 'status';
			readonly source: string;
			readonly scope: string;
			readonly at: number;
			readonly status: SourceStatus;
			/** The reason, for a person; when live: what does not work, or is late, or null. */
			readonly message: string | null;
			/** Epoch milliseconds of the next try, while retrying. */
			readonly retryAt: number | null;
			/** Only while retrying: the scope was just listed whole, although its changes cannot be followed. */
			readonly listed?: true;
			/** Only while retrying: the server does answer, with an error. */
			readonly answered?: true;
			/** Which kinds of a scope cannot be listed: only while it is live or connecting, or failed because of one of these. */
			readonly missing?: readonly MissingKind[];
			/** Only while live: not all changes are pushed at the moment, so rows are asked for again and again. */
			readonly polling?: true;
			/** Nothing more comes of this source: it was a recording. */
			readonly isOver?: true;
			/** Only while connecting: the server is there, but not ready yet, as `message` says. */
			readonly starting?: true;
	  }
	/** The kinds that this source can show, and the words that it understands; replaces earlier ones. */
	| {
			readonly type: 'kinds';
			readonly source: string;
			readonly at: number;
			readonly kinds: readonly Kind[];
			/** Every part of the server has said which it has: no others are to be expected for now. */
			readonly whole?: true;
			/** As the `Source` has them; `runtime/watch.ts` adds them. */
			readonly commands?: Readonly<Record<string, string>>;
			readonly harmless?: Readonly<Record<string, string>>;
			readonly ordinary?: Readonly<Record<string, string>>;
			readonly pages?: Readonly<Record<string, Resource>>;
	  }
	/** Added or changed. `listed`: it comes from a listing, so nothing is known of when it became so. */
	| {
			readonly type: 'changed';
			readonly source: string;
			readonly at: number;
			readonly resource: Resource;
			readonly listed: boolean;
			/** Reported after the server accepted an action on it, and the end of that action. */
			readonly settles?: boolean;
			/** So many changes of it came right before this one and were not read: more of them than any screen can show. */
			readonly skipped?: number;
	  }
	| {
			readonly type: 'removed';
			readonly source: string;
			readonly at: number;
			readonly key: ResourceKey;
			/** The final version, if the server reported one with the removal. */
			readonly resource?: Resource;
			readonly skipped?: number;
			/** Nothing happened to it: it is one of too many to be kept. It goes at once, and is not news. */
			readonly quiet?: true;
	  }
	/** A listing of these kinds in this scope is complete: rows of it that `keys` lacks are gone. `scopeGone`: so is the scope. */
	| {
			readonly type: 'listed';
			readonly source: string;
			readonly scope: string;
			readonly at: number;
			readonly kinds: readonly string[];
			readonly keys: ReadonlySet<ResourceKey>;
			readonly scopeGone?: true;
	  }
	/** What some rows of this scope use. Figures that are not renewed soon are no longer shown (`usageExpiresMs`). */
	| {
			readonly type: 'measured';
			readonly source: string;
			readonly scope: string;
			readonly at: number;
			readonly usages: ReadonlyMap<ResourceKey, Usage>;
			/** With these, all rows of these kinds were reported that can be measured. */
			readonly whole?: readonly string[];
	  }
	/** What the rows of these kinds use cannot be measured at the moment, for a reason that was not reported before. */
	| {
			readonly type: 'unmeasured';
			readonly source: string;
			readonly scope: string;
			readonly at: number;
			readonly kinds: readonly string[];
			/** For a person. */
			readonly message: string;
	  }
	/**
	 * How far the listings under way in this scope are: `total` objects by the server's count; 0 of 0 when they are over.
	 */
	| {
			readonly type: 'progress';
			readonly source: string;
			readonly scope: string;
			readonly at: number;
			readonly count: number;
			readonly total: number;
	  }
	/** Changes between `from` and `to` may have been missed; a listing made the rows true again. */
	| {
			readonly type: 'gap';
			readonly source: string;
			readonly scope: string;
			readonly at: number;
			readonly from: number;
			readonly to: number;
			/** Another scope reported the same incident before: news of this scope's rows only. */
			readonly again?: true;
	  }
	/** Something that the protocol does not allow: counted, shown on request. `lacking`: the kind that lacks rows for it. */
	| {
			readonly type: 'fault';
			readonly source: string;
			readonly at: number;
			readonly message: string;
			readonly lacking?: string;
	  }
	/** The server gave a sign of life without news. */
	| {readonly type: 'heartbeat'; readonly source: string; readonly at: number};

/** A running shell: bytes in, bytes out. */
export type Shell = {
	readonly write: (input: Uint8Array) => void;
	readonly resize: (columns: number, rows: number) => void;
	/** Resolves to its exit status when the shell has ended, null where none is known; rejects with the reason when it broke. */
	readonly ended: Promise<number | null>;
};

/**
 * One server. What all sources guarantee:
 *
 * - `watch` never ends or throws by itself; it resolves within a tick of the abort, with no handle left open.
 * - Events of one resource arrive in the server's order; nothing is promised across resources.
 * - `status` is `live` only when every scope is listed and its stream is open. After any gap: a `gap`,
 *   then a whole new listing with a `listed` for what vanished, then `live`.
 * - Bad input from the server becomes a `fault`, never a throw.
 * - Credentials occur in no event, error or URL.
 *
 * `act`, `form`, `object` and the streams throw the errors of `model/errors.ts`, which are made for people.
 */
export type Source = Explaining & {
	readonly name: string;
	/** Null until the server was asked. */
	readonly family: Family | null;
	/** Where it is, without credentials. */
	readonly url: string;
	readonly insecure: boolean;
	readonly watch: (emit: (event: SourceEvent) => void, signal: AbortSignal) => Promise<void>;
	/**
	 * The kinds now in view, by their singular names. A source always follows its main kinds; any other is listed and
	 * followed from the first time it is shown, with `listed` when that is complete.
	 */
	readonly show: (kinds: readonly string[]) => void;
	/**
	 * The kinds of which figures are in view now, by their singular names: others are not measured. `seldom`: those among
	 * them at which nobody looks at the moment, which are measured less often; as usual again once they are omitted.
	 */
	readonly measure?: (kinds: readonly string[], seldom?: readonly string[]) => void;
	/** Lists everything again, without cutting the stream. */
	readonly relist: () => void;
	/** The inputs that an action takes; [] for none. */
	readonly form: (resource: Resource, action: Action, signal: AbortSignal) => Promise<readonly Field[]>;
	readonly act: (request: ActionRequest, signal: AbortSignal) => Promise<ActionOutcome>;
	/** The whole object as the server has it now, secrets blanked. */
	readonly object: (resource: Resource, signal: AbortSignal) => Promise<Readonly<Record<string, unknown>>>;
	/**
	 * The address of a resource in the server's own web pages, without credentials; null where they have none for it.
	 * Throws `UsageError` where the server has no such pages.
	 */
	readonly webAddress?: (resource: Resource, signal: AbortSignal) => Promise<string | null>;
	readonly logs: (
		resource: Resource,
		options: LogOptions,
		emit: (event: LogEvent) => void,
		signal: AbortSignal,
	) => Promise<void>;
	/** Who is logged in; what that user may do only `withRights`, which can take megabytes. */
	readonly whoami?: (withRights: boolean, signal: AbortSignal) => Promise<Identity>;
	/** Commands about the server as a whole, as they are typed: by name, how each is used (`ping <host> [count]`). */
	readonly commands?: Readonly<Record<string, string>>;
	/** By a command's name, a regular expression of arguments that only read: these are never confirmed. */
	readonly harmless?: Readonly<Record<string, string>>;
	/** The same for arguments that change something without danger: everything else is dangerous. */
	readonly ordinary?: Readonly<Record<string, string>>;
	/** Runs such a line; throws `UsageError` if it cannot be parsed, else as `act`. */
	readonly command?: (line: string, signal: AbortSignal) => Promise<ActionOutcome>;
	/** Rows whose objects are shown as pages of their own, by the page's name; opening one changes nothing. */
	readonly pages?: Readonly<Record<string, Resource>>;
	/** Follows live figures; one that resolves without an abort has looked once, and looks again when it is called again. */
	readonly stats?: (
		resource: Resource,
		emit: (event: StatsEvent) => void,
		signal: AbortSignal,
	) => Promise<void>;
	/** Begins to edit the row's object as text; its secrets are in the text. */
	readonly edit?: (resource: Resource, signal: AbortSignal) => Promise<Editing>;
	/** The values of a row that holds secrets, as they are: for the screen alone, when somebody asks for them. */
	readonly secrets?: (resource: Resource, signal: AbortSignal) => Promise<Readonly<Record<string, string>>>;
	readonly shell?: (
		resource: Resource,
		size: {readonly columns: number; readonly rows: number},
		output: (bytes: Uint8Array) => void,
		signal: AbortSignal,
		session: ShellSession,
	) => Promise<Shell>;
	/** Connects to a port in a resource, of a workload in a pod of it that runs now. `output` gets bytes as they come. */
	readonly connectPort?: (
		resource: Resource,
		port: number,
		output: (bytes: Uint8Array) => void,
		signal: AbortSignal,
	) => Promise<PortConnection>;
};
