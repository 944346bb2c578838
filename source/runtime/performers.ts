import type {RememberedDocument, RememberedEntries} from '../model/remembered-document.js';
import type {Resource} from '../model/resource.js';
import type {Source} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import type {Store} from './store.js';
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

/** What later runs remember: the state directory. */
export type Memory = {readonly write: (document: RememberedDocument, entries: RememberedEntries) => void};

/** What does each effect. */
export type Performers = {readonly [Type in Effect['type']]: (effect: Effect & {type: Type}) => void};

/** What performing needs; store and sources come lazily, because they need the performer first. */
export type PerformOptions = {
	readonly store: () => Pick<Store, 'dispatch' | 'tellLog'>;
	readonly watched: () => Watched;
	readonly terminal: Terminal;
	readonly memory: Memory;
	/** Epoch milliseconds. */
	readonly now: () => number;
};
