import type {Resource, ResourceKey} from '../../../../model/resource.js';
import type {WatchEvent} from '../../../follow/watch-adapter.js';
import {mapOf, textOf} from '../../../requests/json-fields.js';
import {actionList} from '../../rows/actions.js';
import {awayOf, conditionsOf} from '../../rows/clusters.js';
import {containerKeys, emitContainers} from '../../rows/containers.js';
import type {DriverOptions} from '../../watch/driver.js';
import {machineKind, type SteveType} from '../rows/catalogue.js';
import {containersOf, podOf} from '../rows/containers.js';
import {Leaving} from '../rows/held.js';
import {machineOf} from '../rows/machine.js';
import {keyOf, type NodeFacts, nodeFacts, nodeResource, resourceOf} from '../rows/to-resource.js';
import type {SteveObject} from '../wire/frames.js';
import {versionOf} from '../wire/version.js';
import {Versions} from './versions.js';

type Emit = (event: WatchEvent) => void;

/** What one scope knows of its rows between events: versions, and what rows of other objects depend on. */
export class KnownRows {
	/** The namespaces of the only project that is wanted; null for all. Replaced when it changes. */
	projectNamespaces: ReadonlySet<string> | null;
	readonly #options: DriverOptions;
	readonly versions = new Versions();
	readonly #nodes = new Map<string, NodeFacts>();
	/** The clusters as Steve reports them, without what the management API offers. */
	readonly #clusters = new Map<string, Resource>();
	readonly #leaving = new Leaving();

	constructor(options: DriverOptions) {
		this.#options = options;
		this.projectNamespaces = options.scope.project === null ? null : new Set();
	}

