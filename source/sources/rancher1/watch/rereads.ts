import type {ResourceKey} from '../../../model/resource.js';
import type {Rancher1Object} from '../wire/frames.js';
import type {Subject} from './silent-rows.js';

/** How rows are read. */
type RereadsOptions = {
	/** One row as it is now; null where it is gone. */
	readonly read: (subject: Subject) => Promise<Rancher1Object | null>;
	/** All rows of a kind, by their keys. */
	readonly list: (subject: Subject) => Promise<ReadonlyMap<ResourceKey, Rancher1Object>>;
	/** The answer, unless a newer event came meanwhile. */
	readonly onRow: (key: ResourceKey, subject: Subject, object: Rancher1Object | null) => void;
	readonly onError: (error: unknown) => void;
};

// More rows of one kind than this are listed instead of read one by one.
const maxSingle = 8;

const kindsOf = (asked: ReadonlyMap<ResourceKey, Subject>) => {
	const byKind = new Map<string, [ResourceKey, Subject][]>();
	for (const [key, subject] of asked) {
		const rows = byKind.get(subject.kind);
		if (rows) rows.push([key, subject]);
		else byKind.set(subject.kind, [[key, subject]]);
	}

	return [...byKind.values()];
};

/** Reads rows whose events do not show their present state. What is wanted while a request is out goes into the next one. */
export class Rereads {
	readonly #options: RereadsOptions;
	#wanted = new Map<ResourceKey, Subject>();
	/** Rows whose answer is awaited and still counts. */
	readonly #asked = new Set<ResourceKey>();
	#isAsking = false;

	constructor(options: RereadsOptions) {
		this.#options = options;
	}

	/** Reads a row; once, however often that is wanted before the request goes out. */
	ask(key: ResourceKey, subject: Subject): void {
		this.#wanted.set(key, subject);
		if (!this.#isAsking) void this.#askAll();
	}

	/** A newer event came: no answer to this row counts any more. */
	forget(key: ResourceKey): void {
		if (this.#asked.size > 0) this.#asked.delete(key);
	}

	async #askAll(): Promise<void> {
		this.#isAsking = true;
		while (this.#wanted.size > 0) {
			// All that one batch of events wants.
			await Promise.resolve();
			const asked = this.#wanted;
			this.#wanted = new Map();
			for (const key of asked.keys()) this.#asked.add(key);
			await Promise.all(kindsOf(asked).map(rows => this.#askFor(rows)));
		}

		this.#isAsking = false;
	}

	async #askFor(rows: readonly [ResourceKey, Subject][]): Promise<void> {
		const [first] = rows;
		if (!first) return;
		if (rows.length <= maxSingle) {
			await Promise.all(
				rows.map(([key, subject]) => this.#settle([[key, subject]], () => this.#readOne(key, subject))),
			);
			return;
		}

		await this.#settle(rows, () => this.#options.list(first[1]));
	}

	async #readOne(key: ResourceKey, subject: Subject): Promise<ReadonlyMap<ResourceKey, Rancher1Object>> {
		const object = await this.#options.read(subject);
		return new Map(object === null ? [] : [[key, object]]);
	}

	async #settle(
		rows: readonly [ResourceKey, Subject][],
		question: () => Promise<ReadonlyMap<ResourceKey, Rancher1Object>>,
	): Promise<void> {
		try {
			const found = await question();
			for (const [key, subject] of rows) {
				if (this.#asked.delete(key)) this.#options.onRow(key, subject, found.get(key) ?? null);
			}
		} catch (error) {
			for (const [key] of rows) this.#asked.delete(key);
			this.#options.onError(error);
		}
	}
}
