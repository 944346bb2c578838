import {ProtocolError} from '../../model/errors.js';

/** More pages than the longest list of a real server has: a million rows of Rancher 1 come in 1,002. */
export const maxPages = 2000;

const usualAdvice = 'look for a proxy that changes answers';

/** Counts the pages of one collection, so that no server keeps us reading without end, and what is on them. */
export class PageCount {
	readonly #account: {readonly attempted: string; readonly target: string};
	readonly #followed = new Set<string>();
	#pages = 0;
	#total = Number.POSITIVE_INFINITY;

	/** What is being read and where, for the error. */
	constructor(account: {readonly attempted: string; readonly target: string}) {
		this.#account = account;
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

	/** Whether so many entries are not all, by the server's own count. */
	lacks(entries: number): boolean {
		return Number.isFinite(this.#total) && entries < this.#total;
	}

	/** The error of a list that ends after so many entries although there are more: a row that it lacks is not gone. */
	cut(entries: number, advice = usualAdvice): ProtocolError {
		const answer = this.lacks(entries)
			? `only ${entries} of ${this.#total} are listed`
			: `only ${entries} are listed, and there are more`;
		return new ProtocolError({...this.#account, answer, advice});
	}

	#fail(answer: string): never {
		throw new ProtocolError({...this.#account, answer, advice: usualAdvice});
	}
}
