import {reasonOf} from '../model/errors.js';
import type {Resource} from '../model/resource.js';
import type {Source} from '../model/source.js';
import type {Message} from '../state/message.js';
import type {Performers, PerformOptions} from './performers.js';

/** What asks a source for something and answers with a message. */
type Requests = {
	readonly performers: Pick<Performers, 'abort' | 'act' | 'command' | 'load-form' | 'load-object'>;
	/** Ends the question that was asked under this id of a question or view: nobody waits for the answer. */
	readonly abort: (id: number) => void;
	readonly abortAll: () => void;
};

type Ask = (signal: AbortSignal) => Promise<Message>;
type Failed = (error: string) => Message;

/** Asks with a signal of its own for each id, and answers unless that was aborted. */
const createQuestions = (answer: (message: Message) => void) => {
	const everything = new AbortController();
	const open = new Map<number, AbortController>();

	const send = async (ask: Ask, failed: Failed, signal = everything.signal): Promise<void> => {
		const message = await ask(signal).catch((error: unknown) => failed(reasonOf(error)));
		if (!signal.aborted) answer(message);
	};

	const abort = (id: number): void => {
		open.get(id)?.abort();
		open.delete(id);
	};

	return {
		send,
		abort,
		async ask(id: number, ask: Ask, failed: Failed): Promise<void> {
			abort(id);
			const own = new AbortController();
			open.set(id, own);
			await send(ask, failed, own.signal);
			if (open.get(id) === own) open.delete(id);
		},
		abortAll(): void {
			everything.abort();
			for (const id of [...open.keys()]) abort(id);
		},
	};
};

/**
 * Makes the requests. Questions have ids (a view's is its own): the same id again ends the one before. What was sent to
 * change something ends only with the program.
 *
 * @param sourceOf throws when the source is not there
 */
export const createRequests = (
	{store, now}: Pick<PerformOptions, 'store' | 'now'>,
	sourceOf: (resource: Pick<Resource, 'source'>) => Source,
): Requests => {
	const {send, ask, abort, abortAll} = createQuestions(message => store().dispatch(message));
	return {
		performers: {
			abort: ({id}) => abort(id),
			act: ({id, request}) =>
				void send(
					async signal => {
						const outcome = await sourceOf(request.resource).act(request, signal);
						return {type: 'action-accepted', id, outcome, at: now()};
					},
					error => ({type: 'action-failed', id, error, at: now()}),
				),
			command: ({source, line}) =>
				void send(
					async signal => {
						const {command} = sourceOf({source});
						if (!command) throw new Error('it takes no commands');
						const outcome = await command(line, signal);
						return {type: 'command-accepted', source, line, outcome, at: now()};
					},
					error => ({type: 'notice', level: 'error', text: `${source}: ${error}`, at: now()}),
				),
			'load-form': ({id, resource, action}) =>
				void ask(
					id,
					async signal => {
						const fields = await sourceOf(resource).form(resource, action, signal);
						return {type: 'form', id, at: now(), fields, error: null};
					},
					error => ({type: 'form', id, at: now(), fields: null, error}),
				),
			'load-object': ({view, resource}) =>
				void ask(
					view,
					async signal => {
						const object = await sourceOf(resource).object(resource, signal);
						return {type: 'object', view, object, error: null};
					},
					error => ({type: 'object', view, object: null, error}),
				),
		},
		abort,
		abortAll,
	};
};
