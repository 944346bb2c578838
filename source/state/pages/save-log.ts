import type {LogFormat} from '../../model/output-format.js';
import type {LogEntry} from '../logs/entry.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import type {State} from '../state.js';
import type {LogsView} from './views.js';

const formats: Readonly<Record<string, LogFormat>> = {log: 'text', txt: 'text', ndjson: 'ndjson'};

// After the name: only the lines that the filters of the view show.
const onlyShown = 'shown';

type Asked = {readonly name: string; readonly format: LogFormat | null; readonly isOnlyShown: boolean};

const askedIn = (text: string): Asked => {
	const [, name = '', word] = /^(.*?)(?:\s+(\S+))?$/s.exec(text.trim()) ?? [];
	const isOnlyShown = word === onlyShown;
	const whole = word === undefined || isOnlyShown ? name : text.trim();
	const [, ending = ''] = /[^/\\.]\.([a-z]+)$/i.exec(whole) ?? [];
	return {name: whole, format: formats[ending.toLowerCase()] ?? null, isOnlyShown};
};

/** Names of files that a log can be saved to, the usual one first. */
export const logFileNames = ({targets, index}: LogsView): readonly string[] => {
	const base = targets
		.map(target => target.name.replace(/[^\w.-]+/g, '-'))
		.slice(0, 3)
		.join('+');
	const names = [`${base}.log`, `${base}.ndjson`];
	return index.isAll ? names : names.flatMap(name => [name, `${name} ${onlyShown}`]);
};

/** What is wrong with the name of a file for a log, or null; an empty one stands for the usual name. */
export const logFileFault = (text: string): string | null =>
	text.trim() === '' || askedIn(text).format !== null
		? null
		: `expected a file name that ends in .log, .txt or .ndjson, and '${onlyShown}' after it for what the filters show`;

const entriesOf = ({buffer, index}: LogsView, isOnlyShown: boolean): readonly LogEntry[] => {
	const entries: LogEntry[] = [];
	const count = isOnlyShown ? index.count : buffer.size;
	for (let at = 0; at < count; at++) {
		const entry = buffer.entry(isOnlyShown ? (index.at(at) ?? 0) : buffer.first + at);
		if (entry) entries.push(entry);
	}

	return entries;
};

/** Saves the lines of a log as they are now, and how many older ones are lost. */
export const saveLog = (state: State, view: LogsView, typed: string): Next => {
	const {name, format, isOnlyShown} = askedIn(typed.trim() || (logFileNames(view)[0] ?? ''));
	if (format === null) return next(withNotice(state, 'warning', logFileFault(typed) ?? ''));
	const {members, buffer} = view;
	const entries = entriesOf(view, isOnlyShown);
	return next(state, {
		type: 'save-log',
		name,
		format,
		entries,
		several: members.hasSeveral,
		lost: buffer.lost,
	});
};
