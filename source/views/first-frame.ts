import {isTooSmall, layoutOf} from '../state/layout.js';
import type {State} from '../state/state.js';
import {Body} from './lines/body.js';
import {linesAbove, linesBelow} from './lines/surround.js';
import type {Theme} from './lines/theme.js';
import {Screen, type Terminal} from './screen/screen.js';
import {tooSmallText} from './screen/too-small.js';
import type {Store} from './store.js';

const wholeLines = (state: State, theme: Theme): readonly string[] => {
	if (isTooSmall(state)) return [tooSmallText(state.size)];
	const {heads, body} = layoutOf(state);
	const lines = new Body(theme).lines(state) ?? [];
	return [
		...linesAbove(state, theme),
		...Array.from({length: heads + body}, (_, row) => lines[row] ?? ''),
		...linesBelow(state, theme),
	];
};

/** A screen that writes everything drawn in one tick as one frame. */
export const createScreen = (terminal: Terminal, {ascii}: Pick<Theme, 'ascii'>): Screen => {
	let isScheduled = false;
	const screen = new Screen(terminal, {
		ascii,
		onDirty() {
			if (isScheduled) return;
			isScheduled = true;
			queueMicrotask(() => {
				isScheduled = false;
				screen.flush();
			});
		},
	});
	return screen;
};

/** Reports the size of the terminal to the store. */
export const reportSize = ({dispatch}: Pick<Store, 'dispatch'>, {size}: Screen): void =>
	dispatch({type: 'resize', ...size});

/**
 * Shows the present state at once, on the alternate screen, before Ink is loaded: the same lines as Ink will draw. Pass
 * the screen to `mountApp`, which then has nothing left to write, or else `close` it.
 */
export const showFirstFrame = (
	store: Pick<Store, 'dispatch' | 'getState'>,
	theme: Theme,
	terminal: Terminal,
): Screen => {
	const screen = createScreen(terminal, theme);
	reportSize(store, screen);
	const lines = wholeLines(store.getState(), theme);
	screen.open();
	screen.setLines(0, lines);
	screen.flush();
	return screen;
};
