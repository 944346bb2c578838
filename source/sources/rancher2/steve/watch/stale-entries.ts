import {messageOf} from '../../../../model/errors.js';
import type {ResourceKey} from '../../../../model/resource.js';
import type {WatchEvent} from '../../../follow/watch-adapter.js';
import type {DriverOptions} from '../../watch/driver.js';
import {objectPath} from '../../wire/path.js';
import type {Catalogue, SteveType} from '../rows/catalogue.js';
import {keyOf} from '../rows/to-resource.js';
import type {SteveObject} from '../wire/frames.js';
import {versionOf} from '../wire/version.js';
import type {KnownRows} from './known-rows.js';
import {type ObjectCounts, readCounts, readNames} from './object-counts.js';

/** Whose rows are checked. */
type StaleEntriesOptions = {
	readonly driver: DriverOptions;
	readonly base: string;
	readonly rows: KnownRows;
	readonly catalogue: () => Catalogue;
	/** Reports to the stream that is open. */
	readonly emit: (event: WatchEvent) => void;
};

const maxAtOnce = 4;

/**
 * Removes the rows of objects that exist only in Steve's cache. It misses what is removed during an outage of the
 * apiserver and for up to a minute after it: no watch reports that, and lists contain it for good (fixtures
 * rancher2/more/ghost-*).
 * Its counts, from another cache, show that there are too many rows; the names that Kubernetes itself has show which;
 * a 404 by id proves it.
 */
export class StaleEntries {
	readonly #options: StaleEntriesOptions;
	/** Versions of the stale entries found: Steve keeps listing them until they disappear or are created again. */
	readonly #found = new Map<ResourceKey, number>();
	/** Types with too many rows at the last comparison of counts. */
	#tooMany: ReadonlySet<string> = new Set();
	#counts: Promise<ObjectCounts | null> | null = null;
	/** Monotonic milliseconds. */
	#countedAt = Number.NEGATIVE_INFINITY;
	#timer: NodeJS.Timeout | undefined;
	#dueAt = Number.POSITIVE_INFINITY;
	/**
	 * Until this time the names are compared whatever the counts say, which are late too. Monotonic milliseconds.
	 */
	#doubtUntil = Number.NEGATIVE_INFINITY;
	#kinds: ReadonlySet<string> = new Set();
	#signal: AbortSignal = AbortSignal.abort();

	constructor(options: StaleEntriesOptions) {
		this.#options = options;
	}

