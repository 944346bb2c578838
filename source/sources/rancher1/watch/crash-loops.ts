import type {Resource, ResourceKey} from '../../../model/resource.js';

/** A container that was started more than once while it was watched. Epoch milliseconds. */
type Trail = {
	startedAt: number;
	restarts: number[];
	/** Since it counts as a loop: restarts so far, and when the first of them was. */
	loop: {count: number; readonly since: number} | null;
	resource: Resource;
};

const minuteMs = 60_000;
const againMs = 10_000;
const maxInMinute = 3;
// Forgetting all of them costs the knowledge of loops that are under way, not more.
const maxKept = 100_000;

/**
 * Finds containers whose program dies again and again: they flip between running, stopped and starting, the server never
 * says `error`, and only the count of starts grows (frames-crash-loop.txt). Three restarts within a minute, or one more
 * within ten seconds of the last, make a loop; a minute of running ends it.
 */
export class CrashLoops {
	readonly #counts = new Map<ResourceKey, number>();
	readonly #trails = new Map<ResourceKey, Trail>();

	/** A container as it was reported at `now`; returns the services whose rows that changes. */
	see(resource: Resource, startCount: number, now: number): readonly ResourceKey[] {
		const {key} = resource;
		const before = this.#counts.get(key);
		if (this.#counts.size >= maxKept) this.#counts.clear();
		if (before !== startCount) this.#counts.set(key, startCount);
		const trail = this.#trails.get(key);
		if (trail) trail.resource = resource;
		if (before === undefined || startCount <= before) return [];
		// From none to one is the first start.
		const started = trail ?? {startedAt: now, restarts: [], loop: null, resource};
		this.#trails.set(key, started);
		if (before > 0) note(started, now);
		started.startedAt = now;
		return started.loop === null ? [] : servicesOf(resource);
	}

	/** Ends the loops that have been calm for a minute; gives their containers. */
	calm(now: number): readonly Resource[] {
		const ended: Resource[] = [];
		for (const [key, {startedAt, loop, resource}] of this.#trails) {
			if (now - startedAt < minuteMs) continue;
			if (loop !== null && !isRunning(resource)) continue;
			this.#trails.delete(key);
			if (loop !== null) ended.push({...resource, since: startedAt});
		}

		return ended;
	}

	/** Whether there is anything for `calm` to check. */
	get isWatching(): boolean {
		return this.#trails.size > 0;
	}

	forget(key: ResourceKey): void {
		this.#counts.delete(key);
		this.#trails.delete(key);
	}

	/** The row as it is to be reported: one that loops, or a service with such a container, is in error. */
	withLoop(resource: Resource): Resource {
		if (this.#trails.size === 0) return resource;
		const loop =
			resource.kind === 'service' ? this.#worstOf(resource.key) : this.#trails.get(resource.key)?.loop;
		const isOwnWord = resource.state === 'removing' || resource.transitioning === 'error';
		if (!loop || isOwnWord) return resource;
		const message = `restarted ${loop.count} times`;
		return {...resource, health: 'error', message, progress: null, since: loop.since, flapping: true};
	}

	#worstOf(service: ResourceKey): Trail['loop'] {
		let worst: Trail['loop'] = null;
		for (const {loop, resource} of this.#trails.values()) {
			if (loop === null || !resource.parents.includes(service)) continue;
			if (worst === null || loop.count > worst.count) worst = loop;
		}

		return worst;
	}
}

const isRunning = ({state, transitioning}: Resource): boolean =>
	transitioning === 'no' && state !== 'stopped';

const note = (trail: Trail, now: number): void => {
	const last = trail.restarts.at(-1);
	trail.restarts = [...trail.restarts.filter(at => now - at < minuteMs), now];
	const isAgain = last !== undefined && now - last <= againMs;
	if (trail.loop) trail.loop.count += 1;
	else if (isAgain || trail.restarts.length >= maxInMinute) {
		trail.loop = {count: trail.restarts.length, since: trail.restarts[0] ?? now};
	}
};

/** The services that a container belongs to, by their keys. */
export const servicesOf = ({parents}: Resource): readonly ResourceKey[] =>
	parents.filter(parent => parent.split('/').at(-2) === 'service');
