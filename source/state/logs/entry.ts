import type {Instant} from '../../model/instant.js';
import type {LogLine} from '../../model/log.js';
import {printable} from '../../model/printable.js';
import {type LogBlock, newBlock} from './block.js';
import type {Writer} from './writer.js';

/** What can happen to a log. */
export type LogNews =
	/** Its writer came or went, its writer has ended, or it cannot be read; its clock is wrong; somebody drew a mark. */
	| {readonly type: 'joined' | 'left' | 'ended' | 'broken' | 'clock' | 'mark'}
	/** It is read again after it could not be, or its writer runs again; `from`: since when it was not, epoch milliseconds. */
	| {readonly type: 'gap' | 'restarted'; readonly from: number}
	/** `count` lines could not be had; null: unknown how many. */
	| {readonly type: 'lost'; readonly count: number | null};

/** A line of a log view, at its place in time: what somebody wrote, or what happened to their log. */
export type LogEntry = {
	/** Whose it is; null for the whole view. */
	readonly writer: Writer | null;
	/** Its place. A line's own time, but never before an earlier line of the same writer. */
	readonly place: Instant;
} & (
	| {
			readonly type: 'line';
			readonly line: LogLine;
			/** By how much it came after its time, where it could no longer be put there, milliseconds; else 0. */
			readonly lateMs: number;
			/** Its text is shown as it was written. */
			readonly isPlain: boolean;
			/** What it belongs to: a stack trace to the line before it. */
			readonly block: LogBlock;
			/** The filter that it was tested with last (`LineIndex`). */
			tested: number;
			/** The search that it was tested with last; below 0 if it does not match. */
			searched: number;
			/** As it is laid out, once that was searched; null where it is shown as it was written. Undefined before that. */
			laidOut: string | null | undefined;
	  }
	| {
			readonly type: 'note';
			/** When it happened, by the clock of this machine, epoch milliseconds. */
			readonly at: number;
			readonly news: LogNews;
			readonly text: string;
			/** How many other writers it happened to as well, at about the same time; grows. */
			others: number;
			readonly level: 'info' | 'warning';
	  }
);

/** What somebody wrote. */
export type LineEntry = Extract<LogEntry, {type: 'line'}>;

/** What happened to a log. */
export type LogNote = Extract<LogEntry, {type: 'note'}>;

/** A line at its place in a log. */
export const lineEntry = (
	writer: Writer | null,
	place: Instant,
	line: LogLine,
	{lateMs = 0, block = newBlock(line.text)}: {lateMs?: number; block?: LogBlock} = {},
): LogEntry => ({
	type: 'line',
	writer,
	place,
	line,
	lateMs,
	isPlain: printable(line.text) === line.text,
	block,
	tested: 0,
	searched: 0,
	laidOut: undefined,
});

// With the objects around the text.
const lineBytes = 260;
const noteBytes = 160;

/** Memory of an entry in bytes, estimated at two bytes per UTF-16 unit. */
export const bytesOf = (entry: LogEntry): number =>
	2 * (entry.type === 'line' ? entry.line.text : entry.text).length +
	(entry.type === 'line' ? lineBytes : noteBytes);
