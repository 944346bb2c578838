import type {Action} from '../model/action.js';
import type {Alert} from '../model/alert.js';
import type {GuardRule} from '../model/guard-rule.js';
import type {SameHost} from '../model/machine.js';
import type {Plugin} from '../model/plugin.js';
import type {Reach} from '../model/recording.js';
import type {Resource} from '../model/resource.js';
import type {SavedView} from '../model/saved-view.js';
import type {ConfirmRules} from '../model/source-config.js';
import type {ThemeName} from '../model/theme-name.js';
import type {Thresholds} from '../model/thresholds.js';
import type {Dialog} from './actions/dialogs.js';
import type {Absences} from './away/absences.js';
import type {AwayReport} from './away/report.js';
import type {Connection} from './connections/connection.js';
import type {Place} from './filter/pattern.js';
import type {Forward} from './forward.js';
import type {GridView} from './grid/grid-view.js';
import type {RowIndex} from './grid/row-index.js';
import type {Journal} from './journal/journal.js';
import type {CommandOf, StepsOf} from './keys/binding.js';
import type {Keymap, Keys} from './keys/keymap.js';
import type {PageOf, PageView} from './page.js';
import type {BundleView, DescribeView, ExplainView, LogsView, StatsView} from './pages/views.js';
import type {Tape} from './past/tape.js';
import type {World} from './past/world.js';
import type {Remembered} from './remembered/documents.js';
import type {ChangeList} from './rows/changes.js';
import type {MergedKind} from './rows/kinds.js';
import type {RowStore} from './rows/row-store.js';
import type {Scope} from './scope/scope.js';
import type {Visits} from './visits/visit.js';
import type {Watching} from './watching/watching.js';

/** Options from the command line and configuration; they never change. */
export type Settings = {
	/** That of the program; omitted where none matters. */
	readonly version?: string;
	readonly readOnly: boolean;
	/** What is shown is a recording. */
	readonly replay: boolean;
	/** How much the time machine keeps, bytes; 0 for nothing. */
	readonly recorderBytes: number;
	/** A transition older than this is stuck. */
	readonly stuckAfterMs: number;
	/** From when on figures stand out. */
	readonly thresholds: Thresholds;
	/** How long transitions take is remembered for later runs: they are those of real servers. */
	readonly learns?: boolean;
	/** Nothing of earlier runs counts. */
	readonly fresh?: boolean;
	/** Machines that names and addresses do not show to be the same; none if omitted. */
	readonly sameHosts?: readonly SameHost[];
	/** Which actions ask first: in general, and for sources that differ. */
	readonly confirm: ConfirmRules;
	/** What may be done where. */
	readonly guard: readonly GuardRule[];
	readonly alerts: readonly Alert[];
	readonly keys: Keys;
	/** The wheel and clicks are taken. */
	readonly mouse: boolean;
	/** Web pages can be opened on a display. */
	readonly hasDisplay: boolean;
	readonly plugins: readonly Plugin[];
	/** What words typed after `:` stand for, by those. */
	readonly aliases: Readonly<Record<string, string>>;
	/** Saved views by name, from the configuration file. */
	readonly savedViews: Readonly<Record<string, SavedView>>;
};

/** What fills the screen between title and bottom line. */
export type View = GridView | LogsView | DescribeView | StatsView | PageView | ExplainView | BundleView;

/** One kind of view: see `PageOf`. */
export type Page<Shown extends View = View> = PageOf<State, Shown>;

/** A command: see `CommandOf`. */
export type Command = CommandOf<State>;

/** What commands do in one view or dialog. */
export type Steps = StepsOf<State>;

