import {countText} from '../../model/count-text.js';
import {healthRank} from '../../model/health.js';
import type {Health, ResourceKey} from '../../model/resource.js';
import type {ChangeList, RowChange} from '../rows/changes.js';
import {durationText} from '../text/time-text.js';
import type {Absence} from './absences.js';

/** What came of a row in an absence. */
export type Fate = 'broke' | 'recovered' | 'changed';

/** A row that changed in an absence, all its changes as one. */
export type AwayEntry = {readonly fate: Fate; readonly change: RowChange};

/** What happened in an absence. */
export type AwayReport = Omit<Absence, 'mark'> & {
	/** What broke, what recovered and what else changed; each worst first, then newest first. */
	readonly entries: readonly AwayEntry[];
	/** All changes of rows. */
	readonly changes: number;
	/** There were more, which are no longer kept. */
	readonly isPartial: boolean;
};

const isBad = (health: Health | null): boolean => health === 'error' || health === 'warning';

const fateOf = ({type, was, health}: RowChange): Fate => {
	if (type === 'removed' || health === 'transitioning') return 'changed';
	if (isBad(health)) return isBad(was) ? 'changed' : 'broke';
	return isBad(was) ? 'recovered' : 'changed';
};

/** Later changes of a row as one with earlier ones. */
const joined = (first: RowChange | undefined, last: RowChange): RowChange => {
	if (!first) return last;
	const isNew = first.type === 'added' && last.type !== 'removed';
	return {...last, type: isNew ? 'added' : last.type, from: first.from, was: first.was};
};

const fates: readonly Fate[] = ['broke', 'recovered', 'changed'];

const compare = (left: AwayEntry, right: AwayEntry): number =>
	fates.indexOf(left.fate) - fates.indexOf(right.fate) ||
	healthRank[left.change.health] - healthRank[right.change.health] ||
	right.change.at - left.change.at;

/** What happened in an absence; null if nothing did. */
export const reportOf = ({mark, ...absence}: Absence, changes: ChangeList): AwayReport | null => {
	const rows = new Map<ResourceKey, RowChange>();
	let count = 0;
	for (const entry of changes.since(mark)) {
		if (entry.type !== 'added' && entry.type !== 'changed' && entry.type !== 'removed') continue;
		if (absence.source !== null && entry.source !== absence.source) continue;
		count += 1 + entry.skipped;
		rows.set(entry.key, joined(rows.get(entry.key), entry));
	}

	if (count === 0) return null;
	const entries = [...rows.values()].map((change): AwayEntry => ({fate: fateOf(change), change}));
	return {...absence, entries: entries.sort(compare), changes: count, isPartial: mark < changes.lost};
};

const maxNames = 3;

const namesOf = (entries: readonly AwayEntry[]): string => {
	const names = entries.slice(0, maxNames).map(({change: {kind, name}}) => `${kind} ${name}`);
	const rest = entries.length - names.length;
	return `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
};

const plural = (count: number, isPartial: boolean): string =>
	`${isPartial ? 'more than ' : ''}${countText(count, 'change')}`;

/** How many rows had each fate, and all changes: `2 broke, 1 recovered, 34 changes`. */
export const countsText = ({entries, changes, isPartial}: AwayReport): string => {
	const counts = (['broke', 'recovered'] as const).flatMap(fate => {
		const {length} = entries.filter(entry => entry.fate === fate);
		return length === 0 ? [] : [`${length} ${fate}`];
	});
	return [...counts, plural(changes, isPartial)].join(', ');
};

/** The report in one line. Untrusted. */
export const awayText = (report: AwayReport): string => {
	const {from, to, source, entries, changes, isPartial} = report;
	const time = durationText(to - from);
	const when =
		source === null
			? `while you were away (${time})`
			: `${source}: ${time} of changes may have been missed; now listed`;
	const parts = (['broke', 'recovered'] as const).flatMap(fate => {
		const own = entries.filter(entry => entry.fate === fate);
		return own.length === 0 ? [] : [`${own.length} ${fate}: ${namesOf(own)}`];
	});
	return `${when}: ${[...parts, plural(changes, isPartial)].join('; ')}`;
};
