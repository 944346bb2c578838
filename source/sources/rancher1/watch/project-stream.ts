import {messageOf, ProtocolError, ServerError} from '../../../model/errors.js';
import type {Resource, ResourceKey} from '../../../model/resource.js';
import {lookWhileNeeded} from '../../follow/repeats.js';
import type {WatchEvent} from '../../follow/watch-adapter.js';
import {numberOf} from '../../requests/json-fields.js';
import {identityOf, type RowIdentity} from '../rows/scope.js';
import {isGone} from '../rows/states.js';
import {resourceOf} from '../rows/to-resource.js';
import {objectOf, type Rancher1Object} from '../wire/frames.js';
import {allPages, pageSize} from '../wire/pages.js';
import {typesOf} from '../wire/types.js';
import type {Acceptances} from './acceptances.js';
import {type CrashLoops, servicesOf} from './crash-loops.js';
import type {ProjectOptions} from './project-options.js';
import {RecentTimes} from './recent-times.js';
import {Rereads} from './rereads.js';
import {SilentRows, type Subject} from './silent-rows.js';

type Emit = (event: WatchEvent) => void;

/** How an object came: `skipped` events before it, or as the answer to a question. */
type Origin = {readonly skipped?: number; readonly time?: number; readonly asked?: true};

// A loop is over after a minute without: a few seconds later is soon enough.
const loopCheckMs = 2000;

const heartbeat: WatchEvent = {type: 'heartbeat'};

const asAsked = {asked: true} as const;

/** The part of it that belongs in an event. */
const noteOf = ({skipped = 0, asked}: Origin): Omit<Origin, 'time'> => ({
	...(skipped > 0 && {skipped}),
	...(asked && {asked}),
});

/** What one stream of a project knows, and what it makes of its events; a new one for each. */
export class ProjectStream {
	readonly #options: ProjectOptions;
	readonly #kinds: ReadonlySet<string>;
	readonly #emit: Emit;
	readonly #signal: AbortSignal;
	readonly #times = new RecentTimes();
	readonly #rereads: Rereads;
	readonly #silent: SilentRows;
	readonly #acceptances: Acceptances;
	readonly #loops: CrashLoops;
	readonly #endLoopsLater: () => void;
	/** Kinds whose collection lists objects under other ids than events name: the members of a project (list-projectmembers.http). */
	readonly #listsOthers = new Set<string>();

