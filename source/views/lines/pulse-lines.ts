import {countText} from '../../model/count-text.js';
import {sinceText} from '../../state/grid/columns.js';
import {layoutOf} from '../../state/layout.js';
import type {PageView} from '../../state/page.js';
import {cursorPlace} from '../../state/pages/page-list.js';
import {type PulseEntry, pulseEntries} from '../../state/pages/pulse.js';
import type {KindCounts} from '../../state/rows/census.js';
import type {HealthCounts} from '../../state/rows/health-counts.js';
import type {Row} from '../../state/rows/row.js';
import type {State} from '../../state/state.js';
import {secondOf} from '../../state/text/time-text.js';
import {fitCells, fitName, fitText} from './fit.js';
import type {ListLine} from './list-line.js';
import {styled, type Theme} from './theme.js';

const healths = ['error', 'stuck', 'warning', 'transitioning', 'unknown', 'ok'] as const;

type CountedHealth = (typeof healths)[number];

const kindWidth = 14;
const sourceWidth = 10;
const countWidth = 5;
const widthOf = (health: CountedHealth): number => (health === 'stuck' ? countWidth + 1 : countWidth);
const minBar = 6;
const minTroubles = 5;
const maxBar = 40;
const nothing = 'Nothing is counted yet: no source has listed its rows';
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
	const counted: CountedHealth[] = [];
	let room = columns - frontWidth;
	for (const health of healths) {
		if (widthOf(health) > room) break;
		counted.push(health);
		room -= widthOf(health);
	}

	const bar = room - 2;
	return {counted, bar: bar < minBar ? 0 : Math.min(maxBar, bar)};
};

// The sign of what is stuck says nothing by itself.
const headOf = (health: CountedHealth, theme: Theme): string =>
	health === 'stuck' ? 'STUCK' : theme.signs[health];

const headsText = (columns: number, theme: Theme): string => {
	const {counted} = roomOf(columns);
	const kind = fitCells('KIND', kindWidth, theme);
	const source = fitCells('SOURCE', sourceWidth, theme);
	const counts = counted.map(health => headOf(health, theme).padStart(widthOf(health))).join('');
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
		const text = (counts[health] === 0 ? '-' : String(counts[health])).padStart(widthOf(health));
		return styled(counts[health] === 0 ? theme.styles.dim : theme.styles[health], text);
	});
	const total = String(counts.total).padStart(countWidth);
	return [
		front(isHere, worstOf(counts), theme),
		`${name} ${fitCells(source, sourceWidth, theme)} ${total}${numbers.join('')}`,
		bar === 0 ? '' : `  ${barText(counts, bar, theme)}`,
	].join('');
};

type TroubleWidths = {readonly kind: number; readonly name: number; readonly state: number};

const sinceWidth = 5;
const troubleGaps = 3 + sinceWidth + 4;

// A narrow terminal has no room for the message, and shortens the rest.
const troubleWidths = (columns: number): TroubleWidths => {
	const kind = kindWidth - 2;
	if (columns >= 120) return {kind, name: 40, state: 24};
	const room = columns - troubleGaps;
	const widths = {kind: Math.min(kind, Math.floor(room / 4)), state: Math.min(14, Math.floor(room / 3))};
	return {...widths, name: Math.min(24, room - widths.kind - widths.state)};
};

const troubleLine = (row: Row, isHere: boolean, state: State, theme: Theme): string => {
	const {resource, stuck} = row;
	const {columns} = state.size;
	const health = stuck ? 'stuck' : resource.health;
	const widths = troubleWidths(columns);
	const since = fitCells(sinceText(row, secondOf(state.now)), sinceWidth, theme, 'right');
	const name = styled(
		isHere ? theme.styles.cursor : theme.styles.name,
		fitName(resource.name, widths.name, theme),
	);
	const kind = fitCells(resource.kind, widths.kind, theme);
	const word = styled(theme.styles[health], fitCells(resource.state, widths.state, theme));
	const used = troubleGaps + widths.kind + widths.name + widths.state;
	const source = state.connections.size > 1 ? `${resource.source}: ` : '';
	const message = fitText(`${source}${resource.message ?? ''}`, Math.max(0, columns - used), theme);
	return `${front(isHere, health, theme)}${since} ${kind} ${name} ${word} ${message}`;
};

// As many lines as there is room for, with the one at the place of the cursor.
const windowOf = (lines: readonly ListLine[], cursor: number, height: number): readonly ListLine[] => {
	const top = Math.max(0, Math.min(cursor - height + 1, lines.length - height));
	return lines.slice(top, top + height);
};

/** The counts of all kinds by source and health with bars, and the newest troubles, as styled lines. */
export const pulseLines = (state: State, view: PageView, theme: Theme): readonly ListLine[] => {
	const {columns} = state.size;
	const {body} = layoutOf(state);
	const heads = headsText(columns, theme);
	const entries = pulseEntries(state);
	if (entries.length === 0)
		return [heads, styled(theme.styles.dim, fitText(`   ${nothing}`, columns, theme))];
	const cursor = cursorPlace(state, view);
	const textOf = (entry: PulseEntry, isHere: boolean): string =>
		entry.type === 'kind'
			? kindLine(entry, isHere, columns, theme)
			: troubleLine(entry.row, isHere, state, theme);
	const lines = entries.map((entry, place) => ({place, text: textOf(entry, place === cursor)}));
	const kinds = entries.filter(({type}) => type === 'kind').length;
	const troubles = entries.length - kinds;
	// The newest troubles are seen without scrolling.
	const shownTroubles = Math.min(troubles, Math.max(minTroubles, body - 1 - kinds));
	const shownKinds = Math.min(kinds, body - 1 - shownTroubles);
	const hidden = kinds - shownKinds;
	const title = troubles === 0 ? 'no trouble' : 'newest troubles';
	const above = hidden === 0 ? '' : `  (${countText(hidden, 'more kind')} above)`;
	return [
		heads,
		...windowOf(lines.slice(0, kinds), cursor, shownKinds),
		`   ${styled(theme.styles.heads, title)}${styled(theme.styles.dim, fitText(above, columns - 3 - title.length, theme))}`,
		...windowOf(lines.slice(kinds), cursor - kinds, shownTroubles),
	];
};