/** The input line. */
export type Prompt = {
	readonly mode: 'command' | 'filter' | 'search' | 'keep' | 'hide' | 'field' | 'scope' | 'save' | 'condition';
	readonly text: string;
	/** Position of the cursor in `text`, in UTF-16 units. */
	readonly caret: number;
	/** Completions of the word that is being typed. */
	readonly completions: readonly string[];
	/** What is wrong with the text so far. */
	readonly error: string | null;
	/** Where that is, as far as one place can be named. */
	readonly errorAt: Place | null;
	/** It was to be accepted with this error; over with the next change of the text. */
	readonly isRefused: boolean;
	/** In the mode `filter`: the grid as it was, to restore its filter and its place on Escape. */
	readonly before: GridView | null;
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

/** What is shown of now, while the past is shown. */
export type Present = World & Pick<State, 'index' | 'views' | 'scope' | 'recentScopes' | 'visits'>;

/** The past is shown: rows, connections and time of the state are those of then. */
export type Past = {
	/** Goes on being fed. */
	readonly present: Present;
	readonly reach: Reach;
	/** It is a recording in a file, which is played; null for what this run recorded. */
	readonly player: Player | null;
};

/** How a recording is played. */
export type Player = {
	readonly isPlaying: boolean;
	/** So many times as fast as it was recorded. */
	readonly speed: number;
	/** Its end is shown. */
	readonly isOver: boolean;
};

/** The screen is a function of this. Immutable values, and eight stores that change in place and count revisions. */
export type State = {
	readonly settings: Settings;
	/** All kinds of views, by name. */
	readonly pages: ReadonlyMap<string, Page>;
	readonly keymap: Keymap<State>;
	/** The time of the last message, epoch milliseconds. */
	readonly now: number;
	readonly size: {readonly columns: number; readonly rows: number};
	/** The theme that was chosen on screen; null for the one of the start. */
	readonly theme: ThemeName | null;
	readonly resources: RowStore;
	/** The sorted, filtered rows of the current grid. */
	readonly index: RowIndex;
	/** What happened to all rows, bounded. */
	readonly changes: ChangeList;
	/** What the recorder is to take next. */
	readonly tape: Tape;
	/** Null while now is shown. */
	readonly past: Past | null;
	readonly connections: ReadonlyMap<string, Connection>;
	/** The kinds of all sources, merged. */
	readonly kinds: readonly MergedKind[];
	/** What all grids are limited to; null for everything. */
	readonly scope: Scope | null;
	/** Those that were used, at most nine; the newest came in at the front. */
	readonly recentScopes: readonly Scope[];
	/** The last one is shown; `Esc` goes back to the one before. Never empty. */
	readonly views: readonly View[];
	readonly prompt: Prompt | null;
	readonly dialog: Dialog | null;
	/** Questions about edited objects that came while something else was open. */
	readonly reviews: readonly Extract<Dialog, {readonly type: 'review'}>[];
	readonly notice: Notice | null;
	/** Another program has the terminal: the shell that rwatch runs in, or one in a resource. */
	readonly suspended: boolean;
	/** The next id for a view or an action. */
	readonly nextId: number;
	/** What was typed into the prompts, newest last, bounded. */
	readonly history: Readonly<Record<Prompt['mode'], readonly string[]>>;
	/** The views that can be returned to. */
	readonly visits: Visits;
	readonly remembered: Remembered;
	/** What was sent to change something, in this run and others. */
	readonly journal: Journal;
	/** When nobody looked. */
	readonly absences: Absences;
	/** What happened when nobody looked for the last time. */
	readonly away: AwayReport | null;
	/** What is waited for, and what was answered. */
	readonly watching: Watching;
	/** The revision of `watching` that is shown. */
	readonly watchingRevision: number;
	/** The kinds that sources were last asked to follow, and to measure. */
	readonly asked: {
		readonly shown: readonly string[];
		readonly measured: readonly string[];
		/** Those at which nobody looks. */
		readonly seldom: readonly string[];
	};
	/** The ports that are, or were, forwarded, by the id of the action that began each; oldest first. */
	readonly forwards: ReadonlyMap<number, Forward>;
	/** The actions that the server has not answered yet, by their id. */
	readonly inFlight: ReadonlyMap<number, {readonly resource: Resource; readonly action: Action}>;
};
