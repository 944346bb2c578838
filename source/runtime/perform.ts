import {messageOf} from '../model/errors.js';
import type {Resource} from '../model/resource.js';
import type {Source} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import {createRequests} from './requests.js';
import type {Store} from './store.js';
import {createStreams} from './streams.js';
import type {Watched} from './watch.js';

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
	/** Asks for other credentials of a source; resolves to whether some were typed. */
	readonly askCredentials: (source: Source) => Promise<boolean>;
	/** `interrupted`: by ctrl-c. */
	readonly exit: (interrupted: boolean) => void;
};

/** What does each effect. */
export type Performers = {readonly [Type in Effect['type']]: (effect: Effect & {type: Type}) => void};

/** What performing needs; store and sources come lazily, because they need the performer first. */
export type PerformOptions = {
	readonly store: () => Pick<Store, 'dispatch' | 'tellLog'>;
	readonly watched: () => Watched;
	readonly terminal: Terminal;
	/** Epoch milliseconds. */
	readonly now: () => number;
};

/**
 * Performs effects and answers with messages: the only place where the state reaches the outside.
 * `close` ends every request and stream.
 */
export const createPerformer = (
	options: PerformOptions,
): {readonly perform: (effect: Effect) => void; readonly close: () => void} => {
	const {store, watched, terminal, now} = options;
	const sourceOf = (resource: Pick<Resource, 'source'>): Source => {
		const source = watched().get(resource.source);
		if (!source) throw new Error(`There is no source ${resource.source}`);
		return source;
	};
	const requests = createRequests(options, sourceOf);
	const streams = createStreams(store, sourceOf);
	const notice = (level: 'info' | 'error', text: string) =>
		store().dispatch({type: 'notice', level, text, at: now()});
	const failed = (error: unknown) => notice('error', messageOf(error));

	/** What takes the whole terminal for a while. */
	const interrupt = async (work: () => Promise<unknown>): Promise<void> => {
		try {
			await work();
		} catch (error) {
			failed(error);
		} finally {
			store().dispatch({type: 'resumed'});
		}
	};

	const performers: Performers = {
		...requests.performers,
		show: ({kinds}) => watched().show(kinds),
		'open-logs': streams.openLogs,
		'open-stats': streams.openStats,
		close({view}) {
			requests.abort(view);
			streams.close(view);
		},
		'open-shell': ({resource}) => void interrupt(() => terminal.shell(sourceOf(resource), resource)),
		'ask-credentials': ({source: name}) =>
			void interrupt(async () => {
				const source = sourceOf({source: name});
				if (await terminal.askCredentials(source)) source.relist();
				else notice('info', `The credentials of ${name} are as they were`);
			}),
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
			requests.abortAll();
			streams.closeAll();
		},
	};
};
