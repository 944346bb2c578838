import type {Stats} from '../../model/source.js';
import {next, type Step} from '../next.js';
import type {Page, State} from '../state.js';
import {latest, subjectOf} from '../subject.js';
import {rowTitle} from '../title-parts.js';
import {pushView, replaceView} from '../view-stack.js';
import type {StatsView} from './views.js';

/** Shows the live figures of the row that keys are about. */
export const openStats: Step = state => {
	const resource = subjectOf(state);
	if (!resource || state.views.at(-1)?.type === 'stats') return next(state);
	const pushed = pushView(state, id => ({type: 'stats', id, resource, samples: [], error: null}));
	return next(pushed.state, ...pushed.effects, {type: 'open-stats', view: state.nextId, resource});
};

// As many samples as a wide terminal has columns.
const maxSamples = 240;

/** Adds one sample of live figures, or the reason why there are none. */
export const takeStats = (state: State, viewId: number, stats: Stats | null, error: string | null): State => {
	const view = state.views.find(one => one.id === viewId);
	if (view?.type !== 'stats') return state;
	const samples = stats ? [...view.samples, stats].slice(-maxSamples) : view.samples;
	return replaceView(state, {...view, samples, error});
};

/** Live figures of one row. */
export const statsPage: Page<StatsView> = {
	name: 'stats',
	isFed: true,
	subject: (state, {resource}) => latest(state, resource),
	title: (state, {resource, error, samples}) => ({
		of: rowTitle(state, resource),
		status: error ?? (samples.length === 0 ? 'waiting' : 'live'),
	}),
};
