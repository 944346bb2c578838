import type {Message} from '../message.js';
import type {State} from '../state.js';

// What the person does goes to what is shown.
const ofShown: ReadonlySet<Message['type']> = new Set([
	'key',
	'wheel',
	'click',
	'paste',
	'resize',
	'resumed',
	'past',
	'played',
]);

/** Whether a message is about now, or about a view that is open there, while the past is shown. */
export const isOfPresent = ({past}: State, message: Message): boolean => {
	if (past === null) return false;
	if ('view' in message) return past.present.views.some(({id}) => id === message.view);
	return !ofShown.has(message.type);
};
