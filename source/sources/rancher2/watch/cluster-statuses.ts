import type {SourceEvent} from '../../../model/source.js';
import {type CombinedStatus, combineStatus} from '../../follow/status.js';
import type {Cluster, Clusters} from '../rows/clusters.js';
import {clustersScope} from '../rows/scope.js';
import type {Place} from '../wire/place.js';
import {createMissingTarget, type MissingTarget} from './missing-target.js';
import {UnreachableClusters} from './unreachable-clusters.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** What is needed to report the status of all clusters of a source. */
type ClusterStatusesOptions = {
	readonly source: string;
	readonly url: string;
	readonly place: Place;
	readonly clusters: Pick<Clusters, 'get'>;
	readonly emit: (event: SourceEvent) => void;
	/** Whether the server has a list of this kind: `cluster`, `project`. */
	readonly knows: (kind: string) => boolean;
	/** Ids of the clusters that are followed, or tried. */
	readonly followed: () => readonly string[];
	/** The kinds that are followed of each cluster. */
	readonly kinds: () => readonly string[];
};

/**
 * The last step from a scope to the store: passes events on and merges the statuses of all clusters. Clusters that do
 * not answer are left out, or the others would look old; instead the live source names them and lists their rows as
 * missing, so that the view does not look complete.
 */
export class ClusterStatuses {
	readonly #options: ClusterStatusesOptions;
	readonly #combined: CombinedStatus;
	readonly #unreachable: UnreachableClusters;
	readonly #target: MissingTarget;
	/** The last status of the list of clusters, and for how many kinds it said that they are missing. */
	#list: StatusEvent | null = null;
	#missing = 0;
	#required = '';

	constructor(options: ClusterStatusesOptions) {
		this.#options = options;
		const {source, url, place, clusters, knows, emit} = options;
		this.#unreachable = new UnreachableClusters(clusters);
		this.#target = createMissingTarget({
			source,
			url,
			place,
			knows,
			reportAgain: event => this.take(event, event.scope),
		});
		this.#combined = combineStatus({
			source,
			emit,
			noun: 'clusters',
			list: clustersScope,
			remark: () => this.#unreachable.sentence(),
		});
	}

	/** Records what the management server says of a cluster. True if the cluster is back. */
	note({id, away}: Cluster): boolean {
		const wasAway = this.#unreachable.has(id);
		if (away !== null) this.#unreachable.note(id);
		return away === null && wasAway;
	}

	/** A cluster is gone. */
	forget(id: string): void {
		this.#unreachable.forget(id, false);
	}

	/** Re-evaluates which clusters are followed and which answer. */
	refresh(at: number): void {
		this.#require(at);
		this.#refreshRemark(at);
	}

	/** Takes an event of the reflection of this scope. */
	take(event: SourceEvent, scope: string): void {
		if (scope === clustersScope) this.#target.hear(event);
		if (event.type !== 'status') this.#combined.emit(event);
		else if (event.scope === clustersScope) this.#takeList(event);
		else if (event.scope === this.#options.place.cluster) this.#takeCluster(this.#target.statusOf(event));
		else this.#takeCluster(event);
	}

	#takeList(event: StatusEvent): void {
		this.#list = event;
		const missing = event.status === 'live' ? this.#unreachable.missing(this.#options.kinds()) : [];
		this.#missing = missing.length;
		this.#combined.emit(
			missing.length === 0 ? event : {...event, missing: [...(event.missing ?? []), ...missing]},
		);
	}

	#takeCluster(event: StatusEvent): void {
		if (event.status === 'live') {
			// Reported before it counts: the source must not look as if it were not live for a moment.
			this.#unreachable.forget(event.scope, true);
			this.#combined.emit(event);
			this.#require(event.at);
		} else {
			// A cluster known to be unreachable is not tried, and reports nothing.
			if (this.#options.place.cluster === null && this.#unreachable.isKnown(event)) return;
			const status = event.status === 'connecting' ? event : this.#unreachable.fail(event);
			this.#require(event.at);
			this.#combined.emit(status);
		}

		this.#refreshRemark(event.at);
	}

	#refreshRemark(at: number): void {
		const missing = this.#unreachable.missing(this.#options.kinds());
		if (this.#list?.status === 'live' && missing.length !== this.#missing)
			this.#takeList({...this.#list, at});
		this.#combined.refresh(at);
	}

	/** A cluster that does not answer must not make the others look old, unless it is the only one wanted. */
	#require(at: number): void {
		const {place, followed} = this.#options;
		const clusters = followed().filter(id => id !== clustersScope && !this.#unreachable.has(id));
		const answering = place.cluster === null ? clusters : [place.cluster];
		// The token of one cluster may not ask for the list of them.
		const wanted = place.direct ? answering : [clustersScope, ...answering];
		if (this.#required === wanted.join(' ')) return;
		this.#required = wanted.join(' ');
		this.#combined.require(wanted, at);
	}
}
