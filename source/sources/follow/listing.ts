import {isAnswer, isFatal, messageOf, retryAfterOf, UnreachableError} from '../../model/errors.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import type {Backoff} from '../../transport/backoff.js';
import type {Clock} from '../../transport/clock.js';
import {createGroup, type Group, isRefusal, type Progress, progressOf, reasonFor} from './listing-group.js';
import type {WatchAdapter} from './watch-adapter.js';

/** What the listing of one session needs. */
export type ListingOptions = {
	readonly source: string;
	readonly scope: string;
	readonly list: WatchAdapter['list'];
	/** Which kinds one call of `list` takes. */
	readonly together: (kinds: readonly string[]) => readonly (readonly string[])[];
	/** The scope is not live without these. */
	readonly rootKinds: ReadonlySet<string>;
	readonly tell: (event: SourceEvent) => void;
	/** Before a page's resource is told. */
	readonly onResource: (resource: Resource) => void;
	/** A group is listed, at this revision; false: it has to be listed once more before that counts. */
	readonly onListed: (kinds: readonly string[], revision: string | null) => boolean;
	/** The credentials were refused. */
	readonly onRefused: (error: unknown) => void;
	/** `progress` may have changed. */
	readonly onProgress: () => void;
	/** Between two tries of a kind that may not be listed, milliseconds: rights do change, but rarely. */
	readonly refusedMs: number;
	readonly backoff: () => Backoff;
	readonly clock: Clock;
};

/** One listing under way: the resources that watch events reported meanwhile, and whether they exist. */
type Run = Map<ResourceKey, boolean>;

const mostAtOnce = 4;
const triesBeforeOthersGoOn = 3;

/**
 * Lists groups of kinds side by side; each that fails is tried again by itself, with its own delays.
 * What a watch event told while a listing is under way is newer than the listing, and wins.
 */
export class Listing {
	readonly #options: ListingOptions;
	readonly #groups = new Map<string, Group>();
	readonly #listedKinds = new Set<string>();
	readonly #runs = new Set<Run>();
	readonly #controller = new AbortController();

	constructor(options: ListingOptions) {
		this.#options = options;
	}

	/** Lists these kinds, also again. Those that are not required have no part in `progress`. */
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

	/** Lists again all that was ever started. */
	restart(): void {
		for (const group of this.#groups.values()) this.#want(group);
		this.#next();
	}

	/** Changes of these kinds were missed: they do not count as listed until they are listed again. */
	lose(kinds: readonly string[]): void {
		const now = this.#options.clock.now();
		for (const group of this.#groups.values()) {
			if (!group.kinds.some(kind => kinds.includes(kind))) continue;
			// What may not be listed was not followed: that it was missed is news of its rights.
			if (group.state === 'waiting' && group.refused) this.#want(group);
			this.#mark(group, false);
			if (group.state === 'waiting') continue;
			group.hopeless = false;
			if (group.state === 'running') {
				group.again = true;
				group.missed = true;
			}
			// A watch that is lost as soon as it is there must not make a tight loop.
			else if (group.state === 'idle') this.#wantAfter(group, group.backoff.next(now - group.listedAt));
		}

		this.#next();
	}

	/** A watch event came for this resource. */
	touch(key: ResourceKey, exists: boolean): void {
		for (const run of this.#runs) run.set(key, exists);
	}

	isListed(kind: string): boolean {
		return this.#listedKinds.has(kind);
	}

	progress(): Progress {
		return progressOf([...this.#groups.values()].filter(group => group.required));
	}

	/** Ends all requests and timers; nothing is told any more. */
	stop(): void {
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
		for (const group of this.#groups.values()) {
			if (this.#controller.signal.aborted || this.#runs.size >= mostAtOnce) break;
			if (group.state === 'due') this.#run(group);
		}

		if (!this.#controller.signal.aborted) this.#options.onProgress();
	}

	async #run(group: Group): Promise<void> {
		const {signal} = this.#controller;
		const run: Run = new Map();
		const keys = new Set<ResourceKey>();
		group.state = 'running';
		this.#runs.add(run);
		const page = (resources: readonly Resource[]) => {
			if (this.#runs.has(run)) this.#tellPage(resources, run, keys);
		};

		try {
			const revision = await this.#options.list(group.kinds, page, signal);
			if (!signal.aborted) this.#succeed(group, revision, run, keys);
		} catch (error) {
			if (!signal.aborted) this.#fail(group, error);
		}

		this.#runs.delete(run);
		if (!signal.aborted) this.#next();
	}

	#tellPage(resources: readonly Resource[], run: Run, keys: Set<ResourceKey>): void {
		const {source, tell, clock, onResource} = this.#options;
		const at = clock.now();
		for (const resource of resources) {
			if (run.has(resource.key)) continue;
			keys.add(resource.key);
			onResource(resource);
			tell({type: 'changed', source, at, resource, listed: true});
		}
	}

	#succeed(group: Group, revision: string | null, run: Run, keys: Set<ResourceKey>): void {
		const {source, scope, tell, clock, onListed} = this.#options;
		for (const [key, exists] of run) {
			if (exists) keys.add(key);
			else keys.delete(key);
		}

		group.listedAt = clock.now();
		// The server is better: the others need not wait for their turn.
		if (group.failures > 0)
			for (const other of this.#ailing()) if (other.state === 'waiting') this.#want(other);
		group.failures = 0;
		group.message = '';
		group.hopeless = false;
		group.refused = false;
		tell({type: 'listed', source, scope, at: group.listedAt, kinds: group.kinds, keys});
		const counts = onListed(group.kinds, revision);
		if (counts && !group.missed) this.#mark(group, true);
		group.state = group.again || !counts ? 'due' : 'idle';
		group.again = false;
		group.missed = false;
	}

	#fail(group: Group, error: unknown): void {
		const {source, tell, clock, onRefused, refusedMs} = this.#options;
		if (isFatal(error)) {
			onRefused(error);
			return;
		}

		const message = messageOf(error);
		const refusal = isRefusal(error);
		group.failures++;
		group.refused = refusal;
		group.answered = isAnswer(error);
		group.hopeless = refusal || group.failures >= triesBeforeOthersGoOn;
		// Asked for meanwhile: what was refused may be so no longer.
		const leastMs = refusal && !group.again ? refusedMs : retryAfterOf(error);
		group.again = false;
		group.missed = false;
		// Together those that fail are tried about as often as one of them would be.
		const delayMs = group.backoff.next(0) * Math.max(1, this.#ailing().length);
		this.#wantAfter(group, Math.max(delayMs, leastMs));
		// The same again is not news; and that the server is away is a state of the source, not a fault in what it says.
		const isNews = message !== group.message && !(error instanceof UnreachableError);
		if (isNews) tell({type: 'fault', source, at: clock.now(), message});
		group.message = message;
		group.reason = reasonFor(error);
	}

	/** Those that failed again and again, and may work any time. */
	#ailing(): readonly Group[] {
		return [...this.#groups.values()].filter(
			({failures, refused}) => failures >= triesBeforeOthersGoOn && !refused,
		);
	}

	#mark(group: Group, listed: boolean): void {
		group.listed = listed;
		for (const kind of group.kinds) {
			if (listed) this.#listedKinds.add(kind);
			else this.#listedKinds.delete(kind);
		}
	}
}
