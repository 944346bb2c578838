import type {Fields} from '../../world/world.js';
import type {Fleet} from '../fleet/fleet.js';
import type {Hub} from './hub.js';
import type {Appearance} from './render.js';

/** What the APIs of one cluster are made of: its Steve, and Kubernetes' own. */
export type ClusterRoute = {
	readonly hub: Hub;
	readonly fleet: Fleet;
	readonly cluster: string;
	readonly sqlCache: boolean;
	/** True where writes to this resource are answered with 409 Conflict. */
	readonly isLocked: (key: string) => boolean;
	/** Schemas that this server does not show now. */
	readonly hidden: ReadonlySet<string>;
	/** The cluster's apiserver does not answer: only the cache is available. */
	readonly isOut: boolean;
};

/** The parts of one cluster's Steve. */
export type SteveRoute = ClusterRoute & {
	/** Hands a whole new version of an object on to Kubernetes; returns why it was refused. */
	readonly replace: (appearance: Appearance, body: Fields) => Refusal | undefined;
};

/** Why Kubernetes refused something. */
type Refusal = {readonly status: number; readonly reason: string; readonly message: string};
