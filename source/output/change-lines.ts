import type {OutputFormat} from '../model/output-format.js';
import {printable} from '../model/printable.js';
import {csvLine} from './csv.js';
import {harmlessJson} from './json.js';
import {type ChangeRecord, recordFields} from './record.js';
import {yamlText} from './yaml.js';

const csvColumns = ['type', 'time', ...recordFields, 'status', 'from', 'to'] as const;

const csvOf =
	(columns: readonly string[]) =>
	(change: ChangeRecord): string => {
		const cells: Readonly<Record<string, unknown>> = change;
		return csvLine(columns.map(column => cells[column]));
	};

const wordsOf = (change: ChangeRecord): readonly (string | null)[] => {
	if (change.type === 'gap') return ['', `may have missed changes from ${change.from} to ${change.to}`];
	if (change.type === 'status') return ['', change.status, change.message];
	const row = [change.kind.padEnd(10), change.name.padEnd(32), change.state, change.message];
	return change.type === 'alert' ? [...row, `(alert ${change.when})`] : row;
};

const textOf = (change: ChangeRecord): string => {
	const words = [change.time, change.type.padEnd(7), change.source.padEnd(12), ...wordsOf(change)];
	return `${printable(words.filter(word => word !== null && word !== '').join('  ')).trimEnd()}\n`;
};

/** How changes are printed: the header, and the text of each with its line break. */
type ChangeFormat = {readonly head: string; readonly line: (change: ChangeRecord) => string};

/**
 * The format of changes, among which there may be alerts. JSON is one object per line here too, because a list would never
 * end.
 */
export const changeFormat = (format: OutputFormat, withAlerts = false): ChangeFormat => {
	const columns = withAlerts ? [...csvColumns, 'when'] : csvColumns;
	if (format === 'csv') return {head: csvLine(columns), line: csvOf(columns)};
	if (format === 'table') return {head: '', line: textOf};
	if (format === 'yaml') return {head: '', line: change => `---\n${yamlText(change)}`};
	return {head: '', line: change => `${harmlessJson(change)}\n`};
};
