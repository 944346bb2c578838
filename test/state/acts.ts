import type {Play} from './stage.js';

/** What was wanted done since it was last taken: of an action its name and row, of anything else its type. */
export const names = (play: Play) =>
	play
		.take()
		.map(effect =>
			effect.type === 'act' ? [effect.request.action.name, effect.request.resource.name] : effect.type,
		);
