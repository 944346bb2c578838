import {jsonText} from '../../model/json.js';
import type {Health} from '../../model/resource.js';
import {errorLine, field, type TextLine} from '../pages/text-line.js';
import {actionPhrase, objectOf} from '../rows/action-phrase.js';
import type {State} from '../state.js';
import {durationText, momentText} from '../text/time-text.js';
import type {JournalEntry, JournalItem, JournalPart} from './entries.js';

/** How many rows of an entry are over, and how many of these failed. */
type Tally = {readonly ended: number; readonly failed: number; readonly of: number};

/** How far an entry is. */
export const tallyOf = ({parts}: JournalEntry): Tally => ({
	ended: parts.filter(({outcome}) => outcome !== null).length,
	failed: parts.filter(({outcome}) => outcome === 'failed').length,
	of: parts.length,
});

const nameOf = ({kinds}: Pick<State, 'kinds'>, {entry, part}: JournalItem): string => {
	const rows = (part === null ? entry.parts : [part]).flatMap(({row}) => row ?? []);
	return rows.length === 0 ? (entry.source ?? '') : objectOf({kinds}, rows);
};

/** What was sent to what: `Restart web-1`, `Stop 3 pods`; of a command its line. */
export const deedText = (state: Pick<State, 'kinds'>, item: JournalItem): string =>
	item.entry.line ?? actionPhrase({title: item.part?.row?.title ?? item.entry.title}, nameOf(state, item));

/** Where it was sent; of several rows their sources. */
export const placeText = ({entry, part}: JournalItem): string => {
	if (part?.row) return part.row.where;
	const sources = new Set(entry.parts.flatMap(({row}) => row?.source ?? []));
	return entry.source ?? [...sources].join(', ');
};

/** How it stands with an item in a word, and the health that its colour says. */
export const outcomeOf = (
	{entry, part}: JournalItem,
	now: number,
): {readonly text: string; readonly health: Health} => {
	if (part === null) {
		const {ended, failed, of} = tallyOf(entry);
		const health = failed > 0 ? 'error' : ended < of ? (entry.isOwn ? 'transitioning' : 'unknown') : 'ok';
		return {text: `${ended} of ${of}${failed > 0 ? `, ${failed} failed` : ''}`, health};
	}

	const {outcome, endedAt} = part;
	const lasted = durationText(Math.max(0, (endedAt ?? now) - entry.at));
	if (outcome === 'done') return {text: `done in ${lasted}`, health: 'ok'};
	if (outcome === 'failed') return {text: `failed in ${lasted}`, health: 'error'};
	if (outcome === 'unknown' || !entry.isOwn) return {text: 'end not known', health: 'unknown'};
	return {text: `${part.answeredAt === null ? 'sending' : 'going'} ${lasted}`, health: 'transitioning'};
};

const stateTexts = ({states}: JournalPart, now: number): string =>
	states
		.map(
			({at, state, message}) => `${momentText(at, now)} ${state}${message === null ? '' : ` (${message})`}`,
		)
		.join('; ');

const failureLines = ({parts}: JournalEntry): readonly TextLine[] =>
	parts.flatMap(({row, outcome, message}) =>
		outcome === 'failed' && row ? [errorLine(`${row.name}: ${message ?? 'no reason given'}`)] : [],
	);

const inputText = ({input}: JournalEntry): string =>
	Object.entries(input)
		.map(([name, value]) => `${name}: ${jsonText(value)}`)
		.join(', ');

/** All that is known of an item. */
export const detailLines = (
	item: JournalItem,
	{kinds, now}: Pick<State, 'kinds' | 'now'>,
): readonly TextLine[] => {
	const {entry, part} = item;
	const inputs = inputText(entry);
	const fieldIf = (label: string, text: string | null): readonly TextLine[] =>
		text === null || text === '' ? [] : [field(label, text)];
	const {text} = outcomeOf(item, now);
	return [
		field('sent', `${momentText(entry.at, now)} ${deedText({kinds}, item)} on ${placeText(item)}`),
		...fieldIf('inputs', inputs),
		...(part === null
			? failureLines(entry)
			: [
					...fieldIf('answer', part.answeredAt === null ? null : (part.answer ?? 'accepted')),
					...fieldIf('states', stateTexts(part, now)),
				]),
		...(part?.outcome === 'failed'
			? [errorLine(`${text}: ${part.message ?? 'no reason given'}`)]
			: fieldIf('outcome', part?.message ? `${text}: ${part.message}` : text)),
	];
};
