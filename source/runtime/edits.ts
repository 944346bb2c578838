import type {Editing} from '../model/editing.js';
import {reasonOf} from '../model/errors.js';
import type {Resource} from '../model/resource.js';
import type {Source} from '../model/source.js';
import {headed, withoutHead} from './edit-head.js';
import type {Performers, PerformOptions, Terminal} from './performers.js';

/** An object that a person is editing, and its text as they left it. */
type Session = {
	readonly resource: Resource;
	readonly editing: Editing;
	text: string;
	/** What stood above the last question. */
	notes: readonly string[];
};

type Options = Pick<PerformOptions, 'store' | 'now'> & {readonly terminal: Pick<Terminal, 'edit'>};

/** What comes of a turn of an edit: it is over, with a message if nothing was sent, or a question is open. */
type Turn = {readonly isOver: boolean; readonly message: string | null};

const asked: Turn = {isOver: false, message: null};

const over = (message: string | null): Turn => ({isOver: true, message});

/** What became of it, or why nothing did. Rejects once the run has ended. */
const orReason = <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result | string> =>
	work.catch((error: unknown) => (signal.aborted ? Promise.reject(error) : reasonOf(error)));

/** The turns of an edit: the editor is opened until there is a text that the server would take, which is then sent. */
const createTurns = ({store, now, terminal}: Options, signal: AbortSignal) => {
	const check = async (id: number, session: Session, text: string): Promise<Turn | string> => {
		const {editing} = session;
		const checked = await orReason(editing.check(text, signal), signal);
		if (typeof checked === 'string') return checked;
		if (checked.type === 'unchanged') return over('nothing was changed, nothing was sent');
		if (checked.type === 'rejected') return checked.reason;
		session.text = checked.text;
		session.notes = checked.review.notes;
		store().dispatch({type: 'edited', id, review: checked.review, at: now()});
		return asked;
	};

	/** Opens the editor until there is a text that the server would take. */
	const edit = async (id: number, session: Session, reason: string | null): Promise<Turn> => {
		const {resource, editing} = session;
		let why = reason;
		for (;;) {
			const shown = headed(session.text, resource, why, session.notes);
			const edited = await terminal.edit(editing.fileName, shown);
			if (why !== null && edited === shown) return over('not changed after it was refused: nothing was sent');
			session.text = withoutHead(edited);
			const turn = await check(id, session, session.text);
			if (typeof turn !== 'string') return turn;
			why = turn;
		}
	};

	const send = async (id: number, session: Session): Promise<Turn> => {
		const sent = await orReason(session.editing.send(session.text, signal), signal);
		// It may have arrived all the same: then nothing is left to send.
		if (typeof sent === 'string') return edit(id, session, sent);
		if (sent.type === 'sent') return over(sent.warnings.length === 0 ? null : sent.warnings.join('; '));
		if (sent.type === 'rejected') return edit(id, session, sent.reason);
		session.text = sent.text;
		const turn = await check(id, session, sent.text);
		return typeof turn === 'string' ? edit(id, session, turn) : turn;
	};

	return {edit, send};
};

/**
 * Edits objects in the person's editor: a refused text is edited again with the reason above it, a good one is asked
 * about. Each edit is an action, and ends as one.
 */
export const createEdits = (
	options: Options,
	sourceOf: (resource: Pick<Resource, 'source'>) => Source,
): {readonly performers: Pick<Performers, 'edit' | 'answer-edit'>; readonly abortAll: () => void} => {
	const {store, now} = options;
	const sessions = new Map<number, Session>();
	const everything = new AbortController();
	const {signal} = everything;
	const {edit, send} = createTurns(options, signal);

	const take = async (id: number, turn: () => Promise<Turn>): Promise<void> => {
		try {
			const {isOver, message} = await turn();
			if (!isOver) return;
			store().dispatch({type: 'action-accepted', id, outcome: {follow: false, message}, at: now()});
		} catch (error) {
			if (signal.aborted) return;
			store().dispatch({type: 'action-failed', id, error: reasonOf(error), at: now()});
		}

		sessions.delete(id);
	};

	const begin = async (id: number, resource: Resource): Promise<Turn> => {
		const source = sourceOf(resource);
		if (!source.edit) throw new Error(`nothing of ${source.name} can be edited`);
		const editing = await source.edit(resource, signal);
		const session: Session = {resource, editing, text: editing.text, notes: []};
		sessions.set(id, session);
		return edit(id, session, null);
	};

	const answer = async (id: number, how: 'send' | 'edit' | 'drop'): Promise<Turn> => {
		const session = sessions.get(id);
		if (!session) throw new Error('this edit is over');
		if (how === 'drop') return over('nothing was sent');
		return how === 'send' ? send(id, session) : edit(id, session, null);
	};

	return {
		performers: {
			edit: ({id, resource}) => void take(id, () => begin(id, resource)),
			'answer-edit': ({id, answer: how}) => void take(id, () => answer(id, how)),
		},
		abortAll: () => everything.abort(),
	};
};
