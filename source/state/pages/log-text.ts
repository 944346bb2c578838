import type {LogLine} from '../../model/log.js';
import {printable} from '../../model/printable.js';
import {withoutEnd} from '../../model/text-end.js';
import {isOtherDay, localTimeText} from '../text/time-text.js';

// Colours are dropped; every other escape sequence is shown as printable signs.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for escape sequences.
const colours = /\u001b\[[\d;:]*m/gu;

/** The text of a log line, harmless, without its colours. */
export const plainLogText = (text: string): string =>
	printable(withoutEnd(text.includes('\u001b') ? text.replace(colours, '') : text, '\r\n'));

/** A log line as it is saved: time, origin, text. Untrusted. */
export const savedLogText = ({stamp, origin, text}: LogLine): string =>
	(stamp === null ? '' : `${stamp} `) + (origin === null ? '' : `${origin} │ `) + text;

type Lines = {readonly first: number; readonly line: (number: number) => LogLine | undefined};

const maxWithoutStamp = 5;

/** Whether times show their date, because the oldest line is of another day. All or none do, so that they align. */
export const isDated = (lines: Lines, now: number): boolean => {
	for (let number = lines.first; number < lines.first + maxWithoutStamp; number++) {
		const at = Date.parse(lines.line(number)?.stamp ?? '');
		if (!Number.isNaN(at)) return isOtherDay(at, now);
	}

	return false;
};

/** Cells of the time before a line, with the blank after it. */
export const stampColumns = (dated: boolean): number => (dated ? 24 : 13);

/** The time of a line in the local time zone, to the millisecond. */
export const stampText = (stamp: string | null, dated: boolean): string => {
	const at = Date.parse(stamp ?? '');
	if (Number.isNaN(at)) return (stamp ?? '').slice(11, 23).padEnd(stampColumns(dated) - 1);
	return `${localTimeText(at, dated)}.${String(at % 1000).padStart(3, '0')}`;
};
