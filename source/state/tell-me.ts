import type {Resource} from '../model/resource.js';
import {filterDoubts} from './filter/doubts.js';
import {parseFilter} from './filter/filter.js';
import {refuseLook} from './keys/refusals.js';
import {type Next, next, type Step} from './next.js';
import {withNotice} from './notice.js';
import {goToRowIfThere} from './owners.js';
import {isRewound, leavePast} from './past/leave.js';
import {openPrompt} from './prompt/open-prompt.js';
import {objectOf} from './rows/action-phrase.js';
import type {Row} from './rows/row.js';
import type {Command, Prompt, State, Steps} from './state.js';
import {targetsOf} from './subject.js';
import {openPage} from './view-stack.js';
import type {Answer} from './watching/answer.js';
import {type Condition, conditions, matching} from './watching/condition.js';
import {sourceKey, sourceKind} from './watching/source-rows.js';

/** What can be waited for, as the list of it says. */
export const choices: readonly string[] = [
	...conditions.map(({text}) => (text === 'settles' ? 'settles: at rest, healthy or failed' : text)),
	'matches a filter …',
];

/** What is wrong with a filter to wait for. */
export const conditionFault = (state: State, text: string): Pick<Prompt, 'error' | 'errorAt'> => {
	const filter = parseFilter(text, state.kinds);
	return 'error' in filter
		? {error: filter.error, errorAt: {start: filter.start, end: filter.end}}
		: {error: null, errorAt: null};
};

// What none of the rows has may still come, or is mistyped and would be waited for without end.
const doubtsOf = (
	{kinds: own, resources}: State,
	{filter}: Condition,
	rows: readonly Row[],
): readonly string[] => {
	if (filter === null) return [];
	const kinds = [...own, sourceKind];
	return filterDoubts(filter.text, {
		kinds,
		inView: kinds.filter(({name}) => rows.some(({resource}) => resource.kind === name)),
		rows: () => rows,
		lookup: resources,
	});
};

const isSource = ({kind, key, source}: Resource): boolean =>
	kind === sourceKind.name && key === sourceKey(source);

/** The row that a resource is now, or that stands for a source. */
const rowOf = ({resources, watching}: State, resource: Resource): Row | undefined =>
	isSource(resource) ? watching.sourceRow(resource.source) : resources.get(resource.key);

/** Waits until the rows of the dialog are so. */
const waitFor = (state: State, condition: Condition): Next => {
	const {dialog, now, watching} = state;
	if (dialog?.type !== 'tell-me') return next(state);
	const rows = dialog.targets.flatMap(target => {
		const row = rowOf(state, target);
		return row && row.removedAt === null ? [row] : [];
	});
	if (rows.length === 0) {
		const text = `${objectOf(state, dialog.targets)}: gone by now`;
		return next(withNotice({...state, dialog: null}, 'warning', text));
	}

	const held = rows.filter(row => watching.ask(row, condition, now));
	const object = objectOf(
		state,
		rows.map(({resource}) => resource),
	);
	const already =
		held.length === 0
			? ''
			: `; ${held.length === rows.length ? 'already so' : `${held.length} already are`}: answered when it is so again`;
	const doubts = doubtsOf(state, condition, rows);
	const text = `waiting for ${object}: ${[`${condition.text}${already}`, ...doubts].join('; ')} (:watching lists it)`;
	return next(withNotice({...state, dialog: null}, doubts.length === 0 ? 'info' : 'warning', text));
};

/** Waits until the rows of the dialog match a filter as it was typed. */
export const waitForMatch = (state: State, text: string): Next => {
	const filter = parseFilter(text, state.kinds);
	return text.trim() === '' || 'error' in filter ? next(state) : waitFor(state, matching(filter));
};

const move =
	(by: 1 | -1): Step =>
	(state): Next => {
		const {dialog} = state;
		if (dialog?.type !== 'tell-me') return next(state);
		const cursor = (dialog.cursor + by + choices.length) % choices.length;
		return next({...state, dialog: {...dialog, cursor}});
	};

/** What the shared commands do in the list of what can be waited for. */
export const tellMeSteps: Steps = {
	up: move(-1),
	down: move(1),
	close: state => next({...state, dialog: null}),
	accept(state) {
		const {dialog} = state;
		if (dialog?.type !== 'tell-me') return next(state);
		const condition = conditions[dialog.cursor];
		return condition ? waitFor(state, condition) : next(openPrompt(state, 'condition'));
	},
};

/** Goes to a row that is or was waited for, or to a source in the list of sources. */
export const goToAwaited = (state: State, resource: Resource): Next => {
	if (!isSource(resource)) return goToRowIfThere(state, resource);
	const place = [...state.connections.keys()].indexOf(resource.source);
	return openPage(state, 'sources', null, Math.max(0, place));
};

/** Goes to the row of an answer. */
export const goToAnswer = (state: State, answer: Answer): Next => {
	state.watching.see(answer);
	return goToAwaited(state, answer.resource);
};

const goToNews: Step = state => {
	const {answers} = state.watching;
	const answer = answers.find(({isSeen}) => !isSeen) ?? answers[0];
	if (!answer) return next(withNotice(state, 'info', 'nothing was answered yet'));
	// Answers are about the present, whatever is shown.
	const left = isRewound(state) ? leavePast(state) : next(state);
	const gone = goToAnswer(left.state, answer);
	return next(gone.state, ...left.effects, ...gone.effects);
};

/** The commands that wait for rows and go to the answers. */
export const tellMeCommands: readonly Command[] = [
	{
		command: 'tell-me',
		asks: true,
		keys: 'W',
		title: 'tell me when it settles, fails, is gone or matches',
		group: 'look',
		refuse: state => refuseLook(state, null),
		on: 'rows',
		run: state => next({...state, dialog: {type: 'tell-me', targets: targetsOf(state), cursor: 0}}),
	},
	{
		command: 'go-to-news',
		keys: 'ctrl-n',
		title: 'go to the row of the newest answer',
		group: 'view',
		on: 'views',
		run: goToNews,
	},
];
