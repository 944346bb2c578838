import type {ResourceKey} from '../../model/resource.ts';
import type {CattleObject} from './frames.ts';
import type {Subject} from './silent-rows.ts';

/** How rows are asked for. */
export type RereadsOptions = {
	/** One row as it is now; null where there is none any more. */
	readonly read: (key: ResourceKey, subject: Subject) => Promise<CattleObject | null>;
	/** All rows of a type, by their keys. */
	readonly list: (key: ResourceKey, subject: Subject) => Promise<ReadonlyMap<ResourceKey, CattleObject>>;
	/** The answer, unless something newer was told meanwhile. */
	readonly onRow: (key: ResourceKey, object: CattleObject | null) => void;
	readonly onError: (error: unknown) => void;
};

// More rows of one type than this are listed rather than asked for one by one.
const mostSingle = 8;

const typesOf = (asked: ReadonlyMap<ResourceKey, Subject>) => {
	const byType = new Map<string, [ResourceKey, Subject][]>();
	for (const [key, subject] of asked) {
		const rows = byType.get(subject.type);
		if (rows) rows.push([key, subject]);
		else byType.set(subject.type, [[key, subject]]);
	}

	return [...byType.values()];
};

/** Asks for rows whose events cannot tell how they are. What is asked for while a question is out goes into the next one. */
export class Rereads {
	readonly #options: RereadsOptions;
	#wanted = new Map<ResourceKey, Subject>();
	/** Rows whose answer is awaited and still counts. */
	readonly #asked = new Set<ResourceKey>();
	#isAsking = false;

	constructor(options: RereadsOptions) {
		this.#options = options;
	}

	/** Asks for a row; once, however often that is wanted before the question goes out. */
	ask(key: ResourceKey, subject: Subject): void {
		this.#wanted.set(key, subject);
		if (!this.#isAsking) void this.#askAll();
	}

	/** Something newer than any answer was told. */
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
			await Promise.all(typesOf(asked).map(rows => this.#askFor(rows)));
		}

		this.#isAsking = false;
	}

	async #askFor(rows: readonly [ResourceKey, Subject][]): Promise<void> {
		const [first] = rows;
		if (!first) return;
		if (rows.length <= mostSingle) {
			await Promise.all(rows.map(([key, subject]) => this.#settle([key], () => this.#readOne(key, subject))));
			return;
		}

		const keys = rows.map(([key]) => key);
		await this.#settle(keys, () => this.#options.list(...first));
	}

	async #readOne(key: ResourceKey, subject: Subject): Promise<ReadonlyMap<ResourceKey, CattleObject>> {
		const object = await this.#options.read(key, subject);
		return new Map(object === null ? [] : [[key, object]]);
	}

	async #settle(
		keys: readonly ResourceKey[],
		question: () => Promise<ReadonlyMap<ResourceKey, CattleObject>>,
	): Promise<void> {
		try {
			const found = await question();
			for (const key of keys) if (this.#asked.delete(key)) this.#options.onRow(key, found.get(key) ?? null);
		} catch (error) {
			for (const key of keys) this.#asked.delete(key);
			this.#options.onError(error);
		}
	}
}
