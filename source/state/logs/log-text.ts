import {numberText} from '../../model/count-text.js';
import {type Instant, instantText} from '../../model/instant.js';
import {printable, withoutColours} from '../../model/printable.js';
import {withoutEnd} from '../../model/text-end.js';
import {durationText, isOtherDay, localTimeText} from '../text/time-text.js';
import type {LineEntry, LogEntry, LogNote} from './entry.js';

/** The text of a log line, harmless, without its colours. */
export const plainLogText = (text: string): string => printable(withoutColours(withoutEnd(text, '\r\n')));

/** The text of an entry as it is shown, without time and name. */
export const plainText = (entry: LogEntry): string => {
	if (entry.type === 'note') return plainLogText(noteText(entry));
	return entry.isPlain ? entry.line.text : plainLogText(entry.line.text);
};

/** The text of what happened to a log, and to others at the same time. Untrusted. */
export const noteText = ({text, others}: LogNote): string =>
	others === 0 ? text : `${text} (and ${numberText(others)} more)`;

/** When an entry was written, or happened; null for a line without a time. */
export const timeOf = (entry: LogEntry): Instant | null =>
	entry.type === 'line' ? entry.line.time : {at: entry.at, nanos: 0};

/** What stands before a line that came too late. */
export const lateText = ({lateMs}: LineEntry): string =>
	lateMs === 0 ? '' : `(${durationText(lateMs)} late) `;

/** A line as it is shown, without time and name: what came too late is marked. */
export const shownLine = (entry: LineEntry): string => lateText(entry) + plainText(entry);

/** An entry as it is saved: time in UTC, name, text. Untrusted. */
export const savedText = (entry: LogEntry, name: string | null): string => {
	const time = timeOf(entry);
	const text = entry.type === 'line' ? entry.line.text : `── ${noteText(entry)}`;
	return (time === null ? '' : `${instantText(time)} `) + (name === null ? '' : `${name} │ `) + text;
};

type Entries = {readonly first: number; readonly entry: (number: number) => LogEntry | undefined};

const maxWithoutTime = 5;

/** Whether times show their date, because the oldest entry is of another day. All or none do, so that they align. */
export const isDated = (entries: Entries, now: number): boolean => {
	for (let number = entries.first; number < entries.first + maxWithoutTime; number++) {
		const entry = entries.entry(number);
		const time = entry ? timeOf(entry) : null;
		if (time) return isOtherDay(time.at, now);
	}

	return false;
};

/** Cells of the time before a line, with the blank after it. */
export const timeColumns = (dated: boolean): number => (dated ? 24 : 13);

/** The time of an entry in the local time zone, to the millisecond. */
export const timeText = (time: Instant | null, dated: boolean): string =>
	time === null
		? ' '.repeat(timeColumns(dated) - 1)
		: `${localTimeText(time.at, dated)}.${String(((time.at % 1000) + 1000) % 1000).padStart(3, '0')}`;
