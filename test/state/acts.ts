import type {Message} from '../../source/state/message.ts';
import type {Play} from './stage.ts';

/** The answer that an action takes no inputs. */
export const noInputs = (name: string): Message => ({type: 'form', action: name, fields: [], error: null});

/** What was wanted done since it was last taken: of an action its name and row, of anything else its type. */
export const names = (play: Play) =>
	play
		.take()
		.map(effect =>
			effect.type === 'act' ? [effect.request.action.name, effect.request.resource.name] : effect.type,
		);
