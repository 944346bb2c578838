import {instantText} from '../../model/instant.js';
import {jsonText} from '../../model/json.js';
import {printable, withoutColours} from '../../model/printable.js';
import {copyLines} from '../copy.js';
import {levelIn} from '../logs/block.js';
import type {LogEntry} from '../logs/entry.js';
import {savedText, timeOf} from '../logs/log-text.js';
import {nameOf} from '../logs/names.js';
import {structureOf} from '../logs/structure.js';
import {next} from '../next.js';
import type {PageView} from '../page.js';
import type {Command, Page, State} from '../state.js';
import {onPage, onView, pushView} from '../view-stack.js';
import {withoutCursor} from './log-scroll.js';
import {field, head, plain, type TextLine, yaml} from './text-line.js';
import type {LogsView} from './views.js';

const name = 'line';

// Others write between the lines of a trace.
const maxApart = 2000;

/** The lines that belong together with one of them, in their order. */
const togetherWith = ({buffer}: LogsView, number: number): readonly LogEntry[] => {
	const entry = buffer.entry(number);
	if (entry?.type !== 'line') return entry ? [entry] : [];
	const found: LogEntry[] = [];
	for (let at = Math.max(buffer.first, number - maxApart); at < number + maxApart; at++) {
		const other = buffer.entry(at);
		if (other?.type === 'line' && other.block === entry.block) found.push(other);
	}

	return found;
};

const jsonLines = (value: unknown): readonly TextLine[] =>
	(jsonText(value, '  ') ?? '').split('\n').map(line => {
		const [, key, rest] = /^(\s*"[^"\\]*(?:\\.[^"\\]*)*":) (.*)$/s.exec(line) ?? [];
		return key === undefined ? plain(line) : yaml(key, rest ?? '');
	});

const textLines = (text: string): readonly TextLine[] => {
	const structure = structureOf(text);
	if (structure === null) return [plain(text)];
	return structure.format === 'json'
		? jsonLines(structure.all)
		: Object.entries(structure.all).map(([label, value]) => field(label, String(value)));
};

const linesOf = (view: LogsView, entries: readonly LogEntry[]): readonly TextLine[] => {
	const [first] = entries;
	if (!first) return [];
	const time = timeOf(first);
	const writer = nameOf(first, view.members.hasSeveral) ?? first.writer?.label ?? null;
	const level = first.type === 'line' ? levelIn(first.block) : null;
	return [
		...(time === null ? [] : [field('time', instantText(time))]),
		...(writer === null ? [] : [field('from', writer)]),
		...(first.type === 'line' && first.line.stream !== 'combined'
			? [field('stream', first.line.stream)]
			: []),
		...(level === null ? [] : [field('level', level)]),
		head(entries.length > 1 ? `${entries.length} lines` : 'Line'),
		...entries.flatMap(entry => textLines(wholeText(entry))),
	];
};

const wholeText = (entry: LogEntry): string =>
	entry.type === 'line' ? withoutColours(entry.line.text).trimEnd() : savedText(entry, null);

// Tabs are harmless, and somebody may want them.
const copiedText = (entry: LogEntry): string => wholeText(entry).split('\t').map(printable).join('\t');

/** Opens the line under the cursor, with what belongs to it. */
const open = onView('logs', (state, view) => {
	if (view.cursor === null || view.index.count === 0) return next(withoutCursor(state));
	const entries = togetherWith(view, view.cursor);
	const lines = linesOf(view, entries);
	const of = entries[0]?.writer?.resource ?? null;
	const whole = entries.map(copiedText).join('\n');
	return pushView(state, id => ({type: 'page', id, page: name, of, place: 0, lines, whole}));
});

/** The command of logs that opens a line. */
export const wholeLineCommand: Command = {
	command: 'whole-line',
	keys: 'enter',
	title: 'frozen: the whole line, with its stack trace',
	group: 'logs',
	on: ['logs'],
	run: open,
};

/** A line of a log in full, laid out where it is JSON or logfmt. */
export const logLinePage: Page<PageView> = {
	name,
	isOfRow: true,
	text: (_state: State, {lines = []}) => lines,
	commands: [
		{
			command: 'copy-line',
			keys: 'Y',
			title: 'copy the line as it was written',
			group: 'logs',
			footer: true,
			on: [name],
			run: onPage(name, (state, {whole = ''}) => copyLines(state, whole.split('\n'))),
		},
	],
};
