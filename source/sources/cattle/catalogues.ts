import {messageOf} from '../../model/errors.ts';
import type {Api} from './api.ts';
import {type Catalogue, firstCatalogue, merged, readCatalogue} from './catalogue.ts';

/** Where schemas are read, and who is told. */
export type CataloguesOptions = {
	readonly api: Api;
	readonly signal: AbortSignal;
	/** What the projects that were read so far have together: told where that is more than before. */
	readonly onMore: () => void;
	readonly onFault: (message: string) => void;
};

/**
 * What the schemas of several projects say together. They depend on the role that the key has in a project
 * (cattle read-user.json, restricted-user.json), so each is read once, one after the other: it is half a megabyte.
 */
export class Catalogues {
	readonly #options: CataloguesOptions;
	readonly #read = new Set<string>();
	readonly #wanted = new Set<string>();
	#root = '';
	#isReading = false;
	#first: Catalogue = firstCatalogue('v2-beta');
	#current: Catalogue = this.#first;

	constructor(options: CataloguesOptions) {
		this.#options = options;
	}

	/** What is known so far. Replaced as a whole when there is more. */
	get current(): Catalogue {
		return this.#current;
	}

	/** Begins anew, on the API at this path. */
	start(root: string, version: 'v2-beta' | 'v1'): void {
		this.#root = root;
		this.#first = firstCatalogue(version);
		this.#current = this.#first;
		this.#read.clear();
		this.#wanted.clear();
	}

	/** A project whose schemas are to be read; those that could not be read before are tried again. */
	want(project: string): void {
		if (!this.#read.has(project)) this.#wanted.add(project);
		if (!this.#isReading) void this.#readAll();
	}

	forget(project: string): void {
		this.#wanted.delete(project);
	}

	async #readAll(): Promise<void> {
		this.#isReading = true;
		// What is wanted meanwhile is read too.
		for (const project of this.#wanted) await this.#readOne(project);
		this.#isReading = false;
	}

	async #readOne(project: string): Promise<void> {
		const {api, signal, onMore, onFault} = this.#options;
		const root = this.#root;
		try {
			const more = await readCatalogue(api, `${root}/projects/${project}`, this.#first, signal);
			if (signal.aborted || root !== this.#root) return;
			this.#wanted.delete(project);
			this.#read.add(project);
			const together = merged(this.#current, more);
			if (together === this.#current) return;
			this.#current = together;
			onMore();
		} catch (error) {
			// The main kinds are known without; the next look at the projects tries again.
			if (!signal.aborted) onFault(messageOf(error));
		}
	}
}
