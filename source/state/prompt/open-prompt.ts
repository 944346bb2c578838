import {gridOf} from '../grid/window.js';
import type {Prompt, State} from '../state.js';

/** Opens the input line; for a filter with the present one of the grid. */
export const openPrompt = (
	state: State,
	mode: Prompt['mode'],
	completions: Prompt['completions'] = [],
): State => {
	const before = mode === 'filter' ? gridOf(state) : null;
	const text = before?.filter.text ?? '';
	const prompt: Prompt = {
		mode,
		text,
		caret: text.length,
		completions,
		error: null,
		errorAt: null,
		isRefused: false,
		before,
		back: 0,
		draft: text,
	};
	return {...state, prompt};
};
