import type {Catalogue} from '../rows/catalogue.js';
import type {Scope} from '../rows/scope.js';
import type {Api} from '../wire/api.js';
import type {Acceptances} from './acceptances.js';
import type {CrashLoops} from './crash-loops.js';

/** One project to follow. */
export type ProjectOptions = {
	readonly api: Api;
	/** Path of the project's resources: `/v2-beta/projects/1a5`. */
	readonly base: string;
	/** An old server names the owners of a resource only where they are embedded on request. */
	readonly version: 'v2-beta' | 'v1';
	readonly scope: () => Scope;
	readonly catalogue: () => Catalogue;
	/** A row in transition is read after so long without news, milliseconds. */
	readonly silentRowMs: number;
	/** Actions on rows of this project that are under way. */
	readonly acceptances: Acceptances;
	readonly loops: CrashLoops;
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Whether somebody waits for the first rows of a kind. */
	readonly isAwaited: (kind: string) => boolean;
	/** No change is skipped in a surge. */
	readonly everyChange: boolean;
};
