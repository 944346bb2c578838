import type {Fields, Json} from '../world/world.js';

/** A command for minions as it is published. */
export type Command = {
	readonly fun: Json;
	readonly args: readonly Json[];
	readonly target: Json;
	readonly targetType: string;
	readonly user: string;
	readonly metadata?: Json | null;
	/** The returns are not to be kept. */
	readonly nocache?: boolean;
};

/** A job in the master's job cache. */
export type CachedJob = {
	readonly jid: string;
	readonly fun: Json;
	readonly args: readonly Json[];
	readonly target: Json;
	readonly targetType: string;
	readonly user: string;
	readonly minions: readonly string[] | null;
	readonly metadata: Json | null;
	readonly results: Map<string, Fields>;
	readonly done: Set<() => void>;
	/** Its returns are not kept. */
	readonly nocache?: boolean;
	/** A return of it holds bytes, which salt-api cannot write as JSON. */
	readonly holdsBytes?: boolean;
};

/** A batch of a master since 3008, which keeps its own account of it (salt/utils/batch_state.py). */
export type Batch = {
	readonly jid: string;
	readonly command: Command;
	readonly all: readonly string[];
	readonly size: number;
	pending: readonly string[];
	readonly active: Set<string>;
	readonly done: Map<string, Json>;
	halted: boolean;
};
