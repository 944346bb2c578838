import {messageOf, reasonOf} from '../model/errors.ts';
import type {Resource} from '../model/resource.ts';
import type {Source} from '../model/source.ts';
import type {Effect} from '../state/effect.ts';
import type {Message} from '../state/message.ts';
import type {Store} from './store.ts';
import {createStreams} from './streams.ts';
import type {Watched} from './watch.ts';

/** What only the owner of the terminal can do. */
export type Terminal = {
	readonly redraw: () => void;
	/** Gives the terminal back to the shell until the program is continued. */
	readonly suspend: () => void;
	readonly copy: (text: string) => void;
	/** Writes a file of its own; resolves to its path. */
	readonly save: (name: string, lines: readonly string[]) => Promise<string>;
	/** Gives the whole terminal to a shell in the resource until that ends. */
	readonly shell: (source: Source, resource: Resource) => Promise<void>;
	/** `interrupted`: by ctrl-c. */
	readonly exit: (interrupted: boolean) => void;
};

type Performers = {readonly [Type in Effect['type']]: (effect: Effect & {type: Type}) => void};

/** What performing needs; store and sources come lazily, because they need the performer first. */
export type PerformOptions = {
	readonly store: () => Pick<Store, 'dispatch' | 'tellLog'>;
	readonly watched: () => Watched;
	readonly terminal: Terminal;
	/** Epoch milliseconds. */
	readonly now: () => number;
};

/** The effects that ask a source for something and answer with a message. */
const requests = (
	{store, now}: PerformOptions,
	sourceOf: (resource: Pick<Resource, 'source'>) => Source,
	signal: AbortSignal,
): Pick<Performers, 'act' | 'command' | 'load-form' | 'load-object'> => {
	const answer = async (ask: () => Promise<Message>, failed: (error: string) => Message) => {
		const message = await ask().catch((error: unknown) => failed(reasonOf(error)));
		if (!signal.aborted) store().dispatch(message);
	};

	return {
		act: ({id, request}) =>
			void answer(
				async () => {
					const outcome = await sourceOf(request.resource).act(request, signal);
					return {type: 'action-accepted', id, outcome, at: now()};
				},
				error => ({type: 'action-failed', id, error, at: now()}),
			),
		command: ({source, line}) =>
			void answer(
				async () => {
					const {command} = sourceOf({source});
					if (!command) throw new Error('it takes no commands');
					const outcome = await command(line, signal);
					return {type: 'command-accepted', source, line, outcome, at: now()};
				},
				error => ({type: 'notice', level: 'error', text: `${source}: ${error}`, at: now()}),
			),
		'load-form': ({resource, action}) =>
			void answer(
				async () => {
					const fields = await sourceOf(resource).form(resource, action, signal);
					return {type: 'form', action: action.name, fields, error: null};
				},
				error => ({type: 'form', action: action.name, fields: null, error}),
			),
		'load-object': ({view, resource}) =>
			void answer(
				async () => ({
					type: 'object',
					view,
					object: await sourceOf(resource).object(resource, signal),
					error: null,
				}),
				error => ({type: 'object', view, object: null, error}),
			),
	};
};

/**
 * Performs effects and answers with messages: the only place where the state reaches the outside.
 * `close` ends every request and stream.
 */
export const createPerformer = (
	options: PerformOptions,
): {readonly perform: (effect: Effect) => void; readonly close: () => void} => {
	const {store, watched, terminal, now} = options;
	const everything = new AbortController();
	const sourceOf = (resource: Pick<Resource, 'source'>): Source => {
		const source = watched().get(resource.source);
		if (!source) throw new Error(`There is no source ${resource.source}`);
		return source;
	};
	const streams = createStreams(store, sourceOf);
	const notice = (level: 'info' | 'error', text: string) =>
		store().dispatch({type: 'notice', level, text, at: now()});
	const failed = (error: unknown) => notice('error', messageOf(error));

	const performers: Performers = {
		...requests(options, sourceOf, everything.signal),
		show: ({kinds}) => watched().show(kinds),
		'open-logs': streams.openLogs,
		'open-stats': streams.openStats,
		close: ({view}) => streams.close(view),
		'open-shell': ({resource}) => void terminal.shell(sourceOf(resource), resource).catch(failed),
		'enable-source': ({source, enabled}) => watched().enable(source, enabled),
		relist() {
			for (const source of watched().all()) source.relist();
		},
		redraw: terminal.redraw,
		suspend: terminal.suspend,
		copy: ({text}) => terminal.copy(text),
		save: ({name, lines}) =>
			void terminal
				.save(name, lines)
				.then(path => notice('info', `Saved ${lines.length} lines to ${path}`), failed),
		exit: ({interrupted}) => terminal.exit(interrupted),
	};

	return {
		perform: <Type extends Effect['type']>(effect: Effect & {readonly type: Type}) =>
			performers[effect.type as Type](effect),
		close() {
			everything.abort();
			streams.closeAll();
		},
	};
};
