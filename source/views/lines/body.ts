import {visibleRows} from '../../state/grid/visible-rows.js';
import {layoutOf} from '../../state/layout.js';
import {pageName} from '../../state/page.js';
import {entryAt, textPieces} from '../../state/pages/page-list.js';
import type {State, View} from '../../state/state.js';
import {awayLines} from './away-lines.js';
import {changeLines} from './change-lines.js';
import {describeBody, pieceLines} from './describe.js';
import {explainLines} from './explain-lines.js';
import {faultLines} from './fault-lines.js';
import {forwardLines} from './forward-lines.js';
import {GridLines} from './grid-lines.js';
import {journalLines} from './journal-lines.js';
import {type ListLine, lineText} from './list-line.js';
import {logLines} from './log-lines.js';
import {pulseLines} from './pulse-lines.js';
import {sourceLines} from './source-lines.js';
import {styled, type Theme} from './theme.js';
import {watchingLines} from './watching-lines.js';

/** Makes the styled lines of one kind of view. A method, because only that may take a narrower type of view. */
type ViewLines<Shown> = {lines(state: State, view: Shown): readonly ListLine[]};

/** Creates, once for a screen, what makes the lines of a view; by the name of its page. */
type Bodies = Readonly<Record<string, (theme: Theme) => ViewLines<View>>>;

const always =
	<Shown>(lines: (state: State, view: Shown, theme: Theme) => readonly ListLine[]) =>
	(theme: Theme): ViewLines<Shown> => ({lines: (state, view) => lines(state, view, theme)});

/** The views with lines of their own. A page with `text` needs no entry. */
const standardBodies: Bodies = {
	grid: theme => new GridLines(theme),
	logs: always(logLines),
	describe: always(describeBody),
	sources: always(sourceLines),
	pulse: always(pulseLines),
	changes: always(changeLines),
	faults: always(faultLines),
	journal: always(journalLines),
	watching: always(watchingLines),
	forwards: always(forwardLines),
	explain: always(explainLines),
	away: always(awayLines),
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for the sequences that styles are made of.
const styles = /\u001b\[[\d;]*m/gu;

const withoutStyles = (line: string): string => line.replace(styles, '');

/** Makes the lines of the views that scroll and change all the time, past React. */
export class Body {
	readonly #theme: Theme;
	readonly #views: ReadonlyMap<string, ViewLines<View>>;

	constructor(theme: Theme, bodies: Bodies = standardBodies) {
		this.#theme = theme;
		this.#views = new Map(Object.entries(bodies).map(([name, begin]) => [name, begin(theme)]));
	}

	/** The styled lines of the view that is shown, all dim under a dialog; null when Ink draws it. */
	lines(state: State): readonly string[] | null {
		const lines = this.#linesOf(state)?.map(lineText) ?? null;
		return state.dialog && lines
			? lines.map(line => styled(this.#theme.styles.dim, withoutStyles(line)))
			: lines;
	}

	/** What each line below the title is of, by the key of a row or what an entry is; null for anything else. */
	entries(state: State): readonly (string | null)[] {
		const view = state.views.at(-1);
		if (view?.type === 'grid') {
			const heads = Array.from({length: layoutOf(state).heads}, () => null);
			return [...heads, ...visibleRows(state).map(({row}) => row.resource.key)];
		}

		if (view?.type !== 'page') return [];
		return (this.#linesOf(state) ?? []).map(line =>
			typeof line === 'string' ? null : entryAt(state, view, line.place),
		);
	}

	#linesOf(state: State): readonly ListLine[] | null {
		const view = state.views.at(-1);
		if (!view) return null;
		const own = this.#views.get(pageName(view));
		if (own) return own.lines(state, view);
		if (view.type !== 'page' || !state.pages.get(view.page)?.text) return null;
		return pieceLines(textPieces(state, view), view.place, layoutOf(state).body, '', this.#theme);
	}
}
