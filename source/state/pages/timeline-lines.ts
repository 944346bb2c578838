import type {ChangeEntry} from '../rows/changes.js';
import type {Row} from '../rows/row.js';
import {timelineOf} from '../rows/row.js';
import type {Moment} from '../rows/timeline.js';
import type {State} from '../state.js';
import {exactDurationText, isOtherDay, localTimeText} from '../text/time-text.js';
import {field, head, plain, type TextLine} from './text-line.js';

type Gap = Extract<ChangeEntry, {type: 'gap'}>;

// Whole seconds: tenths of a running time would be out of date at once.
const elapsed = (from: number, to: number): string =>
	exactDurationText(Math.floor((to - from) / 1000) * 1000);

const endOf = (row: Row, now: number, from: number): string =>
	row.removedAt === null
		? `${elapsed(from, now)} until now`
		: `${elapsed(from, row.removedAt)} until it was removed`;

/** The gaps since the first moment of a row, when changes of it may have been missed. */
const gapsOf = ({resource}: Row, {changes}: State, from: number): readonly Gap[] =>
	changes
		.of(resource.key)
		.flatMap(entry =>
			entry.type === 'gap' && entry.to > from && (entry.scope === '' || entry.scope === resource.scope)
				? [entry]
				: [],
		);

/** The states that a row was in with their durations, and the gaps between them, oldest first. */
export const timelineLines = (row: Row, state: State): readonly TextLine[] => {
	const {now} = state;
	const moments = timelineOf(row);
	const gaps = [...gapsOf(row, state, moments[0]?.at ?? now)];
	const withDate = [...moments.map(({at}) => at), ...gaps.map(gap => gap.from)].some(at =>
		isOtherDay(at, now),
	);
	const gapLines = (before: number): readonly TextLine[] => {
		const later = gaps.findIndex(({to}) => to > before);
		return gaps
			.splice(0, later === -1 ? gaps.length : later)
			.map(({from, to}) =>
				field(
					localTimeText(from, withDate),
					`⋯ gap of ${exactDurationText(to - from)}: changes may be missing`,
				),
			);
	};

	const forgotten = row.timeline?.forgotten ?? 0;
	const lost = forgotten > 0 ? [plain(`⋯ ${forgotten} before`)] : [];
	const lines = moments.flatMap((moment: Moment, index) => {
		const following = moments[index + 1];
		const lasted = following ? exactDurationText(following.at - moment.at) : endOf(row, now, moment.at);
		const min = moment.listed ? 'at least ' : '';
		const reason = moment.message ? `: ${moment.message}` : '';
		const line = field(localTimeText(moment.at, withDate), `${moment.state} (${min}${lasted})${reason}`);
		const skipped = moment.skipped ? [plain(`⋯ ${moment.skipped} not shown: they came too fast`)] : [];
		return [...gapLines(moment.at), ...skipped, line];
	});
	return [head('Timeline'), ...lost, ...lines, ...gapLines(Number.POSITIVE_INFINITY)];
};
