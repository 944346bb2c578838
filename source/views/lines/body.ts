import type {State} from '../../state/state.js';
import {changeLines} from './change-lines.js';
import {describeBody} from './describe.js';
import {faultLines} from './fault-lines.js';
import {GridLines} from './grid-lines.js';
import {logLines} from './log-lines.js';
import {type Look, styled} from './theme.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for the sequences that styles are made of.
const styles = /\u001b\[[\d;]*m/gu;

const withoutStyles = (line: string): string => line.replace(styles, '');

/** Makes the lines of the views that scroll and change all the time: these do not go through React. */
export class Body {
	readonly #look: Look;
	readonly #grid: GridLines;

	constructor(look: Look) {
		this.#look = look;
		this.#grid = new GridLines(look);
	}

	/** The styled lines of the view that is shown, all dim under a dialog; null when Ink draws it. */
	lines(state: State): readonly string[] | null {
		const lines = this.#linesOf(state);
		return state.dialog && lines
			? lines.map(line => styled(this.#look.styles.dim, withoutStyles(line)))
			: lines;
	}

	#linesOf(state: State): readonly string[] | null {
		const view = state.views.at(-1);
		switch (view?.type) {
			case 'grid':
				return this.#grid.lines(state, view);
			case 'logs':
				return logLines(state, view, this.#look);
			case 'describe':
				return describeBody(state, view, this.#look);
			case 'faults':
				return faultLines(state, view, this.#look);
			case 'changes':
				return changeLines(state, view, this.#look);
			default:
				return null;
		}
	}
}
