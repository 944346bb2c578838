import {ProtocolError} from '../../model/errors.js';

/** More pages than the longest list of a real server has: a million rows of Rancher 1 come in 1,002. */
export const maxPages = 2000;

/** Counts the pages of one collection, so that no server keeps us reading without end. */
export class PageCount {
	readonly #account: {readonly attempted: string; readonly target: string};
	readonly #followed = new Set<string>();
	#pages = 0;

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

	#fail(answer: string): never {
		throw new ProtocolError({...this.#account, answer, advice: 'look for a proxy that changes answers'});
	}
}
