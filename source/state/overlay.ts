import type {Context} from './keys/binding.js';
import type {State} from './state.js';

/** Where keys go before the view gets them; null where nothing comes before it. */
export const overlayOf = ({past, prompt, dialog}: State): Context | null => {
	if (past === null || prompt !== null || dialog !== null) return null;
	return past.player ? 'replay' : 'past';
};
