import {countText} from '../model/count-text.js';
import {longestTimerMs} from '../model/longest-timer.js';
import type {LogFormat} from '../model/output-format.js';
import {noFilter, parseFilter} from '../state/filter/filter.js';
import type {LogEntry} from '../state/logs/entry.js';
import {logRowsOf} from '../state/logs/log-rows.js';
import {type Members, maxFollowed} from '../state/logs/members.js';
import {isDone} from './listed.js';
import {lostRecord, lostText, printedEntry} from './log-format.js';
import {LogReader, type ReadLog} from './log-reader.js';
import {usualTimeoutMs} from './once.js';
import {pipeTo} from './pipe.js';
import type {Report, ReportOptions} from './report.js';
import {Selection} from './selection.js';
import {exitCodeOf, troubleOf} from './source-state.js';
import {SourceStates} from './source-states.js';
import {hasLog, type WantedLogs, wantedLogs} from './wanted-logs.js';
import {warn} from './warn.js';

/** The input of `logs`. */
export type LogsOptions = Omit<ReportOptions, 'filter' | 'sort' | 'format'> & {
	/** Name, id or filter of the rows, as typed. */
	readonly rows: string;
	readonly format: LogFormat;
	/** Until interrupted; else what there is by now. */
	readonly follow: boolean;
	readonly sinceSeconds: number | null;
	readonly read: ReadLog;
};

/** Prints entries to standard output, and in the format `text` what happened to standard error. */
const printerOf = ({format, stderr}: LogsOptions, write: (text: string) => void) => {
	let columns = 0;
	return (entry: LogEntry, {width, hasSeveral}: Members): void => {
		columns = Math.max(columns, width);
		const {to, text} = printedEntry(entry, format, {several: hasSeveral, columns});
		if (to === 'stdout') write(text);
		else stderr.write(text);
	};
};

type Meant = {readonly wanted: WantedLogs} | {readonly fault: string; readonly exitCode: 1 | 2};

/** Which rows are meant, if any of them has a log. */
const meantBy = (typed: string, selection: Selection, filter: ReturnType<typeof parseFilter>): Meant => {
	const isFilter = !('error' in filter);
	const wanted = wantedLogs(typed, selection, isFilter);
	if (wanted?.rows.some(hasLog)) return {wanted};
	const {kindFault} = selection;
	if (kindFault !== null) return {fault: kindFault, exitCode: 2};
	if (!isFilter)
		return {fault: `nothing is called '${typed}', and as a filter: ${filter.error}`, exitCode: 2};
	const [row, ...others] = wanted?.rows ?? [];
	if (row === undefined) return {fault: `nothing is called or matches '${typed}'`, exitCode: 1};
	const {kind, name} = row.resource;
	const fault =
		others.length === 0
			? `${kind} ${name} has no log`
			: `none of the ${others.length + 1} rows that match '${typed}' has a log`;
	return {fault, exitCode: 1};
};

/**
 * `rwatch logs`: prints the logs of the rows that are meant, once every source has listed them, or at the time limit. Ends
 * with 0 when everything is read or the reader closed the pipe, 1 if nothing is meant or a log could not be read, 2 if it
 * is neither a name nor a filter, 3 and 4 as `once`.
 */
export const logs = (options: LogsOptions): Report => {
	const {rows: typed, stdout, stderr, follow} = options;
	const filter = parseFilter(typed);
	const known = 'error' in filter ? noFilter : filter;
	const selection = new Selection({...options, filter: known, sort: null, format: 'ndjson'});
	const states = new SourceStates(options.sources);
	const pipe = pipeTo(stdout);
	const print = printerOf(options, pipe.write);
	let reader: LogReader | null = null;
	let settle: () => void = () => undefined;
	const settled = new Promise<void>(resolve => {
		settle = resolve;
	});
	const limitMs = options.timeoutMs ?? usualTimeoutMs;
	const timer = setTimeout(settle, Math.min(limitMs, longestTimerMs));

	const run = async (): Promise<number> => {
		await settled;
		clearTimeout(timer);
		const all = states.all;
		const kind = selection.kindName ?? 'all';
		for (const line of all.flatMap(state => troubleOf(state, kind, limitMs))) warn(stderr, line);
		const listing = exitCodeOf(all, kind);
		const meant = meantBy(typed, selection, filter);
		if ('fault' in meant) {
			warn(stderr, meant.fault);
			return listing === 0 ? meant.exitCode : listing;
		}

		const {rows, includes} = meant.wanted;
		reader = new LogReader({
			...options,
			targets: rows.filter(hasLog).map(({resource}) => resource),
			includes: row => hasLog(row) && includes(row),
			rows: logRowsOf(selection.resources, selection.kindOf),
			print,
			lost: count =>
				options.format === 'text' ? warn(stderr, lostText(count)) : pipe.write(lostRecord(count)),
		});
		const read = reader.open();
		const {waiting} = reader.members;
		if (waiting > 0)
			warn(
				stderr,
				`${countText(waiting, 'more log')} not followed: at most ${maxFollowed} are followed at once`,
			);
		// Who comes later is followed too: that ends only when it is interrupted.
		await (follow ? new Promise<never>(() => undefined) : read);
		reader.close();
		await pipe.flush();
		return listing === 0 && reader.hasBroken ? 1 : listing;
	};

	return {
		emit(event) {
			states.take(event);
			if (event.type === 'kinds') selection.takeKinds(event);
			else {
				const changes = selection.resources.apply(event);
				reader?.observe(changes);
			}

			if (event.type !== 'status' && event.type !== 'listed' && event.type !== 'kinds') return;
			if (states.all.every(state => isDone(state, selection))) settle();
		},
		ended: Promise.race([run(), pipe.closed.then(() => 0)]).finally(() => {
			clearTimeout(timer);
			reader?.close();
		}),
		close: () => reader?.close(),
	};
};
