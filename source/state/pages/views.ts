import type {
	Evidence,
	Finding,
	MachineReport,
	NotedEvent,
	RowName,
	Surroundings,
} from '../../model/explanation.js';
import type {JsonObject} from '../../model/json-object.js';
import type {LogOptions} from '../../model/log.js';
import type {Moment} from '../../model/moment.js';
import type {Resource} from '../../model/resource.js';
import type {Stats} from '../../model/source.js';
import type {Layout} from '../logs/layout.js';
import type {LineFilter} from '../logs/line-filter.js';
import type {LineIndex} from '../logs/line-index.js';
import type {LogBuffer} from '../logs/log-buffer.js';
import type {LogTaker} from '../logs/log-taker.js';
import type {Members} from '../logs/members.js';
import type {PageView} from '../page.js';
import type {Row} from '../rows/row.js';
import type {RowStore} from '../rows/row-store.js';

/** The followed logs of one or more rows. */
export type LogsView = {
	readonly type: 'logs';
	readonly id: number;
	readonly targets: readonly Resource[];
	readonly options: LogOptions;
	/** Names of the logs that are shown (`LogChoice`); null for all. */
	readonly chosen: readonly string[] | null;
	/** Bounded, with a count of what was lost. Changed in place, with a revision. */
	readonly buffer: LogBuffer;
	/** Which lines are shown. */
	readonly filter: LineFilter;
	/** The lines that are shown and that match the search. Changed in place with them and the buffer. */
	readonly index: LineIndex;
	/** Who writes to it. Changed in place. */
	readonly members: Members;
	/** Brings what they write into the buffer. */
	readonly taker: LogTaker;
	/** Null while the end is followed; else the number of the first line on the screen, counted from the first ever. */
	readonly frozenAt: number | null;
	/** Number of the first line that is new since it was frozen. */
	readonly frozenEnd: number;
	/** How many lines there had ever been when it was frozen: some that came since are not at the end. */
	readonly frozenTotal: number;
	readonly wrap: boolean;
	readonly times: boolean;
	readonly layout: Layout;
	/** Columns scrolled out to the left, without wrap. */
	readonly left: number;
	readonly search: string;
	/** Number of the line under the cursor; null while the end is followed. */
	readonly cursor: number | null;
	/** Number of the line at which a range begins that reaches to the cursor; null for none. */
	readonly range: number | null;
};

/** Everything about one row: fields, timeline, object; or the answer to an action on it. */
export type DescribeView = {
	readonly type: 'describe';
	readonly id: number;
	readonly resource: Resource;
	/** The row when the view was opened; shown once it is gone. */
	readonly row: Row | null;
	/** The title of the action that `object` answers; null if it is the resource's own object. */
	readonly answerTo: string | null;
	readonly mode: 'describe' | 'yaml';
	readonly object: Readonly<Record<string, unknown>> | null;
	readonly error: string | null;
	/** The links of the object are shown too. */
	readonly unfolded: boolean;
	readonly top: number;
	readonly search: string;
};

/** Live figures of one row. */
export type StatsView = {
	readonly type: 'stats';
	readonly id: number;
	readonly resource: Resource;
	/** Newest last, bounded. */
	readonly samples: readonly Stats[];
	readonly error: string | null;
	/** No more come by themselves. */
	readonly isOver: boolean;
};

/** One of the rows that an explanation is about, with what is known of it. */
export type ExplainedPart = {
	/** The row that this one is the same machine as; null for the row that is explained. */
	readonly sameAs: RowName | null;
	/** Its source is live: what its row says is so now. */
	readonly isLive: boolean;
	/** The rows that the findings go by. */
	readonly surroundings: Surroundings;
	/** All rows when they were looked at, and their revision: those of another time are others. */
	readonly from: RowStore;
	readonly revision: number;
	/** When they were looked at, epoch milliseconds. */
	readonly lookedAt: number;
	/** Null until they were looked for. */
	readonly findings: readonly Finding[] | null;
	/** What is known of machines among the row and those around it. */
	readonly machines: readonly MachineReport[];
	/** What servers noted of the rows that were asked about. */
	readonly events: readonly NotedEvent[];
	/** Why there are no findings, or not all. */
	readonly error: string | null;
	readonly evidence: readonly Evidence[];
	/** The rows as they were when their servers were last asked. */
	readonly asked: Surroundings;
	readonly isAsking: boolean;
	/** Why fewer answers came than were wanted. */
	readonly gatherError: string | null;
};

/** Why a row is unhealthy. */
export type ExplainView = PageView & {
	readonly page: 'explain' | 'bundle';
	readonly of: Resource;
	/** The row when this was opened; what was last known once it is gone. */
	readonly row: Row | null;
	/** The row, and what else is the same thing under another name. */
	readonly parts: readonly ExplainedPart[];
};

/** What a bundle is made of, besides an explanation: what was known when it was opened, and what was answered since. */
export type BundleMaterial = {
	/** The time that it shows, epoch milliseconds. */
	readonly at: number;
	readonly resource: Resource;
	/** Since when it is in its state, epoch milliseconds; null if unknown. */
	readonly since: number | null;
	/** When it was removed, epoch milliseconds; null if it is there. */
	readonly removedAt: number | null;
	/** Words for what was observed of it: `stuck`, `flapping`. */
	readonly conditions: readonly string[];
	/** What it went through, oldest first. */
	readonly moments: readonly Moment[];
	/** How many moments before these are no longer known. */
	readonly forgotten: number;
	/** Why its server can be asked nothing: the past is shown. Null where it can. */
	readonly refusal: string | null;
	readonly object: JsonObject | null;
	readonly objectError: string | null;
	/** The last lines of what blocks it; null until it is known whose. */
	readonly logs: LogsView | null;
};

/** The incident of a row, to be written to a file. */
export type BundleView = ExplainView & {
	readonly page: 'bundle';
	readonly material: BundleMaterial;
};
