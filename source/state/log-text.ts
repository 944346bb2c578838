import type {LogLine} from '../model/log.ts';
import {printable} from '../model/printable.ts';
import {withoutEnd} from '../model/text-end.ts';

// Programs colour their logs; the colours are dropped, every other sequence is shown as signs.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for escape sequences.
const colours = /\u001b\[[\d;:]*m/gu;

/** The text of a log line, harmless, without its colours. */
export const plainLogText = (text: string): string =>
	printable(withoutEnd(text.includes('\u001b') ? text.replace(colours, '') : text, '\r\n'));

/** A log line as it is saved: time, origin, text. Untrusted. */
export const savedLogText = ({stamp, origin, text}: LogLine): string =>
	(stamp === null ? '' : `${stamp} `) + (origin === null ? '' : `${origin} │ `) + text;
