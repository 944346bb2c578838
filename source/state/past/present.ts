import {pageOf} from '../context.js';
import type {Effect} from '../effect.js';
import {GridIndex} from '../grid/index.js';
import {resetGrid, settleGrid} from '../grid/window.js';
import type {Next} from '../next.js';
import type {Past, Present, State, View} from '../state.js';
import {resolveGrids} from '../wanted-view.js';
import type {World} from './world.js';

/** What belongs to the time that is shown. */
const shownOf = ({
	now,
	resources,
	changes,
	connections,
	kinds,
	index,
	views,
	scope,
	recentScopes,
	visits,
}: State): Present => ({
	now,
	resources,
	changes,
	connections,
	kinds,
	index,
	views,
	scope,
	recentScopes,
	visits,
});

/** The state as if now were shown. */
export const presentState = (state: State): State =>
	state.past ? {...state, ...state.past.present, past: null} : state;

/** Takes what happens now while the past is shown, which stays as it is. */
export const inPresent = (state: State, run: (present: State) => Next): Next => {
	const {past} = state;
	if (past === null) return run(state);
	const before = presentState(state);
	const {state: after, effects} = run(before);
	if (after === before) return {state, effects};
	return {state: {...after, ...shownOf(state), past: {...past, present: shownOf(after)}}, effects};
};

/** The views that are shown in the past too: what a server feeds does not belong there. */
export const lastingViews = (state: State, {views}: Present): readonly View[] =>
	views.filter(view => pageOf(state, view)?.isFed !== true);

/** Shows a time of the past, in the views of now or of the past that was shown before. */
export const showPast = (state: State, world: World, shown: Omit<Past, 'present'>): State => {
	const views = state.past
		? state.views
		: lastingViews(state, state).map((view, place) => ({...view, id: state.nextId + place}));
	const present = state.past?.present ?? shownOf(state);
	const past = {
		...state,
		...world,
		index: state.past ? state.index : new GridIndex(),
		views,
		nextId: state.nextId + views.length,
		past: {...shown, present},
		...(state.past === null && {dialog: null, prompt: null}),
	};
	return resetGrid(resolveGrids(past));
};

/** Shows now again. */
export const showPresent = (state: State): State =>
	state.past ? settleGrid(presentState({...state, prompt: null, dialog: null})) : state;

/** What may be asked for while the past is shown: nothing that asks or changes a server. */
const allowed: ReadonlySet<Effect['type']> = new Set([
	'abort',
	'close',
	'close-forward',
	'copy',
	'exit',
	'explain',
	'leave-past',
	'pause',
	'play',
	'redraw',
	'remember',
	'save',
	'save-grid',
	'save-log',
	'save-recording',
	'suspend',
	'travel',
]);

/** The effects of a key that have a place in the past. */
export const withoutRequests = (effects: readonly Effect[]): readonly Effect[] =>
	effects.filter(({type}) => allowed.has(type));
