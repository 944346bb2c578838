import type {ExtraColumns} from './extra-column.js';
import type {Family} from './resource.js';

/** What is confirmed first: every change, only what is dangerous, or nothing. */
export type Confirm = 'all' | 'dangerous' | 'none';

/** The default of what is confirmed, and the sources that differ. */
export type ConfirmRules = {readonly usual: Confirm; readonly bySource: ReadonlyMap<string, Confirm>};

/** Credentials of a source. `login` is a user with a password that the server exchanges for a token. */
export type Credentials =
	| {readonly type: 'none'}
	| {readonly type: 'basic'; readonly username: string; readonly password: string}
	| {
			readonly type: 'bearer';
			readonly token: string;
			/** Epoch milliseconds; from then on there are others. Omitted where that is not known. */
			readonly expiresAt?: number;
	  }
	| {
			readonly type: 'login';
			readonly username: string;
			readonly password: string;
			readonly eauth: string | null;
	  };

/** One server to watch, complete and validated. */
export type SourceConfig = {
	readonly name: string;
	/** Null: detected by asking the server. */
	readonly family: Family | null;
	/** `http` or `https`, with the path that narrows the scope, without credentials, no slash at the end. */
	readonly url: string;
	/**
	 * Called at each login, so that a command or a prompt can supply fresh ones; throws `UsageError` or
	 * `RefusedError`.
	 */
	readonly credentials: () => Promise<Credentials>;
	/** Extra certificate authorities, PEM text, or null. */
	readonly certificateAuthorities: string | null;
	readonly insecure: boolean;
	/** A proxy of its own, as a URL; without one the environment's proxies are used. */
	readonly proxy?: string;
	/** The name that its certificate must be for, where that is not the host of the URL. */
	readonly serverName?: string;
	readonly readOnly: boolean;
	/** Name of the Rancher source through whose `/meta/proxy` it is reached, or null. */
	readonly via: string | null;
	/**
	 * Only with `via`: names a cloud credential of that Rancher, which signs the requests with it, as its header
	 * `X-Api-CattleAuth-Header` takes it: `Basic credID=cattle-global-data:cc-abcde usernameField=user passwordField=pass`.
	 * For what stands before salt-api and wants a login of its own: salt-api never reads `Authorization`.
	 */
	readonly cloudCredential?: string;
	/** Only with `via`: that Rancher may be older than 2.3, and reveal its own session to the server behind it. */
	readonly allowOldRancher?: true;
	/** Rancher 1 only: the one project to follow, by its name or id, where the URL names none. */
	readonly project?: string;
	/** Rancher 1 only: all projects that an administrator may see, not only those of which they are a member. */
	readonly allProjects?: true;
	/** Salt only: how events are followed. */
	readonly eventTransport: 'sse' | 'ws';
	/** Salt only: no session is opened, every call brings its own credentials, and nothing is followed. */
	readonly sessionless?: true;
	/** What the configuration adds to kinds. */
	readonly columns?: ExtraColumns;
	/** Every change is printed or recorded: in a burst none is merely counted. */
	readonly everyChange?: true;
};
