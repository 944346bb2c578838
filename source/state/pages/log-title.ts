import {countText, numberText} from '../../model/count-text.js';
import type {Resource} from '../../model/resource.js';
import {filterWords} from '../logs/line-filter.js';
import type {Writer} from '../logs/writer.js';
import type {TitleModel} from '../page.js';
import {objectOf} from '../rows/action-phrase.js';
import type {State} from '../state.js';
import {countdownText, durationText} from '../text/time-text.js';
import {positionText, rowTitle, withSources} from '../title-parts.js';
import {firstShown, newSince} from './log-scroll.js';
import {tailOptions} from './open-logs.js';
import type {LogsView} from './views.js';

const sinceText = ({options}: LogsView): string => {
	if (options.sinceSeconds !== null) return `since ${durationText(options.sinceSeconds * 1000)}`;
	return options.lines > tailOptions.lines ? 'from the start' : '';
};

const writerStatus = ({now}: State, {state, message, retryAt}: Writer): string => {
	if (state !== 'stopped') return state;
	const left = countdownText(retryAt, now);
	return `stopped: ${message ?? 'ended'}${left === null ? '' : `, again in ${left}`}`;
};

/** What all of them do; and whether that is good enough to leave it out where there is no room. */
const streamStatus = (
	state: State,
	{members}: LogsView,
): {readonly text: string; readonly isLive: boolean} => {
	const lasting = members.present.filter(({isOver}) => !isOver);
	const present = lasting.length > 0 ? lasting : members.present;
	const [first] = present;
	const live = present.filter(writer => writer.state === 'live').length;
	if (!first) return {text: 'nothing writes here now', isLive: false};
	// They differ in more than one word only where some are live.
	if (present.some(writer => writer.state !== first.state))
		return {text: `${live} of ${present.length} live`, isLive: live > 0};
	const text = writerStatus(state, first);
	const isStopped = first.state === 'stopped';
	return {text: isStopped && present.length > 1 ? `all ${text}` : text, isLive: live > 0};
};

const logStatus = (state: State, view: LogsView): string => {
	const {text, isLive} = streamStatus(state, view);
	const isStopped = text.includes('stopped');
	const {lost} = view.buffer;
	const {waiting, present} = view.members;
	const parts = [
		view.frozenAt === null ? '' : `frozen, ${newSince(view)} new`,
		isStopped || (view.frozenAt !== null && isLive) ? '' : text,
		searchText(view),
		...filterWords(view.filter),
		layoutText(view),
		view.chosen === null ? '' : `only ${view.chosen.join(', ')}`,
		sinceText(view),
		view.options.previous ? 'previous run' : '',
		waiting > 0 ? `only ${present.length} of ${present.length + waiting} followed` : '',
		lost > 0 ? `${countText(lost, 'line')} lost from the start` : '',
		// Last, because the reason may be long.
		isStopped ? text : '',
	];
	return parts.filter(part => part !== '').join(', ');
};

const layoutText = ({layout: {isStructured, field}}: LogsView): string => {
	if (field !== null) return `only field ${field}`;
	return isStructured ? 'laid out' : '';
};

/** What is searched for, and which of how many matches is shown. */
const searchText = ({search, index, cursor}: LogsView): string => {
	if (search === '') return '';
	const count = index.matchCount;
	const place = cursor !== null && index.isMatch(cursor) ? `${index.matchIndexOf(cursor) + 1} of ` : '';
	return `/${search} (${place}${numberText(count)})`;
};

/** The row of a log of one that is under way, such as a job; null for any other. */
const underWay = ({resources}: State, {targets}: LogsView): Resource | null => {
	const [target, ...others] = targets;
	const row = target === undefined || others.length > 0 ? null : resources.get(target.key)?.resource;
	return row === undefined || row === null || row.progress === null ? null : row;
};

/** The title of logs: their rows, and the status of the streams. */
export const logsTitle = (state: State, view: LogsView): Partial<TitleModel> => ({
	of:
		view.targets.length === 1
			? rowTitle(state, view.targets[0] ?? null)
			: withSources(state, objectOf(state, view.targets), view.targets),
	count: view.index.isAll ? null : {shown: view.index.count, total: view.buffer.size},
	progress: underWay(state, view)?.progress ?? null,
	status: [underWay(state, view)?.state ?? '', logStatus(state, view)].filter(part => part !== '').join(', '),
	position: positionText(view.index.indexOf(view.cursor ?? firstShown(state, view)), view.index.count),
});
