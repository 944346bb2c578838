import {isFatal, retryAfterOf} from '../../model/errors.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import {
	createGroup,
	type Group,
	isAiling,
	isUntried,
	noteFailure,
	noteSuccess,
	type Progress,
	progressOf,
} from './listing-group.js';
import type {ListingOptions} from './listing-options.js';
import {ListingRun} from './listing-run.js';
import type {PageProgress} from './watch-adapter.js';

const maxAtOnce = 4;

/**
 * Lists groups of kinds: first those in view, then the others side by side. Each failing group is retried with its
 * own delays.
 */
export class Listing {
	readonly #options: ListingOptions;
	readonly #groups = new Map<string, Group>();
	readonly #listedKinds = new Set<string>();
	readonly #runs = new Set<ListingRun>();
	readonly #controller = new AbortController();
	readonly #forgetOrder: () => void;
	#turns = 0;

	constructor(options: ListingOptions) {
		this.#options = options;
		this.#forgetOrder = options.order.listen(() => this.#groups.size > 0 && this.#next());
	}

	/** Lists these kinds, even if they are listed. Those that are not required have no part in `progress`. */
	start(kinds: readonly string[], required: boolean): void {
		const {together, rootKinds, backoff, clock} = this.#options;
		for (const names of together(kinds)) {
			const root = names.some(kind => rootKinds.has(kind));
			const group =
				this.#groups.get(names.join()) ??
				createGroup({kinds: names, required, root, backoff: backoff()}, clock.now());
			this.#groups.set(names.join(), group);
			this.#want(group);
		}

		this.#next();
	}

	restart(): void {
		for (const group of this.#groups.values()) this.#want(group);
		this.#next();
	}

	/** Changes of these kinds were missed: they do not count as listed until they are listed again. */
	lose(kinds: readonly string[]): void {
		const now = this.#options.clock.now();
		for (const group of this.#groups.values()) {
			if (!group.kinds.some(kind => kinds.includes(kind))) continue;
			// A forbidden kind was not followed: a loss means that the rights have changed.
			if (group.state === 'waiting' && group.refused) this.#want(group);
			this.#mark(group, false);
			if (group.state === 'waiting') continue;
			group.hopeless = false;
			if (group.state === 'running') {
				group.again = true;
				group.missed = true;
			}
			// A watch that is lost as soon as it starts must not cause a tight loop.
			else if (group.state === 'idle') this.#wantAfter(group, group.backoff.next(now - group.listedAt));
		}

		this.#next();
	}

	touch(key: ResourceKey, exists: boolean): void {
		for (const run of this.#runs) run.touch(key, exists);
	}

	isListed(kind: string): boolean {
		return this.#listedKinds.has(kind);
	}

	progress(): Progress {
		return progressOf([...this.#groups.values()].filter(group => group.required));
	}

	/** Progress of the listings under way: objects listed, and objects in all as far as known. */
	counted(): PageProgress {
		let count = 0;
		let total = 0;
		for (const run of this.#runs) {
			count += run.progress?.count ?? 0;
			total += run.progress?.total ?? 0;
		}

		return {count, total};
	}

	/** Ends all requests and timers; nothing is emitted any more. */
	stop(): void {
		this.#forgetOrder();
		this.#options.release();
		this.#controller.abort();
		this.#runs.clear();
		for (const group of this.#groups.values()) group.cancel();
	}

	#want(group: Group): void {
		group.cancel();
		if (group.state === 'running') group.again = true;
		else group.state = 'due';
	}

	#wantAfter(group: Group, delayMs: number): void {
		group.cancel();
		group.state = 'waiting';
		group.retryAt = this.#options.clock.now() + delayMs;
		group.cancel = this.#options.clock.after(delayMs, () => {
			group.state = 'due';
			this.#next();
		});
	}

	#next(): void {
		const groups = [...this.#groups.values()];
		const {order, release} = this.#options;
		const isFirst = ({kinds}: Group) => order.isFirst(kinds);
		const first = groups.filter(group => isFirst(group) && isUntried(group));
		// A kind that was shown later is listed at once, whatever else is; one that is wanted again and again waits for
		// the others.
		const due = groups.filter(({state}) => state === 'due').sort((one, other) => one.turn - other.turn);
		if (groups.length > 0 && first.length === 0) release();
		const others = first.length > 0 || order.isHeld ? [] : due.filter(group => !isFirst(group));
		for (const group of [...due.filter(isFirst), ...others]) {
			if (this.#controller.signal.aborted || this.#runs.size >= maxAtOnce) break;
			if (group.state === 'due') this.#run(group);
		}

		if (!this.#controller.signal.aborted) this.#options.onProgress();
	}

	async #run(group: Group): Promise<void> {
		const {signal} = this.#controller;
		const run = new ListingRun();
		group.state = 'running';
		group.turn = ++this.#turns;
		this.#runs.add(run);
		const page = (resources: readonly Resource[], progress?: PageProgress) => {
			if (this.#runs.has(run)) this.#emitPage(run.page(resources, progress ?? null));
		};

		try {
			const revision = await this.#options.list(group.kinds, page, signal);
			if (!signal.aborted) this.#succeed(group, revision, run);
		} catch (error) {
			if (!signal.aborted) this.#fail(group, error);
		}

		this.#runs.delete(run);
		if (!signal.aborted) this.#next();
	}

	#emitPage(resources: readonly Resource[]): void {
		const {source, emit, clock, onResource, onProgress} = this.#options;
		const at = clock.now();
		for (const resource of resources) {
			onResource(resource);
			emit({type: 'changed', source, at, resource, listed: true});
		}

		onProgress();
	}

	#succeed(group: Group, revision: string | null, run: ListingRun): void {
		const {source, scope, emit, clock, onListed} = this.#options;
		// The server works again: the others need not wait for their turn.
		if (group.failures > 0)
			for (const other of this.#ailing()) if (other.state === 'waiting') this.#want(other);
		noteSuccess(group, clock.now());
		emit({type: 'listed', source, scope, at: group.listedAt, kinds: group.kinds, keys: run.keys()});
		const counts = onListed(group.kinds, revision);
		if (counts && !group.missed) this.#mark(group, true);
		group.state = group.again || !counts ? 'due' : 'idle';
		group.again = false;
		group.missed = false;
	}

	#fail(group: Group, error: unknown): void {
		const {source, emit, clock, onRefused, refusedMs} = this.#options;
		if (isFatal(error)) {
			onRefused(error);
			return;
		}

		const isNews = noteFailure(group, error);
		// Requested again meanwhile: what was refused may be permitted now.
		const minMs = group.refused && !group.again ? refusedMs : retryAfterOf(error);
		group.again = false;
		group.missed = false;
		// All failing groups together are tried about as often as a single one would be.
		const delayMs = group.backoff.next(0) * Math.max(1, this.#ailing().length);
		this.#wantAfter(group, Math.max(delayMs, minMs));
		if (isNews) emit({type: 'fault', source, at: clock.now(), message: group.message});
	}

	#ailing(): readonly Group[] {
		return [...this.#groups.values()].filter(isAiling);
	}

	#mark(group: Group, listed: boolean): void {
		group.listed = listed;
		for (const kind of group.kinds) {
			if (listed) this.#listedKinds.add(kind);
			else this.#listedKinds.delete(kind);
		}
	}
}
