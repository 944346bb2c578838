import {ServerError} from '../../../../model/errors.js';
import type {Resource, ResourceKey} from '../../../../model/resource.js';
import {ListFaults} from '../../../follow/list-faults.js';
import type {WatchAdapter, WatchEvent, WatchStream} from '../../../follow/watch-adapter.js';
import {textOf} from '../../../requests/json-fields.js';
import {awayOf, conditionsOf} from '../../rows/clusters.js';
import {containerKeys, emitContainers} from '../../rows/containers.js';
import {knownKinds} from '../../rows/kinds.js';
import {type DriverOptions, NotHereError} from '../../watch/driver.js';
import {unfollowedBy} from '../../watch/unfollowed.js';
import {containersOf, keyOf, podOf, resourceOf} from '../rows/to-resource.js';
import {byId, byKind, type NormanType, normanKinds} from '../rows/types.js';
import {isHere, listAll} from '../wire/api.js';
import {frameOf, type NormanObject} from '../wire/frames.js';
import {Sockets, type Subscription} from './sockets.js';

type Emit = (event: WatchEvent) => void;
type Page = (resources: readonly Resource[]) => void;

const heartbeat: WatchEvent = {type: 'heartbeat'};
// Pings are Rancher's own: they prove nothing about the cluster behind it.
const relayed: WatchEvent = {type: 'heartbeat', relay: true};

/** Follows one scope by the management API: subscribe first, then list, because it has no revisions and no replay. */
export class NormanWatch implements WatchAdapter {
	readonly #options: DriverOptions;
	/** Ids of the cluster's projects: each has a part of the API, and a subscription, of its own. */
	#projects: readonly string[] = [];
	#emit: Emit = () => undefined;
	/** Those that are wanted now. */
	#kinds: ReadonlySet<string> = new Set();
	#sockets: Sockets | null = null;
	/** Types without a working subscription, which are polled. */
	#unsteady: readonly string[] = [];
	/** Kinds that are being listed. */
	readonly #listing = new Set<string>();
	readonly #listFaults = new ListFaults();

	constructor(options: DriverOptions) {
		this.#options = options;
	}

