import type {Resource} from '../../model/resource.js';
import {type Next, next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import type {State} from '../state.js';
import {onSubject} from '../subject.js';
import {pushView, replaceView} from '../view-stack.js';
import type {DescribeView} from './views.js';

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

/** Shows the answer to an action on a resource. */
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

/** Describes the row that keys act on; changes the mode of a description that is open already. */
export const openDescribe = (mode: DescribeView['mode']): Step =>
	onSubject((state, resource) => {
		const shown = state.views.at(-1);
		return shown?.type === 'describe' && shown.answerTo === null
			? next(replaceView(state, {...shown, mode, top: 0}))
			: describe(state, resource, mode);
	});

const loadingAgain = (name: string): string => `loading ${name} again`;

/** Loads the object of a description again; the answer to an action cannot be. */
export const reload: Step = state => {
	const view = state.views.at(-1);
	if (view?.type !== 'describe' || view.answerTo !== null) return next(state);
	const {id, resource} = view;
	const asking = withNotice(replaceView(state, {...view, error: null}), 'info', loadingAgain(resource.name));
	return next(asking, {type: 'load-object', view: id, resource});
};

/** Shows the object that a description requested. */
export const takeObject = (
	state: State,
	viewId: number,
	object: DescribeView['object'],
	error: string | null,
): State => {
	const view = state.views.find(one => one.id === viewId);
	if (view?.type !== 'describe' || view.answerTo !== null) return state;
	const isOver = state.notice?.text === loadingAgain(view.resource.name);
	const informed = isOver ? {...state, notice: null} : state;
	return replaceView(informed, {...view, object: object ?? view.object, error});
};
