import type {Resource, ResourceKey} from '../../model/resource.js';
import {brokenBy, type ListWatchEnd, silenceOf} from './list-watch-end.js';
import {type ListWatchOptions, startingOf} from './list-watch-options.js';
import {Listing} from './listing.js';
import {Repeats} from './repeats.js';
import {type PageProgress, provesRows, type WatchEvent, type WatchStream} from './watch-adapter.js';

/** One open stream and the listings that belong to it, until the stream ends. */
export class ListWatch {
	/** Resolves once, when the stream is over for whatever reason. */
	readonly over: Promise<ListWatchEnd>;
	/** Until when the rows are known to be true: the last sign of life while live. Epoch milliseconds. */
	goodUntil: number | null;
	/** When it first was live, or null. */
	liveAt: number | null = null;

	readonly #options: ListWatchOptions;
	readonly #listing: Listing;
	readonly #controller = new AbortController();
	readonly #repeats: Repeats;
	readonly #covered = new Set<string>();
	readonly #following = new Set<string>();
	/** Resources that were reported before their kind was listed. */
	readonly #reported = new Set<ResourceKey>();
	#resolve: (end: ListWatchEnd) => void = () => undefined;
	#stream: WatchStream | null = null;
	/** A copy of the abort signal's state: asking the signal for each event is far slower. */
	#ended = false;
	#begun = false;
	#live = false;
	#activity = 'listing';
	/** Why kinds are listed again and again, or null. */
	#polling: string | null = null;
	#lastSign: number;
	#counted = {count: 0, total: 0};

