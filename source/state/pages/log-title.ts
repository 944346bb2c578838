import type {TitleModel} from '../page.js';
import {objectOf} from '../rows/action-phrase.js';
import type {State} from '../state.js';
import {durationText} from '../text/time-text.js';
import {positionText, rowTitle, withSources} from '../title-parts.js';
import {firstShown, newSince} from './log-scroll.js';
import {tailOptions} from './open-logs.js';
import type {LogsView} from './views.js';

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
		// Last, because the reason may be long.
		isEnded ? stream : '',
	];
	return parts.filter(part => part !== '').join(', ');
};

/** The title of logs: their rows, and the status of the stream. */
export const logsTitle = (state: State, view: LogsView): Partial<TitleModel> => ({
	of:
		view.targets.length === 1
			? rowTitle(state, view.targets[0] ?? null)
			: withSources(state, objectOf(state, view.targets), view.targets),
	filter: view.search,
	status: logStatus(state, view),
	position: positionText(firstShown(state, view) - view.buffer.first, view.buffer.size),
});
