import {type LookPart, printableParts} from '../../model/printable.js';
import {withoutEnd} from '../../model/text-end.js';
import {localTimeText} from '../text/time-text.js';
import type {LogEntry} from './entry.js';
import {type LaidOutPart, type Layout, laidOut} from './layout.js';
import {lateText, noteText} from './log-text.js';

/** How lines of a log are shown. */
export type Showing = {
	readonly times: boolean;
	/** Times have their date. */
	readonly dated: boolean;
	readonly layout: Layout;
	/** The dashes beside what happened; one cell wide. */
	readonly rule?: string;
};

/** A line as it is shown, without time and name: harmless, with the parts of it that have a look of their own. */
export type ShownEntry = {
	readonly text: string;
	readonly parts: ReadonlyArray<LookPart | LaidOutPart>;
	readonly isLaidOut: boolean;
};

const shifted = (
	{text, parts}: Pick<ShownEntry, 'text' | 'parts'>,
	front: string,
): Omit<ShownEntry, 'isLaidOut'> =>
	front === ''
		? {text, parts}
		: {
				text: front + text,
				parts: parts.map(part => ({
					...part,
					start: part.start + front.length,
					end: part.end + front.length,
				})),
			};

/**
 * An entry as it is shown: what happened stands between dashes, with its time, so that nobody takes it for a line of the
 * log.
 */
export const shownEntry = (entry: LogEntry, {times, dated, layout, rule = '-'}: Showing): ShownEntry => {
	if (entry.type === 'line') {
		const late = lateText(entry);
		const structured = laidOut(entry.line.text, layout, dated);
		if (structured) return {...shifted(structured, late), isLaidOut: true};
		return {...shifted(printableParts(withoutEnd(entry.line.text, '\r\n')), late), isLaidOut: false};
	}

	const dashes = rule.repeat(2);
	const time = times ? '' : `${localTimeText(entry.at, dated)} `;
	const {text} = printableParts(noteText(entry));
	return {text: `${dashes} ${time}${text} ${dashes}`, parts: [], isLaidOut: false};
};
