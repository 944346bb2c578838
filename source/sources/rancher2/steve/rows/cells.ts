import type {JsonObject} from '../../../../model/json-object.js';
import type {Column} from '../../../../model/kind.js';
import type {Cell} from '../../../../model/resource.js';
import {mapOf, numberOf, textOf, timeOf} from '../../../requests/json-fields.js';
import {readPath} from '../../../requests/json-path.js';
import {SharedTexts} from '../../../requests/shared-texts.js';
import {isDone} from '../../rows/container-state.js';
import {podFacts} from './pod.js';

/** Where a cell comes from. `prefix` is the scope's, for references to other rows. */
type ReadCell = (object: JsonObject, fields: readonly unknown[], prefix: string) => Cell;

/** A column with how its cells are read. */
export type CellColumn = {readonly column: Column; readonly read: ReadCell};

// Shown by the common columns; an age would stand still.
const reserved =
	/^(?:SOURCE|KIND|NAME|STATE|SINCE|MESSAGE|AGE|NAMESPACE|CLUSTER|NOMINATED NODE|READINESS GATES)$/;

// There `Status` is the state itself.
const statusIsState: ReadonlySet<string> = new Set([
	'pod',
	'node',
	'namespace',
	'persistentvolumeclaim',
	'persistentvolume',
	'batch.job',
]);

const empty = /^<(?:none|unset|unknown|invalid)>$/;

const plain = (value: unknown): Cell => {
	if (typeof value === 'string') return value === '' || empty.test(value) ? null : value;
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	if (typeof value === 'bigint') return String(value);
	return Array.isArray(value) && value.length > 0 ? value.map(String).join(' ') : null;
};

const readField = (field: string): ReadCell => {
	const index = /metadata\.fields\[(\d+)\]$/.exec(field)?.[1];
	if (index === undefined) {
		const read = readPath(field);
		return object => plain(read(object));
	}

	const at = Number(index);
	return (_object, fields) => plain(fields[at]);
};

/** `7 (40s ago)` stands still: the number is what counts. */
const leading =
	(read: ReadCell): ReadCell =>
	(object, fields, prefix) => {
		const value = read(object, fields, prefix);
		if (typeof value !== 'string') return value;
		const number = Number.parseInt(value, 10);
		return Number.isNaN(number) ? null : number;
	};

const ofDate =
	(read: ReadCell): ReadCell =>
	(object, fields, prefix) => {
		const value = read(object, fields, prefix);
		const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
		return Number.isNaN(time) ? null : time;
	};

/** When an event was last seen; the field has three homes (kubernetes core/v1 Event). */
export const lastSeen = (object: JsonObject): number | null =>
	timeOf(mapOf(object, 'series'), 'lastObservedTime') ??
	timeOf(object, 'lastTimestamp') ??
	timeOf(object, 'eventTime') ??
	timeOf(object, 'firstTimestamp');

const firstSeen: ReadCell = object => timeOf(object, 'firstTimestamp') ?? timeOf(object, 'eventTime');

/** How often an event was seen: the scheduler counts in a series, and does not count what has happened once. */
export const timesSeen = (object: JsonObject): number =>
	numberOf(mapOf(object, 'series'), 'count') ?? numberOf(object, 'count') ?? 1;

const shared = new SharedTexts(5000);

const nodeOf: ReadCell = (object, _fields, prefix) => {
	const node = textOf(mapOf(object, 'spec'), 'nodeName');
	return node === null ? null : shared.of([prefix, 'node/', node].join(''));
};

const duration =
	(read: ReadCell): ReadCell =>
	(object, fields, prefix) =>
		textOf(mapOf(object, 'status'), 'completionTime') === null ? null : read(object, fields, prefix);

// Those of an init container count until it has ended well, as `kubectl get` counts them.
const restarts: ReadCell = (object, fields) => {
	const counted = podFacts(object).containers.filter(
		({role, status}) => role === 'main' || (role === 'init' && !isDone(status)),
	);
	const counts = counted.flatMap(({status}) => numberOf(status, 'restartCount') ?? []);
	if (counts.length === 0) return leading((_object, all) => plain(all[3]))(object, fields, '');
	return counts.reduce((sum, count) => sum + count, 0);
};

type Special = {readonly type: Column['type']; readonly read: (usual: ReadCell) => ReadCell};

// Cells that would stand still, or that lead to another row.
const special: ReadonlyMap<string, Special> = new Map<string, Special>([
	['pod RESTARTS', {type: 'number', read: () => restarts}],
	['pod NODE', {type: 'reference', read: () => nodeOf}],
	['event LAST SEEN', {type: 'time', read: () => lastSeen}],
	['event FIRST SEEN', {type: 'time', read: () => firstSeen}],
	['event COUNT', {type: 'number', read: () => timesSeen}],
	['batch.job DURATION', {type: 'text', read: duration}],
	[
		'batch.cronjob LAST SCHEDULE',
		{type: 'time', read: () => object => timeOf(mapOf(object, 'status'), 'lastScheduleTime')},
	],
]);

// Wide in kubectl, and yet what one looks for.
const narrow: ReadonlySet<string> = new Set(['pod NODE', 'pod IP', 'node INTERNAL-IP']);

const isHidden = (title: string, schema: string): boolean =>
	reserved.test(title) || (title === 'STATUS' && statusIsState.has(schema));

const columnType = (spec: JsonObject): Column['type'] => {
	const type = textOf(spec, 'type');
	if (type === 'date' || textOf(spec, 'format') === 'date') return 'time';
	return type === 'integer' || type === 'number' ? 'number' : 'text';
};

/** The columns of a schema, `attributes.columns[]` (steve pkg/resources/common/dynamiccolumns.go), without those that every row has. */
export const cellColumns = (schema: string, specs: readonly JsonObject[]): readonly CellColumn[] =>
	specs.flatMap((spec): readonly CellColumn[] => {
		const title = (textOf(spec, 'name') ?? '').toUpperCase();
		const field = textOf(spec, 'field');
		if (title === '' || field === null || isHidden(title, schema)) return [];
		const usual = readField(field);
		const one = special.get(`${schema} ${title}`);
		const type = one?.type ?? columnType(spec);
		const wide = (numberOf(spec, 'priority') ?? 0) > 0 && !narrow.has(`${schema} ${title}`);
		const read = one ? one.read(usual) : type === 'time' ? ofDate(usual) : usual;
		return [{column: {title, type, wide}, read}];
	});
