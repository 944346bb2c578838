import {copyCommand} from './copy.js';
import {newGrid} from './grid/grid-view.js';
import {defaultSort} from './grid/sort.js';
import {refuseLook} from './keys/refusals.js';
import {hasEarlierRun, refuseEarlierRun} from './logs/earlier-run.js';
import {next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {openDescribe, reload} from './pages/open-describe.js';
import {openLogs, openLogsOf, tailOptions} from './pages/open-logs.js';
import {openStats} from './pages/stats.js';
import {askForFile} from './save-prompt.js';
import type {Command, State} from './state.js';
import {onSubject, targetsOf} from './subject.js';
import {openPage, pushView} from './view-stack.js';
import {webAddressCommand} from './web-address.js';

/** Refreshes all sources, and the object of a description. */
export const relist: Step = state => {
	const {state: asking, effects} = reload(state);
	return next(withNotice(asking, 'info', 'listing everything again'), {type: 'relist'}, ...effects);
};

/** Shows the events of a row; the changes that rwatch saw where its server keeps no events. */
export const openEvents: Step = onSubject((state, resource) => {
	const kinds = state.connections.get(resource.source)?.kinds ?? [];
	const events = kinds.find(kind => kind.about);
	return events
		? pushView(state, id =>
				newGrid(id, {kind: events.name, within: resource, sort: defaultSort(events.name, kinds)}),
			)
		: openPage(state, 'changes', resource);
});

const anyRow = (state: State): string | null => refuseLook(state, null);

// A view of logs goes back to the present run with it, and says itself why not.
const refusePreviousRun = (state: State): string | null =>
	state.views.at(-1)?.type === 'logs'
		? null
		: (refuseLook(state, 'logs') ?? refuseEarlierRun(state, targetsOf(state)));

const openPreviousRun: Step = state =>
	openLogsOf(
		state,
		targetsOf(state).filter(target => hasEarlierRun(state, target)),
		{...tailOptions, previous: true},
	);

/** The commands that show more of a row. */
export const lookCommands: readonly Command[] = [
	{
		command: 'logs',
		asks: true,
		keys: 'l',
		title: 'logs (of all marked rows)',
		group: 'look',
		footer: true,
		refuse: state => refuseLook(state, 'logs'),
		on: 'rows',
		run: openLogs,
	},
	{
		command: 'previous-run',
		asks: true,
		keys: 'p',
		title: 'logs of the run before the last restart',
		group: 'look',
		refuse: refusePreviousRun,
		on: 'rows',
		run: openPreviousRun,
	},
	{
		command: 'stats',
		asks: true,
		keys: 't',
		title: 'live CPU, memory, network',
		group: 'look',
		refuse: state => refuseLook(state, 'stats'),
		on: 'rows',
		run: openStats,
	},
	{
		command: 'describe',
		keys: 'd',
		title: 'describe: fields and timeline',
		group: 'look',
		footer: true,
		refuse: anyRow,
		on: 'rows',
		run: openDescribe('describe'),
	},
	{
		command: 'yaml',
		asks: true,
		keys: 'y',
		title: 'the object as YAML',
		group: 'look',
		refuse: anyRow,
		on: 'rows',
		run: openDescribe('yaml'),
	},
	{
		command: 'row-events',
		keys: 'e',
		title: 'events of the row',
		group: 'look',
		refuse: anyRow,
		on: 'rows',
		run: openEvents,
	},
	copyCommand,
	webAddressCommand,
	{
		command: 'save',
		keys: 'ctrl-s',
		title: 'save rows (CSV, JSON, Markdown), lines of logs (text, NDJSON)',
		group: 'look',
		footer: true,
		on: ['grid', 'logs'],
		run: askForFile,
	},
];
