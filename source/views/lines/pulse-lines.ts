import {sinceText} from '../../state/grid/columns.js';
import {layoutOf} from '../../state/layout.js';
import type {PageView} from '../../state/page.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import {type PulseEntry, pulseEntries} from '../../state/pages/pulse.js';
import type {KindCounts} from '../../state/rows/census.js';
import type {Row} from '../../state/rows/row.js';
import type {HealthCounts} from '../../state/rows/row-store.js';
import type {State} from '../../state/state.js';
import {secondOf} from '../../state/text/time-text.js';
import {fitCells, fitName, fitText} from './fit.js';
import {styled, type Theme} from './theme.js';

const healths = ['error', 'stuck', 'warning', 'transitioning', 'unknown', 'ok'] as const;

type CountedHealth = (typeof healths)[number];

const kindWidth = 14;
const sourceWidth = 10;
const countWidth = 5;
const minBar = 6;
const minTroubles = 5;
const maxBar = 40;
const frontWidth = 3 + kindWidth + 1 + sourceWidth + 1 + countWidth;

/** How many cells of a bar each health takes: in proportion, but at least one where there is a row. */
const barShares = (counts: HealthCounts, width: number): ReadonlyMap<CountedHealth, number> => {
	const shares = new Map<CountedHealth, number>();
	let left = width;
	let rest = counts.total;
	for (const health of healths) {
		if (counts[health] === 0) continue;
		const cells = Math.min(left, Math.max(1, Math.round((left * counts[health]) / rest)));
		shares.set(health, cells);
		left -= cells;
		rest -= counts[health];
	}

	return shares;
};

const barText = (counts: HealthCounts, width: number, theme: Theme): string => {
	const shares = [...barShares(counts, width)];
	// Without colours the rows that are well must look different too.
	return shares
		.map(([health, cells]) =>
			styled(theme.styles[health], (health === 'ok' ? theme.signs.empty : theme.signs.full).repeat(cells)),
		)
		.join('');
};

const worstOf = (counts: HealthCounts): CountedHealth =>
	healths.find(health => counts[health] > 0) ?? 'unknown';

// The counts that fit, worst first, and what is left for the bar.
const roomOf = (columns: number): {readonly counted: readonly CountedHealth[]; readonly bar: number} => {
	const room = columns - frontWidth;
	const counted = healths.slice(0, Math.max(0, Math.floor(room / countWidth)));
	const bar = room - counted.length * countWidth - 2;
	return {counted, bar: bar < minBar ? 0 : Math.min(maxBar, bar)};
};

const headsText = (columns: number, theme: Theme): string => {
	const {counted} = roomOf(columns);
	const kind = fitCells('KIND', kindWidth, theme);
	const source = fitCells('SOURCE', sourceWidth, theme);
	const counts = counted.map(health => theme.signs[health].padStart(countWidth)).join('');
	const text = `   ${kind} ${source} ${'ALL'.padStart(countWidth)}${counts}`;
	return styled(theme.styles.heads, fitText(text, columns, theme));
};

const front = (isHere: boolean, health: CountedHealth, theme: Theme): string =>
	`${isHere ? styled(theme.styles.pointer, theme.signs.cursor) : ' '}${styled(theme.styles[health], theme.signs[health])} `;

const kindLine = (
	{kind, source, counts}: KindCounts,
	isHere: boolean,
	columns: number,
	theme: Theme,
): string => {
	const {counted, bar} = roomOf(columns);
	const name = styled(
		isHere ? theme.styles.cursor : theme.styles.name,
		fitCells(kind.plural, kindWidth, theme),
	);
	const numbers = counted.map(health => {
		const text = (counts[health] === 0 ? '-' : String(counts[health])).padStart(countWidth);
		return styled(counts[health] === 0 ? theme.styles.dim : theme.styles[health], text);
	});
	const total = String(counts.total).padStart(countWidth);
	return [
		front(isHere, worstOf(counts), theme),
		`${name} ${fitCells(source, sourceWidth, theme)} ${total}${numbers.join('')}`,
		bar === 0 ? '' : `  ${barText(counts, bar, theme)}`,
	].join('');
};

const troubleLine = (row: Row, isHere: boolean, state: State, theme: Theme): string => {
	const {resource, stuck} = row;
	const {columns} = state.size;
	const isWide = columns >= 120;
	const health = stuck ? 'stuck' : resource.health;
	const nameWidth = isWide ? 40 : 24;
	const stateWidth = isWide ? 24 : 14;
	const since = fitCells(sinceText(row, secondOf(state.now)), 5, theme, 'right');
	const name = styled(
		isHere ? theme.styles.cursor : theme.styles.name,
		fitName(resource.name, nameWidth, theme),
	);
	const kind = fitCells(resource.kind, kindWidth - 2, theme);
	const word = styled(theme.styles[health], fitCells(resource.state, stateWidth, theme));
	const used = 3 + 5 + 1 + kindWidth - 2 + 1 + nameWidth + 1 + stateWidth + 1;
	const source = state.connections.size > 1 ? `${resource.source}: ` : '';
	const message = fitText(`${source}${resource.message ?? ''}`, Math.max(0, columns - used), theme);
	return `${front(isHere, health, theme)}${since} ${kind} ${name} ${word} ${message}`;
};

// As many lines as there is room for, with the one at the place of the cursor.
const windowOf = (lines: readonly string[], place: number, height: number): readonly string[] => {
	const top = Math.max(0, Math.min(place - height + 1, lines.length - height));
	return lines.slice(top, top + height);
};

/** The counts of all kinds by source and health with bars, and the newest troubles, as styled lines. */
export const pulseLines = (state: State, view: PageView, theme: Theme): readonly string[] => {
	const {columns} = state.size;
	const {body} = layoutOf(state);
	const heads = headsText(columns, theme);
	const entries = pulseEntries(state);
	if (entries.length === 0)
		return [heads, styled(theme.styles.dim, '   Nothing is counted yet: no source has listed its rows')];
	const place = cursorPlace(state, view);
	const lineOf = (entry: PulseEntry, index: number): string =>
		entry.type === 'kind'
			? kindLine(entry, index === place, columns, theme)
			: troubleLine(entry.row, index === place, state, theme);
	const lines = entries.map(lineOf);
	const kinds = entries.filter(({type}) => type === 'kind').length;
	const troubles = entries.length - kinds;
	// The newest troubles are seen without scrolling.
	const shownTroubles = Math.min(troubles, Math.max(minTroubles, body - 1 - kinds));
	const shownKinds = Math.min(kinds, body - 1 - shownTroubles);
	const hidden = kinds - shownKinds;
	return [
		heads,
		...windowOf(lines.slice(0, kinds), place, shownKinds),
		`   ${styled(theme.styles.heads, troubles === 0 ? 'no trouble' : 'newest troubles')}${hidden === 0 ? '' : styled(theme.styles.dim, `  (${hidden} more kinds above)`)}`,
		...windowOf(lines.slice(kinds), place - kinds, shownTroubles),
	];
};