	/** Checks these kinds until the stream is over. The end of an earlier stream may be a sign of an outage. */
	follow(kinds: ReadonlySet<string>, signal: AbortSignal): void {
		const isFirst = this.#kinds.size === 0;
		this.#kinds = kinds;
		this.#signal = signal;
		if (!isFirst) this.doubt();
		this.#wake(this.#options.driver.timing.countsMs);
		signal.addEventListener('abort', () => this.#rest(), {once: true});
	}

	/** There was an outage, or there may have been. */
	doubt(): void {
		const {doubtMs, settleMs} = this.#options.driver.timing;
		this.#doubtUntil = performance.now() + doubtMs;
		this.#forgetCounts();
		if (!this.#signal.aborted) this.#wake(settleMs);
	}

	/** Whether this object exists only in Steve's cache. */
	has(object: SteveObject, type: SteveType): boolean {
		if (this.#found.size === 0) return false;
		const key = keyOf(object, type, this.#options.driver.scope);
		if (!this.#found.has(key)) return false;
		if (this.#found.get(key) === versionOf(object)) return true;
		this.#found.delete(key);
		return false;
	}

	/** A complete listing of a type: removes its stale entries. Rejects only with the reason of the abort. */
	async prune(type: SteveType, listed: ReadonlySet<ResourceKey>, signal: AbortSignal): Promise<void> {
		const prefix = `${this.#options.driver.scope.prefix}${type.kind}/`;
		for (const key of this.#found.keys())
			if (key.startsWith(prefix) && !listed.has(key)) this.#found.delete(key);
		if (this.#options.rows.keysOf(type.kind).length === 0) return;
		await this.#shielded(async () => {
			const isDoubtful = performance.now() < this.#doubtUntil || (await this.#isTooMany(type, signal));
			if (isDoubtful) await this.#compare(type, signal);
		}, signal);
	}

	/** A failure here casts no doubt on the listing. */
	async #shielded(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
		try {
			await work();
		} catch (error) {
			signal.throwIfAborted();
			this.#options.emit({type: 'fault', message: messageOf(error)});
		}
	}

	#wake(delayMs: number): void {
		const at = performance.now() + delayMs;
		if (at >= this.#dueAt) return;
		clearTimeout(this.#timer);
		this.#dueAt = at;
		this.#timer = setTimeout(() => void this.#look(), delayMs);
	}

	#rest(): void {
		clearTimeout(this.#timer);
		this.#dueAt = Number.POSITIVE_INFINITY;
		this.#tooMany = new Set();
	}

	async #look(): Promise<void> {
		const {timing} = this.#options.driver;
		const signal = this.#signal;
		try {
			await this.#shielded(() => this.#lookOnce(signal), signal);
		} catch {
			// The stream is over, and this with it.
			return;
		}

		if (signal.aborted) return;
		this.#dueAt = Number.POSITIVE_INFINITY;
		const isDoubtful = performance.now() < this.#doubtUntil;
		this.#wake(isDoubtful ? timing.compareMs : this.#tooMany.size > 0 ? timing.recountMs : timing.countsMs);
	}

	async #lookOnce(signal: AbortSignal): Promise<void> {
		const {catalogue, rows} = this.#options;
		const types = [...this.#kinds].flatMap(kind => catalogue().byKind.get(kind) ?? []);
		const full = types.filter(({kind}) => rows.keysOf(kind).length > 0);
		if (performance.now() < this.#doubtUntil) {
			for (const type of full) await this.#compare(type, signal);
			return;
		}

		const tooMany = new Set<string>();
		for (const type of full) {
			if (!(await this.#isTooMany(type, signal))) continue;
			// One mismatch may be a matter of timing: rows and counts come by different ways.
			if (this.#tooMany.has(type.schema)) await this.#compare(type, signal);
			else tooMany.add(type.schema);
		}

		this.#tooMany = tooMany;
	}

	async #isTooMany({schema, kind}: SteveType, signal: AbortSignal): Promise<boolean> {
		const {driver, base, rows} = this.#options;
		const now = performance.now();
		// The types are listed one soon after the other: one answer does for all of them.
		if (now - this.#countedAt >= driver.timing.settleMs) this.#counts = null;
		if (this.#counts === null) this.#countedAt = now;
		const counts = this.#counts ?? readCounts(driver.api, base, signal);
		this.#counts = counts;
		counts.catch(() => this.#forgetCounts());
		const count = (await counts)?.count(schema, kind === 'namespace' ? null : rows.projectNamespaces) ?? null;
		return count !== null && count < rows.keysOf(kind).length;
	}

	#forgetCounts(): void {
		this.#counts = null;
	}

	async #compare(type: SteveType, signal: AbortSignal): Promise<void> {
		const {rows, driver} = this.#options;
		const prefix = `${driver.scope.prefix}${type.kind}/`;
		// Taken before the names are read: what is created meanwhile is not among them.
		const ids = rows.keysOf(type.kind).map(key => key.slice(prefix.length));
		const missing = await this.#missing(type, ids, signal);
		for (let from = 0; from < missing.length; from += maxAtOnce) {
			const some = missing.slice(from, from + maxAtOnce);
			await Promise.all(some.map(id => this.#removeIfGone(type, id, signal)));
		}
	}

	/** Which of these ids Kubernetes does not have, as far as this user may ask. */
	async #missing(type: SteveType, ids: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
		const {driver, base, rows} = this.#options;
		const request = {api: driver.api, base, type, expected: ids.length, signal};
		const names = rows.projectNamespaces === null ? await readNames({...request, namespace: ''}) : null;
		if (names) return ids.filter(id => !names.has(id));
		if (!type.namespaced) return [];
		const missing: string[] = [];
		for (const namespace of new Set(ids.map(id => id.split('/', 1)[0] ?? ''))) {
			const inside = await readNames({...request, namespace});
			const own = ids.filter(id => id.startsWith(`${namespace}/`));
			if (inside) missing.push(...own.filter(id => !inside.has(id)));
		}

		return missing;
	}

	/** Removes the row of an object that does not exist. */
	async #removeIfGone(type: SteveType, id: string, signal: AbortSignal): Promise<void> {
		const {driver, base, rows, emit} = this.#options;
		const object = {id, type: type.schema};
		const key = keyOf(object, type, driver.scope);
		const version = rows.versionOf(key);
		const path = objectPath(`${base}/${type.plural}`, id);
		const {status} = await driver.api.ask({path, attempted: `Cannot read ${type.kind} ${id}`, signal});
		// It may have been removed or created again meanwhile.
		if (status !== 404 || version === undefined || rows.versionOf(key) !== version) return;
		this.#found.set(key, version);
		rows.remove(object, type, emit);
	}
}
