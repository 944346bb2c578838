import {keyHint} from '../keys/keymap.js';
import type {Message} from '../message.js';
import {next, type Step} from '../next.js';
import {withNotice} from '../notice.js';
import type {Page, State} from '../state.js';
import {latest, subjectOf} from '../subject.js';
import {rowTitle} from '../title-parts.js';
import {onView, pushView, replaceView} from '../view-stack.js';
import type {StatsView} from './views.js';

/** Shows the live figures of the row that keys are about. */
export const openStats: Step = state => {
	const resource = subjectOf(state);
	if (!resource || state.views.at(-1)?.type === 'stats') return next(state);
	const pushed = pushView(state, id => ({
		type: 'stats',
		id,
		resource,
		samples: [],
		error: null,
		isOver: false,
	}));
	return next(pushed.state, ...pushed.effects, {type: 'open-stats', view: state.nextId, resource});
};

// As many samples as a wide terminal has columns.
const maxSamples = 240;

/** Adds one sample of live figures, or the reason why there are none. */
export const takeStats = (state: State, message: Extract<Message, {type: 'stats'}>): State => {
	const {stats, error, isOver = false} = message;
	const view = state.views.find(one => one.id === message.view);
	if (view?.type !== 'stats') return state;
	const samples = stats ? [...view.samples, stats].slice(-maxSamples) : view.samples;
	return replaceView(state, {...view, samples, error, isOver});
};

const lookAgain: Step = onView('stats', (state, view) =>
	view.isOver
		? next(replaceView(state, {...view, isOver: false}), {
				type: 'open-stats',
				view: view.id,
				resource: view.resource,
			})
		: next(withNotice(state, 'info', 'these figures come by themselves')),
);

const statusOf = (state: State, {error, samples, isOver}: StatsView): string => {
	if (error !== null) return error;
	if (isOver) return keyHint(state.keymap, 'stats', 'stats', key => `${key} looks again`);
	return samples.length === 0 ? 'waiting' : 'live';
};

/** Live figures of one row. */
export const statsPage: Page<StatsView> = {
	name: 'stats',
	isFed: true,
	subject: (state, {resource}) => latest(state, resource),
	title: (state, view) => ({of: rowTitle(state, view.resource), status: statusOf(state, view)}),
	steps: {stats: lookAgain},
};
