import {messageOf} from '../../../model/errors.js';
import type {Kind} from '../../../model/kind.js';
import type {SourceEvent} from '../../../model/source.js';
import {KnownKinds} from '../../follow/known-kinds.js';
import {reflect} from '../../follow/reflect.js';
import type {WatchAdapter} from '../../follow/watch-adapter.js';
import {type Cluster, createClusters} from '../rows/clusters.js';
import {clusterKinds, firstKinds, isOf, joinKinds, managementKinds} from '../rows/kinds.js';
import {createMachines, type Machines} from '../rows/machines.js';
import {createPodIndex} from '../rows/pod-index.js';
import {clusterScope, clustersScope, clustersScopeOf} from '../rows/scope.js';
import {type ClusterActions, createClusterActions} from './cluster-actions.js';
import {ClusterStatuses} from './cluster-statuses.js';
import type {FallbackDriver} from './fallback.js';
import {gated} from './gate.js';
import {type MeasuredCluster, Measurements} from './measurements.js';
import {Probes} from './probes.js';
import type {Followed, WatchOptions} from './watch-options.js';

type StatusEvent = Extract<SourceEvent, {type: 'status'}>;

/** Follows a server: the list of its clusters, and each cluster by a stream of its own. */
export class Watch {
	readonly #options: WatchOptions;
	readonly #statuses: ClusterStatuses;
	readonly #clusters = createClusters(() => this.#onClusters());
	readonly machines: Machines = createMachines();
	readonly clusterActions: ClusterActions = createClusterActions();
	readonly #kinds: KnownKinds;
	readonly #kindOwners = new Map<string, string>();
	readonly #followed = new Map<string, Followed>();
	readonly #probes: Probes;
	readonly #measurements: Measurements;
	#begun = false;
	#isServerLive = false;

