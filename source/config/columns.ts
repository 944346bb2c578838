import type {ExtraColumn, ExtraColumns} from '../model/extra-column.js';
import type {Kind} from '../model/kind.js';
import {nearest} from '../model/nearest.js';
import type {Faults} from './faults.js';
import type {ConfigFile} from './file.js';
import type {ColumnEntries} from './schema.js';

/** What columns are judged by. */
export type ColumnJudges = {
	/** The kinds that servers have of their own. */
	readonly kinds: readonly Kind[];
	/** Whether a text is a JSONPath that can be read. */
	readonly isPath: (text: string) => boolean;
};

type Entry = NonNullable<ColumnEntries[string][number]>;

// Every row has these, whatever its kind.
const taken: ReadonlySet<string> = new Set([
	'SOURCE',
	'KIND',
	'NAME',
	'STATE',
	'SINCE',
	'AGE',
	'MESSAGE',
	'HEALTH',
]);

const columnOf = ({title, label, path}: Entry, isPath: ColumnJudges['isPath']): ExtraColumn | string => {
	const upper = title.toUpperCase();
	if (taken.has(upper)) return `every row has a column ${upper} already; expected another title`;
	if (path !== undefined && label !== undefined) return 'expected either label or path, found both';
	if (label !== undefined) return {title: upper, from: {label}};
	if (path === undefined) return 'expected label or path besides title';
	return isPath(path)
		? {title: upper, from: {path}}
		: `'${path}' is not a path; expected one such as '{.status.qosClass}'`;
};

const wordsOf = ({name, plural, aliases}: Kind): readonly string[] =>
	[name, plural, ...aliases].map(word => word.toLowerCase());

/** The columns that the file adds to kinds; what is wrong with one goes to `faults`, what may be to `warn`. */
export const columnsOf = async (
	{content, place}: ConfigFile,
	judges: () => Promise<ColumnJudges>,
	faults: Faults,
	warn: (line: string) => void,
): Promise<ExtraColumns> => {
	const columns = new Map<string, readonly ExtraColumn[]>();
	const entries = Object.entries(content.columns ?? {});
	if (entries.length === 0) return columns;
	const {kinds, isPath} = await judges();
	for (const [word, list] of entries) {
		const typed = word.toLowerCase();
		const kind =
			kinds.find(({name}) => name.toLowerCase() === typed) ?? kinds.find(one => wordsOf(one).includes(typed));
		const near = kind ? null : nearest(typed, kinds.flatMap(wordsOf));
		if (near !== null)
			faults.add(`${place('columns', word)}: there is no kind '${word}' (did you mean '${near}'?)`);
		else if (!kind)
			warn(
				`${place('columns', word)}: no server has a kind '${word}' of its own; it may be a custom resource`,
			);
		const name = kind?.name ?? typed;
		const own = new Map((columns.get(name) ?? []).map(column => [column.title, column]));
		for (const [index, entry] of list.entries()) {
			if (entry === undefined) continue;
			const column = columnOf(entry, isPath);
			const at = place('columns', word, String(index));
			if (typeof column === 'string') faults.add(`${at}: ${column}`);
			else if (own.has(column.title))
				faults.add(`${at}: a second column ${column.title}; expected another title`);
			else own.set(column.title, column);
		}

		columns.set(name, [...own.values()]);
	}

	return columns;
};
