import type {Kind} from '../model/kind.js';
import type {OutputFormat} from '../model/output-format.js';
import type {Cell, Resource} from '../model/resource.js';
import {cellOrReference, referenceText} from '../state/rows/reference.js';
import type {Row, RowLookup} from '../state/rows/row.js';
import {csvLine} from './csv.js';
import {harmlessJson} from './json.js';
import {isoTime, type RowRecord, recordFields, rowRecord} from './record.js';
import type {SourceState} from './source-state.js';
import {yamlText} from './yaml.js';

/** The input of a snapshot. */
export type Snapshot = {
	readonly states: ReadonlyArray<Pick<SourceState, 'name' | 'family' | 'url' | 'status' | 'message'>>;
	readonly rows: readonly Row[];
	readonly kinds: ReadonlyMap<string, Kind>;
	readonly lookup: RowLookup;
	/** Whole objects by key, for `--raw`; null without. */
	readonly objects: ReadonlyMap<string, Readonly<Record<string, unknown>> | null> | null;
};

/** A row of a snapshot: the record of `--follow`, with further fields. */
type SnapshotRecord = RowRecord & {
	readonly created: string | null;
	/** The kind's own columns by title; references as names, times in ISO 8601. */
	readonly columns: Readonly<Record<string, Cell>>;
	readonly raw?: Readonly<Record<string, unknown>> | null;
};

const cellsOf = (
	{kind, cells, source}: Resource,
	{kinds, lookup}: Snapshot,
): Readonly<Record<string, Cell>> => {
	const types = new Map(kinds.get(kind)?.columns.map(({title, type}) => [title, type]));
	const recordCell = ([title, cell]: [string, Cell]): [string, Cell] => {
		const type = types.get(title);
		if (type === 'reference' && typeof cell === 'string') return [title, referenceText(cell, lookup)];
		// A column with one value is not among the kind's columns, but its cells are there.
		if (type === undefined && typeof cell === 'string') return [title, cellOrReference(cell, source, lookup)];
		return [title, type === 'time' && typeof cell === 'number' ? isoTime(cell) : cell];
	};
	return Object.fromEntries(Object.entries(cells).map(recordCell));
};

const recordOf = (row: Row, snapshot: Snapshot): SnapshotRecord => {
	const {objects} = snapshot;
	const {key, created} = row.resource;
	return {
		...rowRecord(row),
		created: isoTime(created),
		columns: {...cellsOf(row.resource, snapshot), ...row.figures?.cells},
		...(objects === null ? {} : {raw: objects.get(key) ?? null}),
	};
};

const sourceRecord = ({name, family, url, status, message}: Snapshot['states'][number]) => ({
	source: name,
	family,
	url,
	status,
	message,
});

const csvOf = (records: readonly SnapshotRecord[]): string => {
	const fields = [...recordFields, 'created'] as const;
	const titles = [...new Set(records.flatMap(({columns}) => Object.keys(columns)))];
	const lines = records.map(record =>
		csvLine([...fields.map(field => record[field]), ...titles.map(title => record.columns[title])]),
	);
	return csvLine([...fields, ...titles]) + lines.join('');
};

/** The snapshot in any format but `table`, with a line break at the end. */
export const snapshotText = (snapshot: Snapshot, format: Exclude<OutputFormat, 'table'>): string => {
	const rows = snapshot.rows.map(row => recordOf(row, snapshot));
	if (format === 'ndjson') return rows.map(row => `${harmlessJson(row)}\n`).join('');
	if (format === 'csv') return csvOf(rows);
	const whole = {sources: snapshot.states.map(sourceRecord), rows};
	return format === 'yaml' ? yamlText(whole) : `${harmlessJson(whole, '  ')}\n`;
};
