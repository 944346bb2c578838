import {parseFilter} from '../filter/filter.js';
import {rowNextChangeMs} from '../grid/columns.js';
import {newGrid} from '../grid/grid-view.js';
import type {Next} from '../next.js';
import {goToRow} from '../owners.js';
import type {PageView} from '../page.js';
import type {KindCounts} from '../rows/census.js';
import type {Row} from '../rows/row.js';
import type {Page, State} from '../state.js';
import {secondOf} from '../text/time-text.js';
import {agesTick} from '../ticks.js';
import {pushView} from '../view-stack.js';
import {cursorPlace, onEntry} from './page-list.js';

/** One line of the pulse that the cursor can be on. */
export type PulseEntry =
	| ({readonly type: 'kind'} & KindCounts)
	| {readonly type: 'trouble'; readonly row: Row};

const maxTroubles = 10;

/** The kinds of each source with their counts, then the newest troubles. Cost: the kinds and sources. */
export const pulseEntries = ({resources, kinds}: State): readonly PulseEntry[] => [
	...resources.summary.bySource(kinds).map(counts => ({type: 'kind' as const, ...counts})),
	...resources.summary.newestTroubles(maxTroubles, kinds).map(row => ({type: 'trouble' as const, row})),
];

const identityOf = (entry: PulseEntry): string =>
	entry.type === 'kind' ? `${entry.kind.name} ${entry.source}` : entry.row.resource.key;

const openKind = (state: State, {kind, source}: KindCounts): Next => {
	const name = /^[\w.-]+$/.test(source) ? source : `"${source}"`;
	const filter = parseFilter(`source=${name}`, state.kinds);
	const isNarrowed = state.connections.size > 1 && !('error' in filter);
	const sort = {column: 'HEALTH', descending: false};
	return pushView(state, id => newGrid(id, {kind: kind.name, sort, ...(isNarrowed && {filter})}));
};

/** The fleet at a glance. */
export const pulsePage: Page<PageView> = {
	name: 'pulse',
	summary: 'counts by source, kind and health, and the newest troubles',
	heads: 1,
	list: {
		from: 'cursor',
		count: state => pulseEntries(state).length,
		identity(state, _view, place) {
			const entry = pulseEntries(state)[place];
			return entry ? identityOf(entry) : null;
		},
		placeOf: (state, _view, identity) =>
			pulseEntries(state).findIndex(entry => identityOf(entry) === identity),
	},
	ticks(state) {
		const agesAt = secondOf(state.now);
		const changesMs = state.resources.summary
			.newestTroubles(maxTroubles, state.kinds)
			.map(row => rowNextChangeMs(row, agesAt));
		return agesTick(state.now, changesMs);
	},
	commands: [
		{
			command: 'jump',
			keys: 'enter',
			title: 'show the kind, or the row in trouble',
			group: 'view',
			footer: true,
			on: ['pulse'],
			run: onEntry(
				'pulse',
				(state, view) => pulseEntries(state)[cursorPlace(state, view)],
				(state, entry) =>
					entry.type === 'kind' ? openKind(state, entry) : goToRow(state, entry.row.resource),
			),
		},
	],
};
