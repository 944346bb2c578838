import type {LogLine} from '../../model/log.js';
import {printable} from '../../model/printable.js';
import {withoutEnd} from '../../model/text-end.js';
import {isOtherDay, localTimeText} from '../text/time-text.js';

// Programs colour their logs; the colours are dropped, every other sequence is shown as signs.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for escape sequences.
const colours = /\u001b\[[\d;:]*m/gu;

/** The text of a log line, harmless, without its colours. */
export const plainLogText = (text: string): string =>
	printable(withoutEnd(text.includes('\u001b') ? text.replace(colours, '') : text, '\r\n'));

/** A log line as it is saved: time, origin, text. Untrusted. */
export const savedLogText = ({stamp, origin, text}: LogLine): string =>
	(stamp === null ? '' : `${stamp} `) + (origin === null ? '' : `${origin} │ `) + text;

type Lines = {readonly first: number; readonly line: (number: number) => LogLine | undefined};

const mostWithoutStamp = 5;

/** Whether times stand with their date: the oldest line is of another day. Then all of them do, so that they align. */
export const isDated = (lines: Lines, now: number): boolean => {
	for (let number = lines.first; number < lines.first + mostWithoutStamp; number++) {
		const at = Date.parse(lines.line(number)?.stamp ?? '');
		if (!Number.isNaN(at)) return isOtherDay(at, now);
	}

	return false;
};

/** Cells that the time before a line takes, and the blank after it. */
export const stampColumns = (dated: boolean): number => (dated ? 24 : 13);

/** When a line was written, by the clock of this machine, in milliseconds: more says little while one watches. */
export const stampText = (stamp: string | null, dated: boolean): string => {
	const at = Date.parse(stamp ?? '');
	if (Number.isNaN(at)) return (stamp ?? '').slice(11, 23).padEnd(stampColumns(dated) - 1);
	return `${localTimeText(at, dated)}.${String(at % 1000).padStart(3, '0')}`;
};
