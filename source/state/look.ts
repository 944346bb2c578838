import type {LogOptions} from '../model/log.js';
import type {Resource} from '../model/resource.js';
import {newGrid} from './grid/grid-view.js';
import {defaultSort} from './grid/sort.js';
import {refuseLook} from './keys/refusals.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {LogBuffer} from './pages/log-buffer.js';
import {openStats} from './pages/stats.js';
import type {DescribeView, LogsView} from './pages/views.js';
import type {Command, State} from './state.js';
import {subjectOf, targetsOf} from './subject.js';
import {openPage, pushView, replaceView} from './view-stack.js';

/** From where logs are followed at first. */
export const tailOptions: LogOptions = {lines: 500, sinceSeconds: null, previous: false, container: null};

/** A log view without lines yet. */
export const newLogs = (id: number, targets: readonly Resource[], options: LogOptions): LogsView => ({
	type: 'logs',
	id,
	targets,
	options,
	buffer: new LogBuffer(),
	frozenAt: null,
	frozenTotal: 0,
	wrap: false,
	times: false,
	left: 0,
	search: '',
	found: null,
	status: 'connecting',
	message: null,
	retryAt: null,
});

/** Follows the logs of all marked rows, or of the one under the cursor. */
export const openLogs: Step = state => {
	const targets = targetsOf(state);
	const pushed = pushView(state, id => newLogs(id, targets, tailOptions));
	return next(pushed.state, ...pushed.effects, {
		type: 'open-logs',
		view: state.nextId,
		targets,
		options: tailOptions,
	});
};

// Something about one row; nothing where there is none.
const about =
	(run: (state: State, resource: Resource) => Next): Step =>
	state => {
		const resource = subjectOf(state);
		return resource ? run(state, resource) : next(state);
	};

const newDescribe = (
	state: State,
	resource: Resource,
	shown: Pick<DescribeView, 'id' | 'mode'> & Partial<Pick<DescribeView, 'object' | 'answerTo'>>,
): DescribeView => ({
	type: 'describe',
	resource,
	row: state.resources.get(resource.key) ?? null,
	answerTo: null,
	object: null,
	error: null,
	unfolded: false,
	top: 0,
	search: '',
	...shown,
});

/** Shows what an action on a resource was answered with. */
export const showAnswer = (
	state: State,
	resource: Resource,
	answerTo: string,
	object: NonNullable<DescribeView['object']>,
): Next => pushView(state, id => newDescribe(state, resource, {id, mode: 'yaml', object, answerTo}));

/** Shows everything about a resource. */
export const describe = (state: State, resource: Resource, mode: DescribeView['mode']): Next => {
	const pushed = pushView(state, id => newDescribe(state, resource, {id, mode}));
	return next(pushed.state, ...pushed.effects, {type: 'load-object', view: state.nextId, resource});
};

/** Shows the row that keys are about; a description that is open already changes its mode. */
export const openDescribe = (mode: DescribeView['mode']): Step =>
	about((state, resource) => {
		const shown = state.views.at(-1);
		return shown?.type === 'describe' && shown.answerTo === null
			? next(replaceView(state, {...shown, mode, top: 0}))
			: describe(state, resource, mode);
	});

// The terminal does not answer: whether it has a clipboard for others is not known.
const copied = (word: string, text: string): string => `sent the ${word} ${text} to the terminal's clipboard`;

const copy: Step = about((state, {name, id}) => {
	// A second press while the first still shows: the id.
	const text = state.notice?.text === copied('name', name) && id !== name ? id : name;
	const word = text === name ? 'name' : 'id';
	return next(withNotice(state, 'info', copied(word, text)), {type: 'copy', text});
});

const loadingAgain = (name: string): string => `loading ${name} again`;

/** In a description, loads the object again; an answer stays what it is. */
export const reload: Step = state => {
	const view = state.views.at(-1);
	if (view?.type !== 'describe' || view.answerTo !== null) return next(state);
	const {id, resource} = view;
	const asking = withNotice(replaceView(state, {...view, error: null}), 'info', loadingAgain(resource.name));
	return next(asking, {type: 'load-object', view: id, resource});
};

/** Lists everything again, and the object of a description too. */
export const relist: Step = state => {
	const {state: asking, effects} = reload(state);
	return next(withNotice(asking, 'info', 'listing everything again'), {type: 'relist'}, ...effects);
};

/** Gives the terminal to a shell in the row. */
export const openShell: Step = about((state, resource) =>
	next({...state, suspended: true}, {type: 'open-shell', resource}),
);

/** Shows the events of a row; where its server keeps none, what was seen to happen. */
export const openEvents: Step = about((state, resource) => {
	const kinds = state.connections.get(resource.source)?.kinds ?? [];
	const events = kinds.find(kind => kind.about);
	return events
		? pushView(state, id =>
				newGrid(id, {kind: events.name, within: resource, sort: defaultSort(events.name, kinds)}),
			)
		: openPage(state, 'changes', resource);
});

const rows = ['grid', 'describe'];

const anyRow = (state: State): string | null => refuseLook(state, null);

/** What shows more of a row. */
export const lookCommands: readonly Command[] = [
	{
		command: 'logs',
		keys: 'l',
		title: 'logs (of all marked rows)',
		group: 'look',
		footer: true,
		refuse: state => refuseLook(state, 'logs'),
		on: rows,
		run: openLogs,
	},
	{
		command: 'shell',
		keys: 's',
		title: 'shell',
		group: 'look',
		refuse: state => refuseLook(state, 'shell'),
		on: rows,
		run: openShell,
	},
	{
		command: 'stats',
		keys: 't',
		title: 'live CPU, memory, network',
		group: 'look',
		refuse: state => refuseLook(state, 'stats'),
		on: rows,
		run: openStats,
	},
	{
		command: 'describe',
		keys: 'd',
		title: 'describe: fields and timeline',
		group: 'look',
		footer: true,
		refuse: anyRow,
		on: rows,
		run: openDescribe('describe'),
	},
	{
		command: 'yaml',
		keys: 'y',
		title: 'the object as YAML',
		group: 'look',
		refuse: anyRow,
		on: rows,
		run: openDescribe('yaml'),
	},
	{
		command: 'row-events',
		keys: 'e',
		title: 'events of the row',
		group: 'look',
		refuse: anyRow,
		on: rows,
		run: openEvents,
	},
	{
		command: 'copy',
		keys: 'Y',
		title: 'copy the name; again: the id',
		group: 'look',
		refuse: anyRow,
		on: rows,
		run: copy,
	},
];

/** Takes the object that a describe view asked for. */
export const takeObject = (
	state: State,
	viewId: number,
	object: DescribeView['object'],
	error: string | null,
): State => {
	const view = state.views.find(one => one.id === viewId);
	if (view?.type !== 'describe' || view.answerTo !== null) return state;
	const isOver = state.notice?.text === loadingAgain(view.resource.name);
	const told = isOver ? {...state, notice: null} : state;
	return replaceView(told, {...view, object: object ?? view.object, error});
};