	constructor(options: ProjectOptions, kinds: ReadonlySet<string>, emit: Emit, signal: AbortSignal) {
		this.#options = options;
		this.#kinds = kinds;
		this.#emit = emit;
		this.#signal = signal;
		this.#acceptances = options.acceptances;
		this.#loops = options.loops;
		this.#rereads = new Rereads({
			read: subject => this.#read(subject),
			list: subject => this.#list(subject),
			onRow: (key, {kind}, object) => this.#answer(key, kind, object),
			onError: error => {
				if (!signal.aborted) this.#emit({type: 'fault', message: messageOf(error), ...asAsked});
			},
		});
		this.#endLoopsLater = lookWhileNeeded(
			loopCheckMs,
			() => {
				this.#endLoops();
				return this.#loops.isWatching;
			},
			signal,
		);
		// The stream before may have left some.
		if (this.#loops.isWatching) this.#endLoopsLater();
		this.#silent = new SilentRows(
			options.silentRowMs,
			(key, subject) => this.#rereads.ask(key, subject),
			signal,
		);
	}

	/** An event: something changed at `time`, epoch milliseconds by the server's clock, after `skipped` more. */
	change(object: Rancher1Object, time: number, skipped: number): void {
		this.#acceptances.hear(time);
		const types = typesOf(object);
		const {kinds} = types;
		let isFollowed = false;
		for (const kind of kinds) {
			if (!this.#kinds.has(kind)) continue;
			isFollowed = true;
			if (this.#listsOthers.has(kind) && kind === kinds[0]) this.#emit({type: 'due', kinds: [kind]});
			else this.#changeRow(object, identityOf(object, this.#options.scope(), types, kind), time, skipped);
		}

		if (!isFollowed) this.#emit(heartbeat);
	}

	#changeRow(object: Rancher1Object, row: RowIdentity, time: number, skipped: number): void {
		const {key, kind} = row;
		if (this.#times.isLate(key, time) && !isGone(object)) {
			// Events of one resource may overtake each other (cattle AbstractThreadPoolingEventService.java), and
			// clocks of several servers differ: only reading the resource shows which is true.
			this.#rereads.ask(key, {id: object.id, kind});
			this.#emit(heartbeat);
			return;
		}

		this.#times.note(key, time);
		// An answer to an earlier request may be older than this.
		this.#rereads.forget(key);
		this.#apply(object, row, {skipped, time});
	}

	/** The server accepted an action on this row: events from now on may show that it is over. */
	accepted(key: ResourceKey, subject: Subject): void {
		this.#rereads.forget(key);
		this.#silent.watch(key, subject);
	}

	/** Reports rows again, because what their names come from has changed. */
	reportAgain(resources: readonly Resource[]): void {
		for (const resource of resources)
			this.#emit({type: 'changed', resource: this.#loops.withLoop(resource), ...asAsked});
	}

	/** Something that the protocol does not allow. */
	fault(message: string): void {
		this.#emit({type: 'fault', message});
	}

	/** A listed row, as it is to be reported. */
	listed(resource: Resource, object: Rancher1Object, kinds: readonly string[]): Resource {
		if (!kinds.includes(resource.kind)) this.#listsOthers.add(resource.kind);
		this.#reportAgainServices(this.#noteStarts(resource, object));
		if (this.#acceptances.isPending(resource.key)) this.#silent.watch(resource.key, resource);
		else this.#silent.see(resource);
		return this.#loops.withLoop(resource);
	}

	#noteStarts(resource: Resource, object: Rancher1Object): readonly ResourceKey[] {
		const startCount = numberOf(object, 'startCount');
		if (startCount === null) return [];
		const services = this.#loops.see(resource, startCount, this.#options.now());
		if (this.#loops.isWatching) this.#endLoopsLater();
		return services;
	}

	#reportAgainServices(keys: readonly ResourceKey[]): void {
		const {names} = this.#options.scope();
		this.reportAgain(keys.flatMap(key => names.serviceRow(key) ?? []));
	}

	#endLoops(): void {
		for (const resource of this.#loops.calm(this.#options.now())) {
			this.reportAgain([resource]);
			this.#reportAgainServices(servicesOf(resource));
		}
	}

	#answer(key: ResourceKey, kind: string, object: Rancher1Object | null): void {
		if (this.#signal.aborted) return;
		if (object === null) this.#vanish(key, asAsked);
		else this.#apply(object, {baseType: typesOf(object).baseType, kind, key}, asAsked);
	}

	#apply(object: Rancher1Object, row: RowIdentity, origin: Origin): void {
		const {key} = row;
		const scope = this.#options.scope();
		if (isGone(object)) {
			this.#vanish(key, origin, resourceOf(object, scope, row));
			return;
		}

		const plain = resourceOf(object, scope, row);
		const services = this.#noteStarts(plain, object);
		const resource = this.#loops.withLoop(plain);
		const isPending = this.#acceptances.isPending(key);
		const settles = isPending && resource.transitioning !== 'yes' && this.#acceptances.end(key, origin.time);
		if (isPending && !settles) this.#silent.watch(key, resource);
		else this.#silent.see(resource);
		this.#emit({type: 'changed', resource, ...noteOf(origin), ...(settles && {settles})});
		this.reportAgain(scope.names.note(plain));
		this.#reportAgainServices(services);
	}

	#vanish(key: ResourceKey, origin: Origin, last?: Resource): void {
		this.#silent.forget(key);
		this.#acceptances.forget(key);
		this.#loops.forget(key);
		this.#options.scope().names.forget(key);
		this.#emit({type: 'removed', key, ...(last && {resource: last}), ...noteOf(origin)});
	}

	#collectionOf({kind}: Subject): string {
		const {base, catalogue} = this.#options;
		return `${base}/${catalogue().collections.get(kind) ?? `${kind}s`}`;
	}

	async #read(subject: Subject): Promise<Rancher1Object | null> {
		const {api} = this.#options;
		const path = `${this.#collectionOf(subject)}/${subject.id}`;
		const attempted = `Cannot read ${subject.kind} ${subject.id}`;
		try {
			const {body} = await api.call({path, attempted, signal: this.#signal});
			const object = objectOf(body);
			if (typeof object !== 'string') return object;
			throw new ProtocolError({attempted, target: api.url, answer: object});
		} catch (error) {
			if (error instanceof ServerError && error.status === 404) return null;
			throw error;
		}
	}

	async #list({kind, id}: Subject): Promise<ReadonlyMap<ResourceKey, Rancher1Object>> {
		const {api, scope} = this.#options;
		const found = new Map<ResourceKey, Rancher1Object>();
		const path = `${this.#collectionOf({kind, id})}?limit=${pageSize}`;
		await allPages(api, {path, attempted: `Cannot list ${kind}`, signal: this.#signal}, objects => {
			for (const object of objects) found.set(identityOf(object, scope(), typesOf(object), kind).key, object);
		});
		return found;
	}
}