	async open(kinds: ReadonlySet<string>, emit: Emit, signal: AbortSignal): Promise<WatchStream> {
		const {api, scope, timing, onKinds} = this.#options;
		if (!(await isHere(api, signal))) throw new NotHereError('/v3 is not there');
		this.#emit = emit;
		this.#listFaults.emit = emit;
		this.#kinds = kinds;
		onKinds(normanKinds(scope.cluster === null));
		if (scope.cluster !== null) this.#projects = await this.#readProjects(signal);
		const due = (which: readonly string[]) => {
			if (which.length > 0) emit({type: 'due', kinds: which});
		};

		const sockets = new Sockets({
			api,
			timing,
			signal,
			onFrame: text => this.#hear(text),
			onLost: (types, unheardMs) => this.#lose(types, unheardMs),
			onResumed: types => due(this.#kindsOf(types)),
			onUnsteady: types => this.#setUnsteady(types),
		});
		this.#sockets = sockets;
		this.#unsteady = [];
		const poll = () => due(this.#kindsOf(this.#unsteady).filter(kind => !this.#listing.has(kind)));
		const timer = setInterval(poll, timing.pollMs);
		sockets.signal.addEventListener('abort', () => clearInterval(timer), {once: true});
		try {
			await sockets.open(this.#subscriptions([...kinds, ...(scope.cluster === null ? [] : ['project'])]));
		} catch (error) {
			return unfollowedBy(error);
		}

		return {ended: sockets.ended, add: async more => sockets.open(this.#subscriptions(more))};
	}

	async list(kinds: readonly string[], page: Page, signal: AbortSignal): Promise<null> {
		for (const kind of kinds) {
			const type = byKind.get(kind === 'container' ? 'pod' : kind);
			if (!type || !this.#isHere(type)) continue;
			this.#listing.add(kind);
			try {
				await this.#list(type, page, signal, kind === 'container');
			} finally {
				this.#listing.delete(kind);
			}
		}

		return null;
	}

	/** Paths below which a type is to be found. */
	rootsOf({context}: NormanType): readonly string[] {
		const {scope} = this.#options;
		if (context === 'global') return ['/v3'];
		if (context === 'cluster') return scope.project === null ? [`/v3/clusters/${scope.id}`] : [];
		return this.#projects.map(project => `/v3/projects/${project}`);
	}

	#isHere({kind}: NormanType): boolean {
		return (kind === 'cluster' || kind === 'project') === (this.#options.scope.cluster === null);
	}

	#subscriptions(kinds: readonly string[]): readonly Subscription[] {
		const byPath = new Map<string, string[]>();
		for (const type of kinds.flatMap(kind => byKind.get(kind) ?? [])) {
			for (const path of this.rootsOf(type)) byPath.set(path, [...(byPath.get(path) ?? []), type.id]);
		}

		return [...byPath].map(([path, types]) => ({path, types}));
	}

	async #readProjects(signal: AbortSignal): Promise<readonly string[]> {
		const {api, scope} = this.#options;
		if (scope.project !== null) return [scope.project];
		const ids: string[] = [];
		const path = `/v3/projects?clusterId=${encodeURIComponent(scope.id)}`;
		const onMiscount = this.#listFaults.miscount('project', path);
		await listAll({api, path, noun: 'projects', signal, onMiscount}, objects => {
			// Unknown filters are silently ignored (norman api/handler/query.go).
			for (const object of objects) if (object.clusterId === scope.id) ids.push(object.id);
		});
		return ids;
	}

	async #list(type: NormanType, page: Page, signal: AbortSignal, containers = false): Promise<void> {
		const {api, scope} = this.#options;
		const keys = new Set<ResourceKey>();
		const kind = containers ? 'container' : type.kind;
		const roots = this.rootsOf(type);
		let failure: unknown;
		let failures = 0;
		for (const root of roots) {
			const filter =
				type.context === 'global' && scope.cluster !== null
					? `?clusterId=${encodeURIComponent(scope.id)}`
					: '';
			const path = `${root}/${type.plural}${filter}`;
			const onMiscount = this.#listFaults.miscount(kind, path);
			try {
				const faults = await listAll({api, path, noun: type.plural, signal, onMiscount}, objects => {
					const wanted = objects.filter(object => this.#isWanted(object, type));
					const rows = wanted.map(object => ({object, row: this.#note(object, type)}));
					for (const {row} of rows) keys.add(row.key);
					page(rows.flatMap(({object, row}) => (containers ? containersOf(object, row, scope) : [row])));
				});
				faults.forEach(this.#listFaults.entry(kind));
			} catch (error) {
				// A project may be gone, or forbidden to this user, while the others are not.
				if (!(error instanceof ServerError) || ![403, 404].includes(error.status)) throw error;
				failure = error;
				failures++;
			}
		}

		if (failures > 0 && failures === roots.length) throw failure;
		if (type.kind === 'pod') this.#options.pods.retain(keys);
		if (type.kind === 'cluster') this.#options.clusters.retain(keys);
	}

	#isWanted(object: NormanObject, {kind, context}: NormanType): boolean {
		const {scope} = this.#options;
		if (kind === 'cluster') return scope.wanted === null || object.id === scope.wanted;
		if (kind === 'project' && scope.project !== null) return object.id === scope.project;
		// A project has no nodes of its own.
		if (kind === 'node' && scope.project !== null) return false;
		return context !== 'global' || scope.wanted === null || textOf(object, 'clusterId') === scope.wanted;
	}

	#note(object: NormanObject, type: NormanType): Resource {
		const {scope, pods, clusters} = this.#options;
		const resource = resourceOf(object, type, scope);
		if (type.kind === 'pod') pods.note(podOf(object, resource));
		else if (type.kind === 'cluster') {
			const away = awayOf(resource.state, undefined, conditionsOf(object));
			clusters.note({id: object.id, name: resource.name, away});
		}

		return resource;
	}

	#hear(text: string): void {
		const frame = frameOf(text);
		const emit = this.#emit;
		if (frame.type === 'fault') emit(frame);
		else if (frame.type === 'changed' || frame.type === 'removed') this.#take(frame.object, frame.type);
		else emit(relayed);
	}

	#take(object: NormanObject, how: 'changed' | 'removed'): void {
		const {scope, pods, clusters} = this.#options;
		const emit = this.#emit;
		const type = byId.get(object.type);
		if (!type || !this.#isWanted(object, type)) emit(heartbeat);
		else if (!this.#isHere(type)) this.#seeProject(object, how);
		else {
			const key = keyOf(object, type, scope);
			const before = type.kind === 'pod' ? containerKeys(pods, key, scope) : [];
			if (how === 'changed') {
				const resource = this.#note(object, type);
				emit({type: 'changed', resource});
				if (type.kind === 'pod' && this.#kinds.has('container'))
					emitContainers(containersOf(object, resource, scope), before, emit);
				return;
			}

			emitContainers([], before, emit);
			if (type.kind === 'pod') pods.forget(key);
			if (type.kind === 'cluster') clusters.forget(key);
			emit({type: 'removed', key});
		}
	}

	/** A project came or went: what is in it has to be followed, or no longer. */
	#seeProject(object: NormanObject, how: 'changed' | 'removed'): void {
		const isKnown = this.#projects.includes(object.id);
		if (object.type !== 'project' || isKnown === (how === 'changed')) this.#emit(heartbeat);
		else this.#sockets?.restart();
	}

	/** The wanted kinds whose rows are made of these types. */
	#kindsOf(types: readonly string[]): readonly string[] {
		const kinds = types.flatMap(id => byId.get(id)?.kind ?? []);
		const all = kinds.includes('pod') ? [...kinds, 'container'] : kinds;
		return all.filter(kind => this.#kinds.has(kind));
	}

	#lose(types: readonly string[], unheardMs: number): void {
		const kinds = this.#kindsOf(types);
		const message = `the subscription of ${kinds.join(', ')} has ended`;
		this.#emit({type: 'lost', kinds, message, unheardMs});
	}

	#setUnsteady(types: readonly string[]): void {
		const {timing, scope, clusters} = this.#options;
		this.#unsteady = types;
		const plurals = this.#kindsOf(types).map(kind => knownKinds.get(kind)?.plural ?? kind);
		const where = scope.cluster === null ? '' : ` of cluster ${clusters.get(scope.id)?.name ?? scope.id}`;
		const reason = `${plurals.join(', ')}${where} are listed every ${timing.pollMs / 1000} s: the server ended their subscription`;
		this.#emit({type: 'polling', reason: types.length === 0 ? null : reason});
	}
}
