import type {Identity} from '../model/identity.js';
import type {Kind} from '../model/kind.js';
import type {Source} from '../model/source.js';
import type {SourceConfig} from '../model/source-config.js';
import type {HttpResponse} from '../transport/http.js';
import type {Way} from './requests/way.js';

/** A question to a server that shows whether it is of a family. No credentials are sent. */
export type Probe = {
	readonly path: string;
	readonly recognise: (response: HttpResponse) => boolean;
	/** The lowest is asked first: for a family whose servers would answer the question of another, too. */
	readonly rank?: number;
};

/** What can be typed after `:` about a server, and what it does. */
export type Usage = {readonly usage: string; readonly title: string};

/** Looks at one server for a person who wonders what does not work. All reject with the errors of `model/errors.ts`. */
export type ServerChecks = {
	/** As the server says it; null where it does not. */
	readonly version: (signal: AbortSignal) => Promise<string | null>;
	/** Who is logged in; rejects where the credentials are refused. */
	readonly identity: (withRights: boolean, signal: AbortSignal) => Promise<Identity>;
	/** Opens the stream by which changes come, and waits for its first frame; resolves with what it was, for a person. */
	readonly stream: (signal: AbortSignal) => Promise<string>;
	/** Ends sessions and connections. Never rejects. */
	readonly close: () => Promise<void>;
};

/** What a family of servers can do. All of it is loaded only when it is wanted. */
export type FamilySource = {
	readonly probe: () => Promise<Probe>;
	/** Throws `UsageError` for a URL whose path says nothing of what is wanted. Without it any path will do. */
	readonly checkUrl?: (url: string) => void;
	/** Asks nothing of the server yet. `way`: how it is reached where that is not directly. */
	readonly open: (config: SourceConfig, way: Way | null) => Promise<Source>;
	/** The kinds that its servers have of their own, without asking one: to judge what a configuration names. */
	readonly kinds: () => Promise<readonly Kind[]>;
	/** Names of the actions that its servers have of their own, without asking one: to judge what a rule names. */
	readonly actions?: () => Promise<readonly string[]>;
	/** The commands and pages that its servers have of their own, without asking one: for the help. */
	readonly usages?: () => Promise<readonly Usage[]>;
	/** As `Source.explain`, for recordings of its servers. */
	readonly explain?: () => Promise<NonNullable<Source['explain']>>;
	/** Looks at a server; asks nothing yet. `way` as for `open`. Without it only the network is looked at. */
	readonly checks?: () => Promise<(config: SourceConfig, way: Way | null) => ServerChecks>;
	/** True for a server that takes whoever comes without credentials. Asks it, unless it cannot be of this family. */
	readonly isOpen?: (config: SourceConfig) => Promise<boolean>;
	/** The way to another server through one of this family. */
	readonly wayThrough?: (proxy: SourceConfig, config: SourceConfig) => Promise<Way>;
};

/** A family by its names, with what it can do. */
export type SourceFamily = FamilySource & {
	readonly name: string;
	/** What one of its servers is called, in texts: `Salt master`. */
	readonly server: string;
	/** Its servers can be reached `via` another one. */
	readonly behindProxy?: true;
};
