import type {Effect} from './effect.js';
import {refuseLook} from './keys/refusals.js';
import type {Message} from './message.js';
import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import type {Command, State} from './state.js';
import {onSubject} from './subject.js';

/** Shows and copies the address that was found, and opens it where there is a display. */
export const takeWebAddress = (
	state: State,
	{resource, address}: Pick<Extract<Message, {type: 'web-address'}>, 'resource' | 'address'>,
): Next => {
	const {kind, name, source} = resource;
	if (address === null)
		return next(withNotice(state, 'warning', `the web pages of ${source} have none of ${kind} ${name}`));
	const {hasDisplay} = state.settings;
	const browse: readonly Effect[] = hasDisplay ? [{type: 'browse', address}] : [];
	const text = `${address} ${hasDisplay ? '(copied, and opened)' : "(sent to the terminal's clipboard)"}`;
	return next(withNotice(state, 'info', text), {type: 'copy', text: address}, ...browse);
};

/** Leads to the row in its server's own pages. */
export const webAddressCommand: Command = {
	command: 'web-address',
	asks: true,
	keys: 'O',
	title: 'web address: show, copy and open it',
	group: 'look',
	refuse: state => refuseLook(state, null),
	on: 'rows',
	run: onSubject((state, resource) => next(state, {type: 'find-web-address', resource})),
};
