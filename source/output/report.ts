import type {Alert} from '../model/alert.js';
import type {Kind} from '../model/kind.js';
import type {SameHost} from '../model/machine.js';
import type {OutputFormat} from '../model/output-format.js';
import type {Family, Resource} from '../model/resource.js';
import type {SourceEvent} from '../model/source.js';
import type {Filter} from '../state/filter/filter.js';
import type {RowLookup} from '../state/rows/row.js';
import type {Fired} from '../state/watching/alerts.js';
import type {Table} from './table.js';

/** One source of a report, as configured; `family` null until it is detected. */
export type ReportSource = {readonly name: string; readonly family: Family | null; readonly url: string};

/** The input of `once`, `follow` and `until`. They open nothing: the caller passes the sources' events to `emit`. */
export type ReportOptions = {
	readonly sources: readonly ReportSource[];
	readonly kind: string;
	readonly filter: Filter;
	/** As typed and checked: `since:desc`; null for the default order of the kind. */
	readonly sort: string | null;
	readonly format: OutputFormat;
	/** Null to wait for ever. */
	readonly timeoutMs: number | null;
	/** A transition older than this is stuck. */
	readonly stuckAfterMs: number;
	/** Machines that names and addresses do not show to be the same; none if omitted. */
	readonly sameHosts?: readonly SameHost[];
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Makes every source follow these kinds. */
	readonly show: (kinds: readonly string[]) => void;
	/** Has every source measure these kinds; nothing is measured if omitted. */
	readonly measure?: (kinds: readonly string[]) => void;
	/** The program's standard output and standard error. */
	readonly stdout: NodeJS.WritableStream;
	readonly stderr: NodeJS.WritableStream;
};

/** For `once` only. */
export type OnceOptions = ReportOptions & {
	/** For `--raw`: fetches the whole object; null without. */
	readonly object: ((resource: Resource) => Promise<Readonly<Record<string, unknown>>>) | null;
	/** Draws the table on a terminal; null if standard output is not one. */
	readonly drawTable: ((table: Table) => Promise<void>) | null;
};

/** For `follow` only. */
export type FollowOptions = ReportOptions & {
	/** The alerts to run; none if omitted. */
	readonly alerts?: readonly Alert[];
	/** Runs the programs of an alert, at most one alert a second; `more`: set off meanwhile and not delivered. */
	readonly runAlert?: (fired: Fired, more: number, place: AlertPlace) => void;
};

/** Where the row of an alert is found. */
type AlertPlace = {readonly kinds: readonly Kind[]; readonly lookup: RowLookup};

/** For `until` only. */
export type UntilOptions = ReportOptions & {readonly until: Filter};

/** A running report: pass it every event; when `ended` resolves with the exit code, close the sources. */
export type Report = {
	readonly emit: (event: SourceEvent) => void;
	readonly ended: Promise<number>;
	/** Prints what is held back; call it when the run is interrupted. */
	readonly close?: () => void;
};
