import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import {demoSource} from '../../source/demo/demo.js';
import type {SavedView} from '../../source/model/saved-view.js';
import type {Source, SourceEvent} from '../../source/model/source.js';
import type {SourceConfig} from '../../source/model/source-config.js';
import {usualThresholds} from '../../source/model/thresholds.js';
import {openPast} from '../../source/program/past.js';
import {createPerformer} from '../../source/runtime/perform.js';
import {Store} from '../../source/runtime/store.js';
import {type Watched, watchSources} from '../../source/runtime/watch.js';
import {openRancher1} from '../../source/sources/rancher1/source.js';
import {nextTickMs} from '../../source/state/clock.js';
import {initialState} from '../../source/state/initial.js';
import {update} from '../../source/state/update.js';
import {createTheme} from '../../source/views/lines/theme.js';
import {type MountedApp, mountApp} from '../../source/views/mount.js';
import type {Credentials} from './orders.js';

/** A terminal that takes everything at once and counts it. */
export class CountingTerminal extends EventEmitter {
	readonly columns: number;
	readonly rows: number;
	frames = 0;
	bytes = 0;
	/** Called after each write. */
	onWrite: (text: string) => boolean = () => true;

	constructor(columns: number, rows: number) {
		super();
		this.columns = columns;
		this.rows = rows;
	}

	readonly write = (text: string): boolean => {
		this.frames += 1;
		this.bytes += Buffer.byteLength(text);
		return this.onWrite(text);
	};
}

/** A keyboard that Ink reads from. */
class Keyboard extends PassThrough {
	readonly isTTY = true;
	setRawMode(): this {
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}

/** The whole program in this process, but for flags and the terminal. */
export type Program = {
	readonly store: Store;
	readonly terminal: CountingTerminal;
	readonly app: MountedApp;
	readonly press: (keys: string) => void;
	readonly close: () => Promise<void>;
};

/** How the program is started. */
export type ProgramOptions = {
	readonly sources: readonly Source[];
	readonly view?: SavedView;
	readonly columns?: number;
	readonly rows?: number;
	/** Epoch milliseconds; the machine's clock if omitted. */
	readonly now?: () => number;
	/** Sees what the sources emit. */
	readonly onEvent?: (event: SourceEvent) => void;
};

const unused = () => undefined;

/** The configuration of a server without TLS. */
export const configOf = (url: string, login: Credentials | null = null): SourceConfig =>
	demoSource({
		name: 'bench',
		family: 'rancher1',
		url,
		credentials: async () => (login === null ? {type: 'none'} : {type: 'basic', ...login}),
	});

/** A source of the family Rancher 1. */
export const rancher1At = (url: string, login: Credentials | null = null): Source =>
	openRancher1(configOf(url, login));

/** Starts all of the program's own layers on a counting terminal. */
export const startProgram = (options: ProgramOptions): Program => {
	const {sources, view = {kind: '', filter: '', sort: ''}, columns = 200, rows = 50} = options;
	const {now = Date.now, onEvent} = options;
	const terminal = new CountingTerminal(columns, rows);
	const keyboard = new Keyboard();
	let watched: Watched;
	const performer = createPerformer({
		store: () => store,
		watched: () => watched,
		terminal: {
			redraw: unused,
			suspend: unused,
			copy: unused,
			save: async name => name,
			saveLog: async ({name}) => name,
			saveGrid: async name => ({path: name, rows: 0}),
			browse: async () => undefined,
			runPlugin: async () => ({status: 'exit code 0', isGood: true, output: ''}),
			call: () => undefined,
			runAlert: async () => undefined,
			shell: async () => null,
			edit: async (_name: string, text: string) => text,
			askCredentials: async () => false,
			exit: unused,
		},
		memory: {write: unused, append: () => [], journal: () => []},
		past: () => past.lookup,
		now,
	});
	const settings = {
		readOnly: false,
		replay: false,
		recorderBytes: 64 * 1024 * 1024,
		mouse: false,
		hasDisplay: false,
		confirm: {usual: 'all' as const, bySource: new Map()},
		stuckAfterMs: 600_000,
		thresholds: usualThresholds,
		guard: [],
		alerts: [],
		keys: {},
		plugins: [],
		aliases: {},
		savedViews: {},
	};
	const store: Store = new Store({
		initial: initialState({settings, view, size: {columns, rows}, now: now()}),
		update: (state, message) => past.follow(update(state, message)),
		perform: performer.perform,
		nextTickMs,
		now,
		fps: 15,
	});
	const past = openPast(
		{store: () => store, config: {...settings, sameHosts: []}, durations: null},
		null,
		1,
		() => null,
	);
	for (const {name, family, url, insecure} of sources) {
		store.dispatch({type: 'source', source: name, family, url, insecure, readOnly: false, at: now()});
	}

	past.begin(unused);
	watched = watchSources(
		sources.map(source => ({name: source.name, open: async () => source})),
		onEvent
			? event => {
					onEvent(event);
					store.emit(event);
				}
			: store.emit,
	);
	const theme = createTheme({theme: 'default', ascii: false, colour: true});
	const app = mountApp({
		store,
		theme,
		stdin: keyboard,
		stdout: terminal,
		now,
		env: {TERM: 'xterm-256color'},
		patchConsole: false,
	});
	return {
		store,
		terminal,
		app,
		press: keys => void keyboard.write(keys),
		async close() {
			store.stop();
			performer.close();
			app.unmount();
			await app.ended;
			await watched.close();
			past.close();
		},
	};
};

/** Resolves after a frame in which the condition holds. */
export const until = (store: Store, condition: () => boolean): Promise<void> =>
	new Promise(resolve => {
		if (condition()) {
			resolve();
			return;
		}

		const forget = store.subscribe(() => {
			if (!condition()) return;
			forget();
			resolve();
		});
	});
