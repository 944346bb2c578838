import type {Action} from '../model/action.js';
import type {Kind} from '../model/kind.js';
import type {LogOptions} from '../model/log.js';
import type {Family, Resource, ResourceKey} from '../model/resource.js';
import type {MissingKind, SourceStatus, Stats} from '../model/source.js';
import type {Confirm} from '../model/source-config.js';
import type {Dialog} from './actions/dialogs.js';
import type {Fault, ListView} from './connections/faults.js';
import type {Filter} from './filter/filter.js';
import type {GridIndex} from './grid/index.js';
import type {LogBuffer} from './pages/log-buffer.js';
import type {ChangeList} from './rows/changes.js';
import type {MergedKind} from './rows/kinds.js';
import type {Resources} from './rows/resources.js';
import type {Row} from './rows/row.js';

export type {Dialog} from './actions/dialogs.js';

/** What the person chose at the start; never changes. */
export type Settings = {
	readonly readOnly: boolean;
	/** What is shown is a recording. */
	readonly replay: boolean;
	/** A transition older than this is stuck. */
	readonly stuckAfterMs: number;
	/** What is asked about before it is done: as a rule, and on the sources that have a rule of their own. */
	readonly confirm: {readonly usual: Confirm; readonly bySource: ReadonlyMap<string, Confirm>};
	/** Key by command name, from the configuration file. */
	readonly keys: Readonly<Record<string, string>>;
	/** Saved views by name, from the configuration file. */
	readonly savedViews: Readonly<Record<string, SavedView>>;
};

/** A view from the configuration file or the command line, as typed. */
export type SavedView = {readonly kind: string; readonly filter: string; readonly sort: string};

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

export type Sort = {
	/** Title of a column. */
	readonly column: string;
	readonly descending: boolean;
};

/** The grid of one kind (or `all`), perhaps of the children of one row. */
export type GridView = {
	readonly type: 'grid';
	/** Unique in the program: column widths only grow while a view is open. */
	readonly id: number;
	/** Singular name of a kind, or `all`. */
	readonly kind: string;
	/** Shows only rows that name this one as a parent. */
	readonly within: Resource | null;
	/** With `all`: only these kinds. */
	readonly among: readonly string[] | null;
	readonly filter: Filter;
	readonly sort: Sort;
	/** Only rows in trouble: error, warning, stuck. */
	readonly trouble: boolean;
	/** What the cursor is on; null until a key was pressed: then it shows on the top row, whichever that is. */
	readonly cursor: ResourceKey | null;
	/** Where the cursor's row was last: what takes its place when it goes. */
	readonly cursorIndex: number;
	/** Index of the first row on the screen. */
	readonly top: number;
	/** How many of the kind's own columns are scrolled out to the left. */
	readonly left: number;
	/** The column picked with `<` and `>`, by title. */
	readonly column: string | null;
	readonly marks: ReadonlySet<ResourceKey>;
};

export type LogsView = {
	readonly type: 'logs';
	readonly id: number;
	readonly targets: readonly Resource[];
	readonly options: LogOptions;
	/** Bounded; what the bound lost is counted. Owned, changed in place, with a revision. */
	readonly buffer: LogBuffer;
	/** Null follows the end; else the number of the first line on the screen, counted from the first ever. */
	readonly frozenAt: number | null;
	/** How many lines there were when it was frozen. */
	readonly frozenTotal: number;
	readonly wrap: boolean;
	readonly times: boolean;
	/** Columns scrolled out to the left, without wrap. */
	readonly left: number;
	readonly search: string;
	/** Number of the line that `n` and `N` last went to. */
	readonly found: number | null;
	readonly status: 'connecting' | 'live' | 'stopped';
	readonly message: string | null;
	readonly retryAt: number | null;
};

/** Everything about one row: fields, timeline, object; or what an action on it was answered with. */
export type DescribeView = {
	readonly type: 'describe';
	readonly id: number;
	readonly resource: Resource;
	/** The row when the view was opened: what was last known of it once it is gone. */
	readonly row: Row | null;
	/** Title of the action whose answer `object` is; null where it is the resource's own object. */
	readonly answerTo: string | null;
	readonly mode: 'describe' | 'yaml';
	readonly object: Readonly<Record<string, unknown>> | null;
	readonly error: string | null;
	/** The links of the object are shown, too. */
	readonly unfolded: boolean;
	readonly top: number;
	readonly search: string;
};

/** What happened, newest last: of everything, or of one row. */
export type ChangesView = {
	readonly type: 'changes';
	readonly id: number;
	readonly of: Resource | null;
	/** Lines scrolled up from the newest; 0 follows. */
	readonly back: number;
};

export type SourcesView = {readonly type: 'sources'; readonly id: number; readonly cursor: number};
export type HelpView = {readonly type: 'help'; readonly id: number; readonly top: number};

export type StatsView = {
	readonly type: 'stats';
	readonly id: number;
	readonly resource: Resource;
	/** Newest last, bounded. */
	readonly samples: readonly Stats[];
	readonly error: string | null;
};

export type View = GridView | LogsView | DescribeView | ChangesView | StatsView | ListView;

/** The one line that is typed into. */
export type Prompt = {
	readonly mode: 'command' | 'filter' | 'search';
	readonly text: string;
	/** Position of the cursor in `text`, in UTF-16 units. */
	readonly caret: number;
	/** Completions of the word that is being typed. */
	readonly completions: readonly string[];
	/** What is wrong with the text so far. */
	readonly error: string | null;
	/** What leaving the prompt brings back: the filter that the view had, in the mode `filter`. */
	readonly before: Filter | null;
	/** How far back in the history of this mode `text` is from; 0 is what was typed, kept in `draft`. */
	readonly back: number;
	readonly draft: string;
};

/** What just happened, in the line at the bottom. */
export type Notice = {
	readonly level: 'info' | 'warning' | 'error';
	readonly text: string;
	readonly at: number;
};

/** Everything that the screen is a function of. Pure values, and four owners that hand out revisions. */
export type State = {
	readonly settings: Settings;
	/** The time that the last message told, epoch milliseconds. */
	readonly now: number;
	readonly size: {readonly columns: number; readonly rows: number};
	readonly resources: Resources;
	/** The sorted, filtered rows of the view that is shown. */
	readonly index: GridIndex;
	/** What happened to all rows, bounded. */
	readonly changes: ChangeList;
	readonly connections: ReadonlyMap<string, Connection>;
	/** The kinds of all sources, merged. */
	readonly kinds: readonly MergedKind[];
	/** The last one is shown; `Esc` goes back to the one before. Never empty. */
	readonly views: readonly View[];
	readonly prompt: Prompt | null;
	readonly dialog: Dialog | null;
	readonly notice: Notice | null;
	/** The terminal was given away: to the shell that rwatch runs in, or to one in a resource. */
	readonly suspended: boolean;
	/** The next id for a view or an action. */
	readonly nextId: number;
	/** What was typed into the prompts, newest last, bounded. */
	readonly history: Readonly<Record<Prompt['mode'], readonly string[]>>;
	/** The actions that the server has not answered yet, by their id. */
	readonly inFlight: ReadonlyMap<number, {readonly resource: Resource; readonly action: Action}>;
};
