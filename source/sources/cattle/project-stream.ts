import {messageOf, ServerError} from '../../model/errors.ts';
import type {Resource, ResourceKey} from '../../model/resource.ts';
import type {WatchEvent} from '../watch-adapter.ts';
import {type CattleObject, objectOf} from './frames.ts';
import {createGhosts, type Ghosts} from './ghosts.ts';
import {baseTypeOf, kindNameOf} from './kinds.ts';
import type {ProjectWatchOptions} from './project-watch.ts';
import {RecentTimes} from './recent-times.ts';
import {keyOf} from './scope.ts';
import {isGone} from './states.ts';
import {resourceOf} from './to-resource.ts';

type Tell = (event: WatchEvent) => void;

const heartbeat: WatchEvent = {type: 'heartbeat'};

/** What one stream of a project knows, and what it makes of its events; made anew for each. */
export class ProjectStream {
	readonly #options: ProjectWatchOptions;
	readonly #kinds: ReadonlySet<string>;
	readonly #tell: Tell;
	readonly #times = new RecentTimes();
	/** Rows that the server is being asked for, each with the question whose answer counts. */
	readonly #questions = new Map<ResourceKey, symbol>();
	readonly #ghosts: Ghosts;

	constructor(options: ProjectWatchOptions, kinds: ReadonlySet<string>, tell: Tell, signal: AbortSignal) {
		this.#options = options;
		this.#kinds = kinds;
		this.#tell = tell;
		this.#ghosts = createGhosts(
			options.ghostMs,
			(key, object) => void this.#reread(key, object, signal),
			signal,
		);
	}

	/** An event: something changed at `time`, epoch milliseconds by the server's clock, after `skipped` more. */
	change(object: CattleObject, time: number, signal: AbortSignal, skipped: number): void {
		const scope = this.#options.scope();
		if (!this.#kinds.has(kindNameOf(object.type, baseTypeOf(object)))) {
			this.#tell(heartbeat);
			return;
		}

		const key = keyOf(object, scope);
		if (this.#times.isLate(key, time) && !isGone(object)) {
			// Events of one resource may overtake each other (cattle AbstractThreadPoolingEventService.java), and
			// clocks of several servers differ: only the resource itself can tell.
			void this.#reread(key, object, signal);
			this.#tell(heartbeat);
			return;
		}

		this.#times.note(key, time);
		// What the server is asked for may be older than this.
		if (this.#questions.size > 0) this.#questions.delete(key);
		this.apply(object, key, skipped);
	}

	/** The truth about one resource. */
	apply(object: CattleObject, key: ResourceKey = keyOf(object, this.#options.scope()), skipped = 0): void {
		const scope = this.#options.scope();
		if (isGone(object)) {
			this.#vanish(key, resourceOf(object, scope, key), skipped);
			return;
		}

		const resource = resourceOf(object, scope, key);
		this.#ghosts.see(resource, object);
		this.#tell(skipped > 0 ? {type: 'changed', resource, skipped} : {type: 'changed', resource});
		this.retell(scope.names.note(resource));
	}

	/** Rows that are to be told anew, because what they are named by has changed. */
	retell(resources: readonly Resource[]): void {
		for (const resource of resources) this.#tell({type: 'changed', resource});
	}

	/** Something that the protocol does not allow. */
	fault(message: string): void {
		this.#tell({type: 'fault', message});
	}

	/** A row as it was listed. */
	listed(resource: Resource, object: CattleObject): void {
		this.#ghosts.see(resource, object);
	}

	#vanish(key: ResourceKey, last?: Resource, skipped = 0): void {
		this.#ghosts.forget(key);
		this.#options.scope().names.forget(key);
		this.#tell({type: 'removed', key, ...(last && {resource: last}), ...(skipped > 0 && {skipped})});
	}

	async #reread(key: ResourceKey, {type, id}: CattleObject, signal: AbortSignal): Promise<void> {
		const {api, base, catalogue} = this.#options;
		const kind = kindNameOf(type, key.split('/').at(-2) ?? type);
		const question = Symbol(key);
		this.#questions.set(key, question);
		const isAsked = () => !signal.aborted && this.#questions.get(key) === question;
		const path = `${base}/${catalogue().collections.get(kind) ?? `${kind}s`}/${id}`;
		try {
			const {body} = await api.call({path, attempted: `Cannot read ${type} ${id}`, signal});
			const object = objectOf(body);
			if (!isAsked()) return;
			if (typeof object === 'string') this.fault(object);
			else this.apply(object);
		} catch (error) {
			if (!isAsked()) return;
			if (error instanceof ServerError && error.status === 404) this.#vanish(key);
			else this.fault(messageOf(error));
		} finally {
			if (this.#questions.get(key) === question) this.#questions.delete(key);
		}
	}
}
