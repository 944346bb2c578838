import type {ResourceKey} from '../../model/resource.js';
import type {Next} from '../next.js';
import {goToRowIfThere} from '../owners.js';
import type {PageView} from '../page.js';
import type {ChangeEntry} from '../rows/changes.js';
import type {Page, State} from '../state.js';
import {openPage} from '../view-stack.js';
import {cursorPlace, onEntry} from './page-list.js';

/** How many changes a view lists. */
export const changeCount = ({changes}: State, {of}: PageView): number =>
	of ? changes.of(of.key).length : changes.size;

/** The changes that a view lists, from a place on, oldest first. */
export const changesFrom = (
	{changes}: State,
	{of}: PageView,
	from: number,
	count: number,
): readonly ChangeEntry[] =>
	of
		? changes.of(of.key).slice(from, from + count)
		: changes.window(Math.max(0, changes.size - from - count), Math.min(count, changes.size - from));

const entryAt = (state: State, view: PageView): ChangeEntry | undefined =>
	changesFrom(state, view, cursorPlace(state, view), 1)[0];

const keyOf = (entry: ChangeEntry): ResourceKey | null =>
	entry.type === 'gap' || entry.type === 'status' ? null : entry.key;

const openRow = (state: State, entry: ChangeEntry): Next => {
	if (entry.type !== 'gap' && entry.type !== 'status') return goToRowIfThere(state, entry);
	const place = [...state.connections.keys()].indexOf(entry.source);
	return openPage(state, 'sources', null, Math.max(0, place));
};

/** The changes of all rows, or of one, newest last. */
export const changesPage: Page<PageView> = {
	name: 'changes',
	summary: 'what changed in all rows',
	list: {
		from: 'cursor',
		followsEnd: true,
		count: changeCount,
		// Numbers of entries: the oldest are forgotten.
		identity: ({changes}, {of}, place) =>
			String(of ? (changes.of(of.key)[place]?.number ?? '') : changes.lost + place),
		placeOf({changes}, {of}, identity) {
			const wanted = Number(identity);
			const place = of
				? changes.of(of.key).findIndex(({number}) => number === wanted)
				: wanted - changes.lost;
			return Math.max(0, place);
		},
	},
	subject(state, view) {
		const entry = entryAt(state, view);
		const key = entry ? keyOf(entry) : null;
		return key === null ? null : (state.resources.get(key)?.resource ?? null);
	},
	steps: {'go-to-row': onEntry('changes', entryAt, openRow)},
};