	versionOf(key: ResourceKey): number | undefined {
		return this.versions.of(kindOf(key, this.#options.scope.prefix)).get(key);
	}

	keysOf(kind: string): readonly ResourceKey[] {
		return [...this.versions.of(kind).keys()];
	}

	/**
	 * The rows that a listed object is; none where it is not wanted. `withContainers`: its containers, not itself.
	 *
	 * @param key of the row that the object is
	 */
	listed(
		object: SteveObject,
		type: SteveType,
		key: ResourceKey,
		withContainers: boolean,
	): readonly Resource[] {
		const {scope} = this.#options;
		if (!this.#isWanted(object, type)) return [];
		if (withContainers) return containersOf(object, resourceOf(object, type, scope, key), scope);
		const resource = this.#note(object, type, key);
		if (resource === null) return [];
		return type.kind === 'pod' ? [resource, ...this.#leaving.pod(object, resource.key)] : [resource];
	}

	/** A complete listing of a type: forgets what it lacks. */
	retain(kind: string, keys: ReadonlySet<ResourceKey>): void {
		const {clusters, machines, pods} = this.#options;
		const shelf = this.versions.of(kind);
		for (const key of [...shelf.keys()]) if (!keys.has(key)) shelf.delete(key);
		if (kind === 'pod') {
			pods.retain(keys);
			this.#leaving.retainPods(keys);
		} else if (kind === 'namespace') this.#leaving.retainNamespaces(keys);
		else if (kind === 'cluster') {
			clusters.retain(keys);
			for (const [id, {key}] of this.#clusters) if (!keys.has(key)) this.#clusters.delete(id);
		} else if (kind === machineKind) machines.retain(keys);
		else if (kind === 'node') {
			for (const [name, {resource}] of this.#nodes) if (!keys.has(resource.key)) this.#nodes.delete(name);
		}
	}

	/** Forgets all objects of a kind, and says which rows they were. */
	forget(kind: string): readonly ResourceKey[] {
		const {pods, scope} = this.#options;
		const keys = this.keysOf(kind);
		const containers = keys.flatMap(key => containerKeys(pods, key, scope));
		this.retain(kind, new Set());
		return [...keys, ...containers];
	}

	/** Applies an object that an event reported. */
	change(object: SteveObject, type: SteveType, kinds: ReadonlySet<string>, emit: Emit): void {
		const {scope, pods} = this.#options;
		const key = keyOf(object, type, scope);
		if (!this.#isWanted(object, type)) {
			// It may have been wanted before: a namespace can move to another project.
			if (this.versionOf(key) === undefined) emit({type: 'heartbeat'});
			else this.remove(object, type, emit);
			return;
		}

		const containers = type.kind === 'pod' && kinds.has('container');
		const before = containers ? containerKeys(pods, key, scope) : [];
		const resource = this.#note(object, type, key);
		if (resource === null) {
			emit({type: 'heartbeat'});
			return;
		}

		emit({type: 'changed', resource});
		if (type.kind === 'pod') {
			for (const namespace of this.#leaving.pod(object, resource.key))
				emit({type: 'changed', resource: namespace});
		}

		if (containers) emitContainers(containersOf(object, resource, scope), before, emit);
	}

	/** An event says that this object is gone. */
	remove(object: SteveObject, type: SteveType, emit: Emit): void {
		const {scope, pods, clusters, machines} = this.#options;
		const key = keyOf(object, type, scope);
		this.versions.of(type.kind).delete(key);
		if (type.kind === 'pod') {
			emitContainers([], containerKeys(pods, key, scope), emit);
			pods.forget(key);
			for (const resource of this.#leaving.forget(object, key)) emit({type: 'changed', resource});
		} else if (type.kind === 'node') this.#nodes.delete(object.id);
		else if (type.kind === 'cluster') {
			clusters.forget(key);
			this.#clusters.delete(object.id);
		} else if (type.kind === 'namespace') {
			this.#leaving.forget(object, key);
			this.#setNamespace(object.id, false);
		}

		if (type.kind === machineKind) {
			machines.forget(key);
			emit({type: 'heartbeat'});
		} else emit({type: 'removed', key});
	}

	/** Emits rows again when what they depend on has changed, until the stream is over. */
	follow(emit: Emit, signal: AbortSignal): void {
		const {machines, clusterActions, scope} = this.#options;
		const endings = [
			machines.listen(scope.id, name => {
				const resource = this.#node(name);
				if (resource) emit({type: 'changed', resource});
			}),
			clusterActions.listen(() => {
				for (const resource of this.#clusters.values())
					emit({type: 'changed', resource: this.#withActions(resource)});
			}),
		];
		const end = () => {
			for (const each of endings) each();
		};

		signal.addEventListener('abort', end, {once: true});
	}

	#node(name: string): Resource | null {
		const facts = this.#nodes.get(name);
		const {machines, scope} = this.#options;
		return facts ? nodeResource(facts, machines.of(scope.id, name), machines.reportOf(scope.id, name)) : null;
	}

	#withActions(resource: Resource): Resource {
		const offered = this.#options.clusterActions.of(resource.id);
		if (offered.length === 0) return resource;
		const names = resource.actions.map(({name}) => name);
		return {...resource, actions: actionList([...new Set([...offered, ...names])])};
	}

	#setNamespace(name: string, belongs: boolean): void {
		const {projectNamespaces: now} = this;
		if (now === null || now.has(name) === belongs) return;
		this.projectNamespaces = new Set(belongs ? [...now, name] : [...now].filter(other => other !== name));
	}

	#isWanted(object: SteveObject, type: SteveType): boolean {
		const {scope} = this.#options;
		const metadata = mapOf(object, 'metadata');
		const namespace = textOf(metadata, 'namespace');
		if (scope.cluster === null) {
			if (scope.wanted === null) return true;
			if (type.kind === 'project' && scope.project !== null)
				return object.id === scope.project.replace(':', '/');
			return scope.wanted === (type.kind === 'cluster' ? object.id : namespace);
		}

		if (scope.project === null) return true;
		if (type.kind === 'namespace') {
			const belongs = mapOf(metadata, 'annotations')['field.cattle.io/projectId'] === scope.project;
			this.#setNamespace(object.id, belongs);
			return belongs;
		}

		return namespace !== null && this.projectNamespaces?.has(namespace) === true;
	}

	/** Takes note of an object; null where it is not a row of its own. */
	#note(object: SteveObject, type: SteveType, key: ResourceKey): Resource | null {
		const {scope, pods, clusters} = this.#options;
		const resource = resourceOf(object, type, scope, key);
		const version = versionOf(object);
		if (version !== null) this.versions.of(type.kind).set(key, version);
		if (type.kind === 'pod') pods.note(podOf(object, resource));
		else if (type.kind === 'cluster') {
			const status = mapOf(object, 'status');
			const away = awayOf(resource.state, status.connected, conditionsOf(status));
			clusters.note({id: object.id, name: resource.name, away});
			this.#clusters.set(object.id, resource);
			return this.#withActions(resource);
		} else if (type.kind === 'node') {
			this.#nodes.set(object.id, nodeFacts(object, resource));
			return this.#node(object.id);
		} else if (type.kind === 'namespace') {
			return this.#leaving.namespace(object, resource);
		} else if (type.kind === machineKind) {
			const machine = machineOf(object, resource.message);
			if (machine) this.#options.machines.note(resource.key, machine);
			return null;
		}

		return resource;
	}
}

const kindOf = (key: ResourceKey, prefix: string): string =>
	key.slice(prefix.length, key.indexOf('/', prefix.length));
