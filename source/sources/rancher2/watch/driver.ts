import type {Action, Field} from '../../../model/action.js';
import type {ActionOutcome, ActionRequest} from '../../../model/action-request.js';
import type {JsonObject} from '../../../model/json-object.js';
import type {Kind} from '../../../model/kind.js';
import type {Resource} from '../../../model/resource.js';
import type {ListingOrder} from '../../follow/listing-order.js';
import type {WatchAdapter} from '../../follow/watch-adapter.js';
import type {KubeObject} from '../kube/path.js';
import type {Clusters} from '../rows/clusters.js';
import type {Machines} from '../rows/machines.js';
import type {PodIndex} from '../rows/pod-index.js';
import type {Scope} from '../rows/scope.js';
import type {Api} from '../wire/api.js';
import type {Timing} from '../wire/timing.js';
import type {Wanted} from '../wire/wanted.js';
import type {ClusterActions} from './cluster-actions.js';

/** The driver of one scope: Steve or the management API, to follow it and to act on it. */
export type Driver = {
	/** List and watch. `open` rejects with `NotHereError` where the server does not speak this API. */
	readonly adapter: WatchAdapter;
	readonly form: (resource: Resource, action: Action, signal: AbortSignal) => Promise<readonly Field[]>;
	readonly act: (request: ActionRequest, signal: AbortSignal) => Promise<ActionOutcome>;
	/** The whole object, as the server has it. */
	readonly object: (resource: Resource, signal: AbortSignal) => Promise<Readonly<Record<string, unknown>>>;
	/** The object that a row is in Kubernetes' own API. Rejects with `UsageError` for a kind that is not there. */
	readonly kubeObject: (resource: Resource, signal: AbortSignal) => Promise<KubeObject>;
	/** The object in the shape of Kubernetes' own API, to which Steve only adds. */
	readonly native: (resource: Resource, signal: AbortSignal) => Promise<JsonObject>;
	/** The objects that match, at most a hundred; not followed. */
	readonly find: (wanted: Wanted, signal: AbortSignal) => Promise<readonly JsonObject[]>;
	/** The address of its page on the server at this origin; null where there is none. */
	readonly webAddress: (resource: Resource, origin: string) => string | null;
};

/** What a driver is made of. */
export type DriverOptions = {
	/** Requests for following, and those that a person waits for. */
	readonly api: Api;
	readonly urgent: Api;
	readonly scope: Scope;
	readonly timing: Timing;
	/** Receives the pods that are seen. */
	readonly pods: PodIndex;
	/** Receives the clusters that are seen. */
	readonly clusters: Clusters;
	/** What the management server knows of the nodes of all clusters. */
	readonly machines: Machines;
	/** What the management API offers for clusters. */
	readonly clusterActions: ClusterActions;
	/** Ids of schemas by short name, shared so that a kind is the same in all clusters. Added to. */
	readonly kindOwners: Map<string, string>;
	readonly order: ListingOrder;
	/** The server takes more than one request at a time from now on. */
	readonly isLetIn: () => boolean;
	/** Reports the kinds that this scope can show, whenever they change. */
	readonly onKinds: (kinds: readonly Kind[]) => void;
};

/** The server does not speak this API; another driver may work. */
export class NotHereError extends Error {
	override readonly name = 'NotHereError';
}
