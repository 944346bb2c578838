import {messageOf} from '../model/errors.js';
import {longestTimerMs} from '../model/longest-timer.js';
import type {Resource} from '../model/resource.js';
import {columnsOf} from '../state/grid/columns.js';
import {GridIndex} from '../state/grid/index.js';
import {columnFault, defaultSort, knownColumns, parseSort} from '../state/grid/sort.js';
import type {Row} from '../state/rows/row.js';
import {createDoubts} from './doubts.js';
import {Figures} from './figures.js';
import {Lacking} from './lacking.js';
import {isDone, isLate} from './listed.js';
import {pipeTo} from './pipe.js';
import type {OnceOptions, Report} from './report.js';
import {Selection} from './selection.js';
import {type Snapshot, snapshotText} from './snapshot.js';
import {exitCodeOf, type SourceState, troubleOf} from './source-state.js';
import {SourceStates} from './source-states.js';
import {fitTable, plainTable, tableOf} from './table.js';
import {warn} from './warn.js';

/** Time limit of a listing where none was given, milliseconds. */
export const usualTimeoutMs = 30_000;
/** Maximum number of objects requested at the same time. */
const parallelObjects = 8;

const rowsOf = (selection: Selection, sort: string | null): readonly Row[] => {
	const kind = selection.kindName ?? 'all';
	const order = sort === null ? defaultSort(kind, selection.kinds) : parseSort(sort);
	const index = new GridIndex();
	index.reset(
		{
			kind,
			within: null,
			among: null,
			scope: null,
			filter: selection.filter,
			sort: 'error' in order ? defaultSort(kind, selection.kinds) : order,
			trouble: false,
			kinds: selection.kinds,
		},
		selection.resources,
	);
	return index.slice().filter(row => row.removedAt === null);
};

/** The fault of the sort column, or null. */
const sortFault = (sort: string | null, {kindName, kinds}: Selection): string | null => {
	const order = sort === null ? null : parseSort(sort);
	if (order === null) return null;
	if ('error' in order) return order.error;
	const fault = columnFault(order, knownColumns(kindName ?? 'all', kinds));
	return fault && `--sort '${sort}': ${fault}`;
};

const fetchObjects = async (
	rows: readonly Row[],
	fetch: NonNullable<OnceOptions['object']>,
	fail: (text: string) => void,
): Promise<NonNullable<Snapshot['objects']>> => {
	const objects = new Map<string, Readonly<Record<string, unknown>> | null>();
	const waiting = rows.map(({resource}) => resource).values();
	const take = async (resource: Resource) => {
		try {
			objects.set(resource.key, await fetch(resource));
		} catch (error) {
			objects.set(resource.key, null);
			fail(`${resource.kind} ${resource.name}: ${messageOf(error)}`);
		}
	};
	const work = async () => {
		for (const resource of waiting) await take(resource);
	};
	await Promise.all(Array.from({length: parallelObjects}, work));
	return objects;
};

const print = async (
	options: OnceOptions,
	selection: Selection,
	states: readonly SourceState[],
	rows: readonly Row[],
): Promise<void> => {
	const {format, stdout, stderr, object, drawTable, now} = options;
	const lookup = selection.resources;
	const pipe = pipeTo(stdout);
	if (format !== 'table') {
		const objects = object ? await fetchObjects(rows, object, text => warn(stderr, text)) : null;
		const kinds = new Map(selection.kinds.map(kind => [kind.name, kind]));
		pipe.write(snapshotText({states, rows, kinds, lookup, objects}, format));
		return pipe.flush();
	}

	const table = tableOf(columnsOf(selection.kind, options.sources.length, selection.kinds), rows, {
		now: now(),
		rows: lookup,
	});
	if (rows.length === 0) warn(stderr, 'there are no such rows');
	if (drawTable && rows.length > 0) {
		const columns = 'columns' in stdout && typeof stdout.columns === 'number' ? stdout.columns : 80;
		// ink-table draws a line and two blanks around each cell.
		return drawTable(fitTable(table, columns, 3));
	}

	pipe.write(plainTable(table));
	return pipe.flush();
};

/** `--once`: prints one snapshot once every source is listed or given up, or at the time limit. */
export const once = (options: OnceOptions): Report => {
	const selection = new Selection(options);
	const states = new SourceStates(options.sources);
	let settle: () => void = () => undefined;
	const settled = new Promise<void>(resolve => {
		settle = resolve;
	});
	const limitMs = options.timeoutMs ?? usualTimeoutMs;
	const timer = setTimeout(settle, Math.min(limitMs, longestTimerMs));
	const {sort, measure = () => undefined} = options;
	const figures = new Figures({selection, sort, measure});
	const lacking = new Lacking();
	let over = false;

	const finish = async (): Promise<number> => {
		await settled;
		over = true;
		clearTimeout(timer);
		figures.end();
		const all = states.all;
		const kind = selection.kindName ?? 'all';
		const late = all.filter(state => isLate(state, selection));
		for (const line of all.flatMap(state => troubleOf(state, kind, limitMs))) warn(options.stderr, line);
		for (const {name, plurals} of late)
			warn(options.stderr, `${name}: not complete: not all ${plurals.get(kind) ?? kind} were listed in time`);
		for (const line of lacking.lines(kind)) warn(options.stderr, line);
		const exitCode = exitCodeOf(all, kind, state => late.includes(state));
		const fault = selection.kindFault ?? sortFault(options.sort, selection);
		if (exitCode === 0 && fault !== null) {
			warn(options.stderr, fault);
			return 2;
		}

		if (all.every(state => isDone(state, selection)) && all.some(({listed}) => listed))
			createDoubts({selection, states}, {'--filter': options.filter}, options.stderr)();

		// A partial result may still be useful; the exit code says that it is partial.
		const rows = rowsOf(selection, options.sort);
		if (exitCode === 0 || rows.length > 0 || options.format === 'json' || options.format === 'yaml')
			await print(options, selection, all, rows);
		return exitCode;
	};

	return {
		emit(event) {
			if (over) return;
			states.take(event);
			if (event.type === 'kinds') selection.takeKinds(event);
			else selection.resources.apply(event);
			if (event.type === 'unmeasured') warn(options.stderr, `${event.source}: ${event.message}`);
			lacking.take(event);
			if (figures.take(event)) settle();
			if (event.type !== 'status' && event.type !== 'listed' && event.type !== 'kinds') return;
			if (states.all.every(({isOver}) => isOver)) settle();
			else if (states.all.every(state => isDone(state, selection))) figures.begin(settle);
		},
		ended: finish(),
	};
};