	constructor(options: ListWatchOptions) {
		this.#options = options;
		this.goodUntil = options.goodUntil;
		this.#repeats = new Repeats(options.clock);
		this.#lastSign = options.clock.now();
		this.over = new Promise(resolve => {
			this.#resolve = resolve;
		});
		this.#listing = new Listing({
			...options,
			together: kinds => options.adapter.together?.(kinds) ?? kinds.map(kind => [kind]),
			list: (kinds, page, signal) => this.#list(kinds, page, signal),
			onResource: resource => this.#isNews(resource),
			onListed: (kinds, revision) => this.#follow(kinds, revision || null),
			onRefused: error => this.#break(error),
			onProgress: () => this.#reportProgress(),
		});
		this.#open();
	}

	/** Lists everything again, without a gap. */
	relist(): void {
		this.#listing.restart();
	}

	/** Lists these kinds, which `kinds` already holds; the others stay live meanwhile. */
	show(kinds: readonly string[]): void {
		if (this.#stream) this.#listing.start(kinds, false);
	}

	/** Ends the stream, all requests and timers. */
	end(end: ListWatchEnd): void {
		if (this.#ended) return;
		this.#listing.stop();
		this.#emitCount();
		this.#ended = true;
		this.#controller.abort();
		this.#repeats.end();
		this.#resolve(end);
	}

	async #open(): Promise<void> {
		const {adapter, kinds, report, opening} = this.#options;
		const {signal} = this.#controller;
		report('connecting', opening.message, null, startingOf(opening));
		for (const kind of kinds) this.#covered.add(kind);
		try {
			const stream = await adapter.open(kinds, event => this.#hear(event), signal);
			if (signal.aborted) return;
			this.#stream = stream;
			this.#startTimers();
			this.#listing.start([...kinds], true);
			const error = await stream.ended;
			if (error) this.#break(error);
			else this.end({type: 'ended'});
		} catch (error) {
			this.#break(error);
		}
	}

	#break(error: unknown, listed = false): void {
		this.end(brokenBy(error, listed));
	}

	// The gap is emitted before the first change or page, whichever comes first.
	#begin(): void {
		if (this.#begun || this.#ended) return;
		this.#begun = true;
		this.#lastSign = this.#options.clock.now();
		this.#emitGap();
	}

	#emitGap(unheardMs = 0): void {
		const {source, scope, emit, clock} = this.#options;
		if (this.goodUntil === null) return;
		const to = clock.now();
		emit({type: 'gap', source, scope, at: to, from: Math.min(this.goodUntil, to - unheardMs), to});
		// Anything lost before everything is listed belongs to the same incident.
		this.goodUntil = null;
	}

	#startTimers(): void {
		const {silenceMs, sweepMs, renewMs, clock} = this.#options;
		this.#lastSign = clock.now();
		if (silenceMs !== null) {
			this.#repeats.every(silenceMs / 4, () => {
				if (clock.now() - this.#lastSign >= silenceMs) this.#break(silenceOf(this.#options, silenceMs));
			});
		}

		if (sweepMs !== null) this.#repeats.every(sweepMs, () => this.relist());
		if (renewMs !== null) this.#repeats.every(renewMs, () => this.end({type: 'renewed'}));
	}

	async #list(
		kinds: readonly string[],
		page: (resources: readonly Resource[], progress?: PageProgress) => void,
		signal: AbortSignal,
	): Promise<string | null> {
		const more = kinds.filter(kind => !this.#covered.has(kind));
		if (more.length > 0) {
			await this.#stream?.add?.(more, signal);
			for (const kind of more) this.#covered.add(kind);
		}

		const pageAfterGap: typeof page = (resources, progress) => {
			this.#begin();
			page(resources, progress);
		};
		const revision = await this.#options.adapter.list(kinds, pageAfterGap, signal);
		this.#begin();
		return revision;
	}

	/** False if the watch could not start at the listing's revision, so that another listing is needed. */
	#follow(kinds: readonly string[], revision: string | null): boolean {
		const fresh = kinds.filter(kind => !this.#following.has(kind));
		if (!this.#stream?.follow || fresh.length === 0) return true;
		for (const kind of fresh) this.#following.add(kind);
		this.#stream.follow(fresh, revision);
		return revision !== null;
	}

	/** Whether this is a change, or only the first sight of a resource that is not listed yet. */
	#isNews({kind, key}: Resource): boolean {
		if (this.#listing.isListed(kind) || this.#reported.has(key)) return true;
		this.#reported.add(key);
		return false;
	}

	#hear(event: WatchEvent): void {
		if (this.#ended) return;
		const {source, emit, clock, kinds} = this.#options;
		const at = clock.now();
		const isChange = event.type === 'changed' || event.type === 'removed';
		if (isChange || event.type === 'lost') this.#begin();
		if (!('asked' in event)) this.#lastSign = at;
		if (this.#live && provesRows(event)) this.goodUntil = at - (this.#stream?.behindMs?.() ?? 0);
		if (event.type === 'changed') {
			const {resource, lookedUp = false} = event;
			if (!kinds.has(resource.kind)) return;
			this.#listing.touch(resource.key, true);
			const listed = !this.#isNews(resource) || lookedUp;
			const changed = {type: 'changed', source, at, resource, listed} as const;
			const {skipped, settles} = event;
			emit(skipped || settles ? {...changed, ...(skipped && {skipped}), ...(settles && {settles})} : changed);
		} else if (event.type === 'removed' || event.type === 'fault') {
			if (event.type === 'removed') {
				this.#listing.touch(event.key, false);
				this.#reported.delete(event.key);
			}

			const {asked, ...rest} = event;
			emit({...rest, source, at});
		} else if (event.type === 'lost') this.#lose(event);
		else if (event.type === 'due') this.#listing.start(event.kinds, true);
		else if (event.type === 'polling') this.#poll(event.reason);
		else emit({type: 'heartbeat', source, at});
	}

	#poll(reason: string | null): void {
		this.#polling = reason;
		this.#reportProgress();
	}

	#lose({kinds, message, unheardMs}: Extract<WatchEvent, {type: 'lost'}>): void {
		for (const kind of kinds) this.#following.delete(kind);
		this.#activity = message;
		this.#emitGap(unheardMs);
		this.#listing.lose(kinds);
	}

	#reportProgress(): void {
		const {report, clock} = this.#options;
		const {complete, missing, failure} = this.#listing.progress();
		const {unfollowed} = this.#stream ?? {};
		const isLive = complete && failure === null;
		if (isLive && !this.#live) {
			if (!unfollowed) this.liveAt ??= clock.now();
			this.goodUntil = clock.now();
			this.#activity = 'listing';
			this.#reported.clear();
		}

		this.#live = isLive;
		const more = missing.length > 0 ? {missing} : {};
		if (unfollowed && (complete || failure)) this.#break(unfollowed, isLive);
		else if (isLive)
			report('live', this.#polling, null, this.#polling === null ? more : {...more, polling: true});
		else if (failure?.refused) report('failed', failure.message, failure.retryAt, more);
		else if (failure)
			report('retrying', failure.message, failure.retryAt, failure.answered ? {answered: true} : {});
		else report('connecting', this.#activity, null);
		this.#emitCount();
	}

	#emitCount(): void {
		const {source, scope, emit, clock} = this.#options;
		const {count, total} = this.#listing.counted();
		if (this.#ended || (count === this.#counted.count && total === this.#counted.total)) return;
		this.#counted = {count, total};
		emit({type: 'progress', source, scope, at: clock.now(), count, total});
	}
}
