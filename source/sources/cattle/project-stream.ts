import {messageOf, ProtocolError, ServerError} from '../../model/errors.ts';
import type {Resource, ResourceKey} from '../../model/resource.ts';
import type {WatchEvent} from '../watch-adapter.ts';
import {numberOf} from '../wire-map.ts';
import type {Acceptances} from './acceptances.ts';
import {type CrashLoops, servicesOf} from './crash-loops.ts';
import {type CattleObject, objectOf} from './frames.ts';
import {baseTypeOf, kindNameOf} from './kinds.ts';
import {allPages, pageSize} from './pages.ts';
import type {ProjectWatchOptions} from './project-watch.ts';
import {RecentTimes} from './recent-times.ts';
import {Rereads} from './rereads.ts';
import {keyOf} from './scope.ts';
import {SilentRows, type Subject} from './silent-rows.ts';
import {isGone} from './states.ts';
import {resourceOf} from './to-resource.ts';

type Tell = (event: WatchEvent) => void;

/** How an object came: `skipped` events before it, or as the answer to a question. */
type Way = {readonly skipped?: number; readonly time?: number};

// A loop is over after a minute without: a few seconds later is soon enough.
const loopCheckMs = 2000;

const heartbeat: WatchEvent = {type: 'heartbeat'};

/** What one stream of a project knows, and what it makes of its events; made anew for each. */
export class ProjectStream {
	readonly #options: ProjectWatchOptions;
	readonly #kinds: ReadonlySet<string>;
	readonly #tell: Tell;
	readonly #signal: AbortSignal;
	readonly #times = new RecentTimes();
	readonly #rereads: Rereads;
	readonly #silent: SilentRows;
	readonly #acceptances: Acceptances;
	readonly #loops: CrashLoops;

	constructor(options: ProjectWatchOptions, kinds: ReadonlySet<string>, tell: Tell, signal: AbortSignal) {
		this.#options = options;
		this.#kinds = kinds;
		this.#tell = tell;
		this.#signal = signal;
		this.#acceptances = options.acceptances;
		this.#loops = options.loops;
		this.#rereads = new Rereads({
			read: (key, subject) => this.#read(key, subject),
			list: (key, subject) => this.#list(key, subject),
			onRow: (key, object) => this.#answer(key, object),
			onError: error => {
				if (!signal.aborted) this.fault(messageOf(error));
			},
		});
		if (!signal.aborted) {
			const timer = setInterval(() => this.#endLoops(), loopCheckMs);
			signal.addEventListener('abort', () => clearInterval(timer), {once: true});
		}

		this.#silent = new SilentRows(
			options.silentRowMs,
			(key, subject) => this.#rereads.ask(key, subject),
			signal,
		);
	}

	/** An event: something changed at `time`, epoch milliseconds by the server's clock, after `skipped` more. */
	change(object: CattleObject, time: number, skipped: number): void {
		const scope = this.#options.scope();
		this.#acceptances.hear(time);
		if (!this.#kinds.has(kindNameOf(object.type, baseTypeOf(object)))) {
			this.#tell(heartbeat);
			return;
		}

		const key = keyOf(object, scope);
		if (this.#times.isLate(key, time) && !isGone(object)) {
			// Events of one resource may overtake each other (cattle AbstractThreadPoolingEventService.java), and
			// clocks of several servers differ: only the resource itself can tell.
			this.#rereads.ask(key, object);
			this.#tell(heartbeat);
			return;
		}

		this.#times.note(key, time);
		// What the server is asked for may be older than this.
		this.#rereads.forget(key);
		this.#apply(object, key, {skipped, time});
	}

	/** The server accepted an action on this row: what it tells from now on may show that it is over. */
	accepted(key: ResourceKey, subject: Subject): void {
		this.#rereads.forget(key);
		this.#silent.watch(key, subject);
	}

	/** Rows that are to be told anew, because what they are named by has changed. */
	retell(resources: readonly Resource[]): void {
		for (const resource of resources) this.#tell({type: 'changed', resource: this.#loops.dress(resource)});
	}

	/** Something that the protocol does not allow. */
	fault(message: string): void {
		this.#tell({type: 'fault', message});
	}

	/** A row as it was listed; gives it as it is to be told. */
	listed(resource: Resource, object: CattleObject): Resource {
		this.#retellServices(this.#noteStarts(resource, object));
		if (this.#acceptances.isPending(resource.key)) this.#silent.watch(resource.key, object);
		else this.#silent.see(resource, object);
		return this.#loops.dress(resource);
	}

	#noteStarts(resource: Resource, object: CattleObject): readonly ResourceKey[] {
		const startCount = numberOf(object, 'startCount');
		return startCount === null ? [] : this.#loops.see(resource, startCount, this.#options.now());
	}

	#retellServices(keys: readonly ResourceKey[]): void {
		const {names} = this.#options.scope();
		this.retell(keys.flatMap(key => names.serviceRow(key) ?? []));
	}

	#endLoops(): void {
		for (const resource of this.#loops.calm(this.#options.now())) {
			this.retell([resource]);
			this.#retellServices(servicesOf(resource));
		}
	}

	#answer(key: ResourceKey, object: CattleObject | null): void {
		if (this.#signal.aborted) return;
		if (object === null) this.#vanish(key);
		else this.#apply(object, key, {});
	}

	#apply(object: CattleObject, key: ResourceKey, {skipped = 0, time}: Way): void {
		const scope = this.#options.scope();
		if (isGone(object)) {
			this.#vanish(key, resourceOf(object, scope, key), skipped);
			return;
		}

		const plain = resourceOf(object, scope, key);
		const services = this.#noteStarts(plain, object);
		const resource = this.#loops.dress(plain);
		const isPending = this.#acceptances.isPending(key);
		const settles = isPending && resource.transitioning !== 'yes' && this.#acceptances.end(key, time);
		if (isPending && !settles) this.#silent.watch(key, object);
		else this.#silent.see(resource, object);
		this.#tell({
			type: 'changed',
			resource,
			...(skipped > 0 && {skipped}),
			...(settles && {settles}),
		});
		this.retell(scope.names.note(plain));
		this.#retellServices(services);
	}

	#vanish(key: ResourceKey, last?: Resource, skipped = 0): void {
		this.#silent.forget(key);
		this.#acceptances.forget(key);
		this.#loops.forget(key);
		this.#options.scope().names.forget(key);
		this.#tell({type: 'removed', key, ...(last && {resource: last}), ...(skipped > 0 && {skipped})});
	}

	#collectionOf(key: ResourceKey, {type}: Subject): string {
		const {base, catalogue} = this.#options;
		const kind = kindNameOf(type, key.split('/').at(-2) ?? type);
		return `${base}/${catalogue().collections.get(kind) ?? `${kind}s`}`;
	}

	async #read(key: ResourceKey, subject: Subject): Promise<CattleObject | null> {
		const {api} = this.#options;
		const path = `${this.#collectionOf(key, subject)}/${subject.id}`;
		const attempted = `Cannot read ${subject.type} ${subject.id}`;
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

	async #list(key: ResourceKey, subject: Subject): Promise<ReadonlyMap<ResourceKey, CattleObject>> {
		const {api, scope} = this.#options;
		const found = new Map<ResourceKey, CattleObject>();
		const path = `${this.#collectionOf(key, subject)}?limit=${pageSize}`;
		await allPages(api, {path, attempted: `Cannot list ${subject.type}`, signal: this.#signal}, objects => {
			for (const object of objects) found.set(keyOf(object, scope()), object);
		});
		return found;
	}
}
