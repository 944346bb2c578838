import type {ReactNode} from 'react';
import {pageName} from '../../state/page.js';
import type {State, View} from '../../state/state.js';
import type {Theme} from '../lines/theme.js';
import {Help} from './help.js';
import {Lines} from './lines.js';
import {StatsFigures} from './stats.js';

type BodyProps<Shown> = {
	readonly state: State;
	readonly view: Shown;
	readonly rows: number;
	readonly theme: Theme;
};

/** Draws one kind of view. The type of a method, because only that may take a narrower type of view. */
type Draw = {draw(props: BodyProps<View>): ReactNode}['draw'];

/** The views that Ink draws, by the names of their pages. All others have lines. */
const drawn: Readonly<Record<string, Draw>> = {
	help: Help,
	stats: StatsFigures,
};

/** The current view: drawn by Ink, or the area of its styled lines. */
export const ViewBody = ({
	state,
	theme,
	lines,
	rows,
}: Pick<BodyProps<View>, 'state' | 'theme' | 'rows'> & {
	/** Null when they reach the terminal past React, or when Ink draws the view. */
	readonly lines: readonly string[] | null;
}): ReactNode => {
	const view = state.views.at(-1);
	const Drawn = view && drawn[pageName(view)];
	return view && Drawn ? <Drawn {...{state, view, rows, theme}} /> : <Lines lines={lines} rows={rows} />;
};
