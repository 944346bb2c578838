import {ProtocolError} from '../../model/errors.js';

/** More pages than the longest list of a real server has: a million rows of Rancher 1 come in 1,002. */
export const maxPages = 2000;

const usualAdvice = 'look for a proxy that changes answers';

/** What is being read and where, for errors. */
type Account = {readonly attempted: string; readonly target: string};

type Entry = {readonly id: string};

/** Counts the pages of one reading of a collection, so that no server keeps us reading without end, and what is on them. */
export class PageCount {
	readonly #account: Account;
	readonly #before: PageCount | null;
	readonly #followed = new Set<string>();
	readonly #ids = new Set<string>();
	#others = 0;
	#pages = 0;
	#total = Number.POSITIVE_INFINITY;

	/** @param before the reading before this one, if the collection is read again */
	constructor(account: Account, before: PageCount | null = null) {
		this.#account = account;
		this.#before = before;
	}

	/** One more page was or is about to be read. Throws `ProtocolError` where there is no end: rows would be missing. */
	next(): void {
		this.#pages++;
		if (this.#pages >= maxPages) this.#fail(`the list does not end after ${this.#pages} pages`);
	}

	/** The address that the server gave for the next page is followed. Throws `ProtocolError` where it was before. */
	follow(address: string): void {
		if (this.#followed.has(address)) this.#fail(`the pages repeat after ${this.#pages}`);
		this.#followed.add(address);
	}

	/** A page says how many entries there are on all pages; null: it does not. They may become fewer while they are read. */
	expect(total: number | null): void {
		this.#total = Math.min(this.#total, total ?? Number.POSITIVE_INFINITY);
	}

	/** No more is wanted than was read. */
	stop(): void {
		this.#total = 0;
	}

	/** Takes some entries of a page, and a number of others without an id; returns those that no reading had so far. */
	take<Some extends Entry>(entries: readonly Some[], others = 0): readonly Some[] {
		const fresh = entries.filter(({id}) => !this.isKnown(id));
		for (const {id} of entries) this.#ids.add(id);
		this.#others += others;
		return fresh;
	}

	/** Whether this reading had the entry. */
	has(id: string): boolean {
		return this.#ids.has(id);
	}

	/** Whether this reading or one before it had the entry. */
	isKnown(id: string): boolean {
		return this.#ids.has(id) || this.#before?.isKnown(id) === true;
	}

	/** Whether these are not all entries, by the server's own count. */
	get isShort(): boolean {
		return Number.isFinite(this.#total) && this.#entries < this.#total;
	}

	/** Whether both readings have the same entries. Of two that have none it is not known what they lack. */
	agrees(other: PageCount): boolean {
		if (this.#entries === 0 || this.#entries !== other.#entries) return false;
		return [...this.#ids].every(id => other.#ids.has(id));
	}

	/** The error of a list that ends although there are more entries: a row that it lacks is not gone. */
	cut(advice = usualAdvice): ProtocolError {
		const answer = this.isShort
			? `only ${this.#entries} of ${this.#total} are listed`
			: `only ${this.#entries} are listed, and there are more`;
		return new ProtocolError({...this.#account, answer, advice});
	}

	/** What is to be said of a list whose count is wrong. */
	get miscount(): string {
		const {attempted, target} = this.#account;
		const answer = `${this.#entries} of ${this.#total} are listed`;
		const advice = 'a second reading found no others';
		return new ProtocolError({attempted: `${attempted} in full`, target, answer, advice}).message;
	}

	get #entries(): number {
		return this.#ids.size + this.#others;
	}

	#fail(answer: string): never {
		throw new ProtocolError({...this.#account, answer, advice: usualAdvice});
	}
}

/** A list to be read, as often as it takes. */
type CountedList = {
	readonly account: Account;
	/**
	 * Reads it from its beginning; false where it was left before its end. `isAgain`: what was read was not all, so it is to
	 * be had in one piece if possible.
	 */
	readonly read: (count: PageCount, isAgain: boolean) => Promise<boolean>;
	/** The count of the server is wrong, in words. */
	readonly onMiscount?: ((message: string) => void) | undefined;
};

/**
 * Reads a list, and once more where it has fewer entries than the server counts. Where both readings have the same ones,
 * the count is wrong: some servers count what they do not show. Rejects with `ProtocolError` where they differ.
 */
export const readCounted = async ({account, read, onMiscount}: CountedList): Promise<void> => {
	let before: PageCount | null = null;
	let short: PageCount | null = null;
	for (let isAgain = false; ; isAgain = true) {
		const count: PageCount = new PageCount(account, before);
		const isRead = await read(count, isAgain);
		before = count;
		if (isRead && !count.isShort) return;
		if (isRead && short?.agrees(count)) {
			onMiscount?.(count.miscount);
			return;
		}

		if (short !== null || (isAgain && !isRead)) throw count.cut();
		if (isRead) short = count;
	}
};
