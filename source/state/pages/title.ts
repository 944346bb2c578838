import type {Resource} from '../../model/resource.js';
import {missingOfKind} from '../connections/missing.js';
import type {GridView} from '../grid/grid-view.js';
import type {Sort} from '../grid/sort.js';
import {helpLines} from '../keys/help.js';
import {layoutOf} from '../layout.js';
import {tailOptions} from '../look.js';
import type {State, View} from '../state.js';
import {nameTargets} from '../subject.js';
import {durationText} from '../text/time-text.js';
import {faultLinesOf} from './fault-lines.js';
import {changeCount} from './list-views.js';
import {firstShown, newSince} from './log-scroll.js';
import {describePieces} from './text-lines.js';
import type {LogsView} from './views.js';

/** The title line of a view. */
export type TitleModel = {
	/** `containers`, `all`, `logs`, `describe`, `yaml`, `changes`, `faults`, `sources`, `help`, `stats`. */
	readonly what: string;
	/** The row that it is about or within: `service shop/web`; or null. Untrusted: must pass `printable`. */
	readonly of: string | null;
	/** The filter of a grid, the search of a text; '' for none. */
	readonly filter: string;
	/** Only rows in trouble. */
	readonly trouble: boolean;
	/** Rows shown, and rows there are without filter; null where the view is not a grid. */
	readonly count: {readonly shown: number; readonly total: number} | null;
	readonly sort: Sort | null;
	/** Marked rows. */
	readonly marked: number;
	/** State of the view in words: `frozen, 12 new`, `live`, `loading`; '' for none. */
	readonly status: string;
	/** `3/120`: the row under the cursor, or the first line, and how many there are; '' for none. */
	readonly position: string;
};

const empty: TitleModel = {
	what: '',
	of: null,
	filter: '',
	trouble: false,
	count: null,
	sort: null,
	marked: 0,
	status: '',
	position: '',
};

// Where there are several sources it is said which: the same names are common.
const placed = ({connections}: State, name: string, of: readonly Resource[]): string => {
	const sources = new Set(of.map(({source}) => source));
	return connections.size > 1 && sources.size > 0 ? `${name} on ${[...sources].join(', ')}` : name;
};

const nameOf = (state: State, resource: Resource | null): string | null =>
	resource && placed(state, `${resource.kind} ${resource.name}`, [resource]);

const place = (index: number, count: number): string =>
	count === 0 ? '' : `${Math.max(1, Math.min(index + 1, count))}/${count}`;

// What was scrolled to on a lower screen may be out of reach on a higher one.
const placeFromEnd = (state: State, back: number, count: number): string =>
	place(Math.max(Math.min(layoutOf(state).body, count), count - back) - 1, count);

const gridTitle = (state: State, view: GridView): Partial<TitleModel> => ({
	what: state.kinds.find(kind => kind.name === view.kind)?.plural ?? view.kind,
	of: nameOf(state, view.within),
	filter: view.filter.text,
	trouble: view.trouble,
	status: missingOfKind(state, view.kind).length > 0 ? 'not complete' : '',
	count: {shown: state.index.length - state.index.lingering, total: state.index.total},
	sort: view.sort,
	marked: view.marks.size,
	position: place(view.cursor === null ? 0 : view.cursorIndex, state.index.length),
});

const sinceText = ({options}: LogsView): string => {
	if (options.sinceSeconds !== null) return `since ${durationText(options.sinceSeconds * 1000)}`;
	return options.lines > tailOptions.lines ? 'from the start' : '';
};

const logStatus = (state: State, view: LogsView): string => {
	const left = view.retryAt === null ? 0 : view.retryAt - state.now;
	const retry = left > 0 ? `, again in ${durationText(Math.ceil(left / 1000) * 1000)}` : '';
	const stream = view.status === 'stopped' ? `stopped: ${view.message ?? 'ended'}${retry}` : view.status;
	const {lost} = view.buffer;
	const isEnded = view.status === 'stopped';
	const parts = [
		view.frozenAt === null ? '' : `frozen, ${newSince(view)} new`,
		isEnded || (view.frozenAt !== null && view.status === 'live') ? '' : stream,
		sinceText(view),
		view.options.previous ? 'previous run' : '',
		lost > 0 ? `${lost} lines lost from the start` : '',
		// The reason may be long: all else comes before it.
		isEnded ? stream : '',
	];
	return parts.filter(part => part !== '').join(', ');
};

const logsTitle = (state: State, view: LogsView): Partial<TitleModel> => ({
	of:
		view.targets.length === 1
			? nameOf(state, view.targets[0] ?? null)
			: placed(state, nameTargets(view.targets), view.targets),
	filter: view.search,
	status: logStatus(state, view),
	position: place(firstShown(state, view) - view.buffer.first, view.buffer.size),
});

const partsOf = (state: State, view: View): Partial<TitleModel> => {
	switch (view.type) {
		case 'grid':
			return gridTitle(state, view);
		case 'logs':
			return logsTitle(state, view);
		case 'describe':
			return {
				what: view.answerTo ?? view.mode,
				of: nameOf(state, view.resource),
				filter: view.search,
				status: view.error !== null ? 'failed' : view.object ? '' : 'loading',
				position: place(view.top, describePieces(state, view).length),
			};
		case 'changes':
			return {
				of: nameOf(state, view.of),
				position: placeFromEnd(state, view.back, changeCount(state)),
			};
		case 'faults':
			return {position: placeFromEnd(state, view.back, faultLinesOf(state).length)};
		case 'sources':
			return {position: place(view.cursor, state.connections.size)};
		case 'help':
			return {position: place(view.top, helpLines(state).length)};
		case 'stats':
			return {
				of: nameOf(state, view.resource),
				status: view.error ?? (view.samples.length === 0 ? 'waiting' : 'live'),
			};
	}
};

/** The title line of the view that is shown. */
export const titleModel = (state: State): TitleModel => {
	const view = state.views.at(-1);
	return view ? {...empty, what: view.type, ...partsOf(state, view)} : empty;
};