	constructor(options: WatchOptions) {
		const {source, api, emit, place, signal, timing} = options;
		this.#options = options;
		this.#probes = new Probes(options);
		this.#measurements = new Measurements({
			...options,
			clusterOf: id => this.#measurable(id),
			onFirst: () => this.#kinds.refresh(),
		});
		const join: typeof joinKinds = lists => this.#measurements.withFigures(joinKinds(lists));
		this.#kinds = new KnownKinds({source, emit, first: firstKinds, join});
		this.#statuses = new ClusterStatuses({
			source,
			url: api.url,
			place,
			clusters: this.#clusters,
			emit,
			knows: kind => this.#kinds.of(clustersScope).some(({name}) => name === kind),
			followed: () => [...this.#followed.keys()],
			kinds: () => this.#clusterKinds(),
		});
		this.#follow(clustersScope, null);
		// Also where the list lacks it: then its own answer says why.
		if (place.cluster !== null) this.#follow(place.cluster, place.project);
		this.#begun = true;
		this.#statuses.refresh(Date.now());
		const timer = setInterval(() => this.#sweep(), timing.sweepMs);
		signal.addEventListener('abort', () => clearInterval(timer), {once: true});
	}

	/** Resolves after the abort, when every scope has ended. */
	async done(): Promise<void> {
		await this.#followed.get(clustersScope)?.reflection.done;
		await Promise.all([...this.#followed.values()].map(({reflection}) => reflection.done));
	}

	/** The driver of a scope, or undefined if it is not followed. */
	get(scope: string): Followed | undefined {
		return this.#followed.get(scope);
	}

	/** Kinds of which figures are in view. */
	measure(kinds: readonly string[], seldom?: readonly string[]): void {
		this.#measurements.measure(kinds, seldom);
	}

	relist(): void {
		this.#measurements.hurry();
		for (const {reflection} of this.#followed.values()) reflection.relist();
	}

	/** Kinds that are followed from now on, in the scopes where they can be. */
	show(kinds: readonly string[]): void {
		for (const [scope, {reflection}] of this.#followed)
			reflection.show(kinds.filter(kind => isOf(scope, kind)));
	}

	#sweep(): void {
		for (const {driver, reflection} of this.#followed.values()) {
			if (this.#options.isLossy(driver.current())) reflection.relist();
		}
	}

	#onKinds(scope: string, kinds: readonly Kind[]): void {
		this.#kinds.report(scope, kinds);
		// The management server reports its clusters only with their listing.
		if (scope !== clustersScope) this.#kinds.settle(scope);
	}

	#onClusters(): void {
		if (!this.#begun) return;
		const known = new Set([...this.#clusters.all()].map(({id}) => id));
		for (const id of this.#followed.keys()) {
			const stays = id === clustersScope || known.has(id) || id === this.#options.place.cluster;
			if (!stays) this.#leave(id);
		}

		for (const cluster of this.#clusters.all()) this.#enter(cluster);
		this.#statuses.refresh(Date.now());
	}

	#enter(cluster: Cluster): void {
		const {id} = cluster;
		const isBack = this.#statuses.note(cluster);
		const followed = this.#followed.get(id);
		if (!followed) this.#follow(id, this.#options.place.project);
		// Its agent is back: end the wait for the next attempt.
		else if (isBack) followed.reflection.relist();
	}

	#follow(id: string, project: string | null): void {
		const {source, api, budget, place, timing, signal, order, drive, hiddenKinds, columns} = this.#options;
		const management = id === clustersScope;
		const stop = new AbortController();
		this.#kinds.expect(id);
		const pods = createPodIndex();
		const scope = management
			? clustersScopeOf(source, place.cluster, place.project, columns)
			: clusterScope(source, id, project, columns);
		const driver = drive({
			api,
			scope,
			timing,
			pods,
			clusters: this.#clusters,
			machines: this.machines,
			clusterActions: this.clusterActions,
			kindOwners: this.#kindOwners,
			order,
			isLetIn: () => this.#probes.isLetIn,
			onKinds: kinds => this.#onKinds(id, kinds),
		});
		const usual = management ? [...managementKinds, ...hiddenKinds] : clusterKinds;
		const first = project === null ? usual : [...usual, 'namespace'];
		const guarded = this.#guard(driver, id, stop.signal);
		const reflection = reflect({
			source,
			scope: id,
			kinds: [...new Set([...first, ...[...order.shown].filter(kind => isOf(id, kind))])],
			adapter: management ? guarded : gated(guarded, () => this.#clusters.get(id), id),
			emit: event => this.#hear(id, event),
			signal: AbortSignal.any([signal, stop.signal]),
			rootKinds: management && place.cluster === null ? ['cluster'] : [],
			refusedMs: timing.refusedMs,
			budget,
			order,
			isPart: !management && !place.direct,
			...(timing.backoff && {backoff: timing.backoff}),
		});
		const name = () => `cluster ${this.#clusters.get(id)?.name ?? id}`;
		this.#followed.set(id, {driver, name, prefix: scope.prefix, pods, reflection, stop: () => stop.abort()});
	}

	/** The apiserver of the management server is that of the server's own cluster. */
	#guard({adapter}: FallbackDriver, id: string, ended: AbortSignal): WatchAdapter {
		const isLocal = id === clustersScope;
		return this.#probes.guard(
			adapter,
			{
				path: () => {
					if (isLocal && !this.#followed.has('local')) return '/version';
					return `/k8s/clusters/${encodeURIComponent(isLocal ? 'local' : id)}/version`;
				},
				name: () => (isLocal ? 'the server itself' : `cluster ${this.#clusters.get(id)?.name ?? id}`),
				isManagement: isLocal,
				wake: () => this.#followed.get(id)?.reflection.wake(),
			},
			ended,
		);
	}

	#clusterKinds(): readonly string[] {
		return [...new Set([...clusterKinds, ...this.#options.order.shown])].filter(kind => isOf('', kind));
	}

	/** A cluster is gone, and its rows with it. */
	#leave(id: string): void {
		const {source, emit} = this.#options;
		const own = this.#kinds.of(id).map(({name}) => name);
		const kinds = [...new Set([...clusterKinds, 'container', ...own])];
		this.#followed.get(id)?.stop();
		this.#followed.delete(id);
		this.#measurements.forget(id);
		this.#kinds.forget(id);
		this.#statuses.forget(id);
		emit({type: 'listed', source, scope: id, at: Date.now(), kinds, keys: new Set(), scopeGone: true});
	}

	#hear(scope: string, event: SourceEvent): void {
		this.#statuses.take(event, scope);
		const isStatus = event.type === 'status';
		if (scope !== clustersScope) {
			if (isStatus && event.status !== 'connecting') this.#kinds.settle(scope);
			this.#measurements.hear(event);
		} else if (isStatus) this.#noteServer(event);
		else if (event.type === 'listed' && event.kinds.includes('cluster')) this.#onClustersListed();
	}

	#measurable(id: string): MeasuredCluster | undefined {
		const followed = this.#followed.get(id);
		return (
			followed && {id, name: followed.name(), prefix: followed.prefix, namespaces: followed.pods.namespaces}
		);
	}

	/** The server is back: ends every cluster's wait for its next attempt. */
	#noteServer({status}: StatusEvent): void {
		const isLive = status === 'live';
		if (status !== 'connecting') this.#kinds.settle(clustersScope);
		if (isLive && !this.#isServerLive) for (const {reflection} of this.#followed.values()) reflection.wake();
		this.#isServerLive = isLive;
	}

	#onClustersListed(): void {
		this.#kinds.settle(clustersScope);
		void this.#readClusterActions();
	}

	async #readClusterActions(): Promise<void> {
		const {source, emit, signal, isLossy, readClusterActions} = this.#options;
		// Otherwise the rows of the clusters have them already.
		if (isLossy(this.#followed.get(clustersScope)?.driver.current() ?? null)) return;
		try {
			this.clusterActions.set(await readClusterActions(signal));
		} catch (error) {
			if (!signal.aborted) emit({type: 'fault', source, at: Date.now(), message: messageOf(error)});
		}
	}
}
