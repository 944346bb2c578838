import {askToSend} from './actions/actions.js';
import {begin} from './actions/begin.js';
import {askToSendLine} from './actions/source-commands.js';
import type {JournalEntry, JournalItem} from './journal/entries.js';
import {type Next, next} from './next.js';
import {withNotice} from './notice.js';
import {offeredBy, pluginAction} from './rows/offered.js';
import type {State} from './state.js';

const refuse = (state: State, reason: string): Next => next(withNotice(state, 'warning', reason));

// What stands in the place of a secret.
const hasSecret = (value: unknown): boolean => JSON.stringify(value ?? '').includes('***');

const repeatCommand = (state: State, {id, isOwn, source, line}: JournalEntry): Next => {
	const original = isOwn ? (state.journal.original(id)?.line ?? line) : line;
	if (source === null || original === null) return refuse(state, 'the entry does not say what was sent');
	return hasSecret(original)
		? refuse(state, 'the journal keeps no secrets, and this had one: type it again')
		: askToSendLine(state, source, original);
};

/** Asks whether to send an entry again to the row, or the rows, that it went to. What may be sent is judged as ever. */
export const repeatEntry = (state: State, {entry, part}: JournalItem): Next => {
	const {isOwn, id} = entry;
	if (entry.action === null) return repeatCommand(state, entry);
	const {name} = entry.action;
	const plugin = state.settings.plugins.find(one => one.name === name);
	const action = plugin ? pluginAction(plugin) : entry.action;
	const rows = (part === null ? entry.parts : [part]).flatMap(({row}) => row ?? []);
	const targets = rows.flatMap(({key}) => {
		const row = state.resources.get(key);
		return row && row.removedAt === null ? [row.resource] : [];
	});
	const gone = rows.find(({key}) => !targets.some(target => target.key === key));
	const [first] = targets;
	if (gone || !first) return refuse(state, `${gone?.name ?? 'the row'} is gone, or its kind is not listed`);
	const lacking = targets.find(target => !offeredBy(target, action));
	if (lacking)
		return refuse(state, `${lacking.name} (${lacking.state}) does not offer ${action.name} any more`);
	const offered = offeredBy(first, action);
	if (!offered) return next(state);
	const input = isOwn ? (state.journal.original(id)?.input ?? entry.input) : entry.input;
	// A form asks for what the journal does not keep.
	return hasSecret(input) ? begin(state, targets, offered, null) : askToSend(state, targets, offered, input);
};
