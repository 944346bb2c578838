import type {OutputFormat} from '../model/output-format.js';
import type {Family, Resource} from '../model/resource.js';
import type {SourceEvent} from '../model/source.js';
import type {Filter} from '../state/filter/filter.js';
import type {Table} from './table.js';

/** One source of a report, as configured; `family` null until it is found out. */
export type ReportSource = {readonly name: string; readonly family: Family | null; readonly url: string};

/** What `once`, `follow` and `until` need. They open nothing: the caller pumps the sources' events into `tell`. */
export type ReportOptions = {
	readonly sources: readonly ReportSource[];
	/** As typed: any spelling of a kind, or `all`. */
	readonly kind: string;
	readonly filter: Filter;
	/** As typed and without faults: `since:desc`; null for the usual order of the kind. */
	readonly sort: string | null;
	readonly format: OutputFormat;
	/** Null waits for ever. */
	readonly timeoutMs: number | null;
	/** A transition older than this is stuck. */
	readonly stuckAfterMs: number;
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Tells every source which kinds to follow. */
	readonly show: (kinds: readonly string[]) => void;
	/** The program's standard output and standard error. */
	readonly stdout: NodeJS.WritableStream;
	readonly stderr: NodeJS.WritableStream;
};

/** `once` alone knows these. */
export type OnceOptions = ReportOptions & {
	/** For `--raw`: fetches the whole object; null without. */
	readonly object: ((resource: Resource) => Promise<Readonly<Record<string, unknown>>>) | null;
	/** Draws the table on a terminal; null when standard output is none. */
	readonly drawTable: ((table: Table) => Promise<void>) | null;
};

/** `until` alone knows this. */
export type UntilOptions = ReportOptions & {readonly until: Filter};

/** A report that is being made: give it every event; when `ended` resolves with the exit code, close the sources. */
export type Report = {
	readonly tell: (event: SourceEvent) => void;
	readonly ended: Promise<number>;
};
