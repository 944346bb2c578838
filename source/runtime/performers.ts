import type {Alert} from '../model/alert.js';
import type {FileFormat} from '../model/file-format.js';
import type {Plugin} from '../model/plugin.js';
import type {RememberedDocument, RememberedEntries} from '../model/remembered-document.js';
import type {Resource} from '../model/resource.js';
import type {ShellSession} from '../model/shell-session.js';
import type {Source} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import type {Travel} from '../state/past/travel.js';
import type {Row} from '../state/rows/row.js';
import type {Store} from './store.js';
import type {Watched} from './watch.js';

/** The effects that need the terminal. */
export type Terminal = {
	readonly redraw: () => void;
	/** Returns the terminal to the shell until the program is continued. */
	readonly suspend: () => void;
	readonly copy: (text: string) => void;
	/** Writes a new file; resolves to its path. */
	readonly save: (name: string, text: string) => Promise<string>;
	/** Writes lines of a log to a new file; resolves to its path. */
	readonly saveLog: (effect: Effect & {type: 'save-log'}) => Promise<string>;
	/** Writes the rows of the grid to a new file; resolves to its path and their number. */
	readonly saveGrid: (name: string, format: FileFormat) => Promise<{path: string; rows: number}>;
	/** Opens a web page in the person's browser; rejects with the reason when that fails at once. */
	readonly browse: (address: string) => Promise<void>;
	/** Runs a program of the user's on a resource to its end; rejects with the reason where it cannot be started. */
	readonly runPlugin: (
		plugin: Plugin,
		resource: Resource,
		signal: AbortSignal,
	) => Promise<{readonly status: string; readonly isGood: boolean; readonly output: string}>;
	/** Calls the person, by the bell or a notification. */
	readonly call: (call: {readonly text: string; readonly bell: boolean; readonly notify: boolean}) => void;
	/** Runs the programs of an alert on a row; calls `failed` with a line for each that fails. */
	readonly runAlert: (
		alert: Pick<Alert, 'when' | 'run'>,
		row: Row,
		more: number,
		failed: (text: string) => void,
		signal: AbortSignal,
	) => Promise<void>;
	/** Hands the whole terminal to the person's editor, with a text in a file of this name; resolves to the edited text. */
	readonly edit: (fileName: string, text: string) => Promise<string>;
	/** Hands the whole terminal to a shell in the resource until that ends; resolves to its exit status, null for unknown. */
	readonly shell: (source: Source, resource: Resource, session: ShellSession) => Promise<number | null>;
	/** Prompts for other credentials of a source; resolves to whether some were entered. */
	readonly askCredentials: (source: Source) => Promise<boolean>;
	/** `interrupted`: by ctrl-c. */
	readonly exit: (interrupted: boolean) => void;
};

/** What later runs remember: the state directory. */
export type Memory = {
	readonly write: (document: RememberedDocument, entries: RememberedEntries) => void;
	/** Appends to the journal; returns what was written, without secrets. */
	readonly append: (lines: readonly object[]) => readonly unknown[];
	/** What is in the journal, oldest first; bounded. */
	readonly journal: () => readonly unknown[];
};

/** Looks up and plays the past: `TimeMachine`. */
export type PastLookup = {
	readonly travel: (to: Travel) => void;
	readonly play: (speed: number) => void;
	readonly pause: () => void;
	readonly leave: () => void;
	/** Writes what was recorded to a new file; resolves to its path and size in bytes. */
	readonly save: (name: string, lastMs: number | null) => Promise<{path: string; bytes: number}>;
};

/** The function that performs each effect. */
export type Performers = {readonly [Type in Effect['type']]: (effect: Effect & {type: Type}) => void};

/** What performing needs. Store and sources are lazy, because creating them needs the performer. */
export type PerformOptions = {
	readonly store: () => Pick<Store, 'dispatch' | 'emitLog'>;
	readonly watched: () => Watched;
	readonly terminal: Terminal;
	readonly memory: Memory;
	readonly past: () => PastLookup;
	/** Epoch milliseconds. */
	readonly now: () => number;
};
