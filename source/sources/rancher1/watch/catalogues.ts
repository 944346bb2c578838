import {messageOf} from '../../../model/errors.js';
import {type Catalogue, firstCatalogue, merged, readCatalogue} from '../rows/catalogue.js';
import type {Api} from '../wire/api.js';
import {isOfServer} from '../wire/types.js';

/** Where schemas are read, and what is called with the result. */
type CataloguesOptions = {
	readonly api: Api;
	readonly signal: AbortSignal;
	/**
	 * Called once the schemas of a project were read, or could not be; of the root of the API where `project` is ''.
	 * `hasMore`: those that were read so far have more together than before.
	 */
	readonly onRead: (project: string, hasMore: boolean) => void;
	readonly onFault: (message: string) => void;
};

// In the place of a project's id.
const serverRoot = '';

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
	#projects: Catalogue = this.#first;
	/** What the root of the API lists, once it was read. */
	#server: Catalogue | null = null;
	/** Kinds that no project lists, or that are the same in all of them. */
	#serverKinds: ReadonlySet<string> = new Set();

	constructor(options: CataloguesOptions) {
		this.#options = options;
	}

	/** What is known so far. Replaced as a whole when there is more. */
	get current(): Catalogue {
		return this.#current;
	}

	/** Kinds that are listed at the root of the API and not in projects. */
	get serverKinds(): ReadonlySet<string> {
		return this.#serverKinds;
	}

	/** Whether the schemas of this project were read. */
	has(project: string): boolean {
		return this.#read.has(project);
	}

	/** Starts over, on the API at this path. */
	start(root: string, version: 'v2-beta' | 'v1'): void {
		this.#root = root;
		this.#first = firstCatalogue(version);
		this.#current = this.#first;
		this.#projects = this.#first;
		this.#server = null;
		this.#serverKinds = new Set();
		this.#read.clear();
		this.#wanted.clear();
	}

	/** The root of the API has schemas of its own to be read, after those of a project. */
	wantServer(): void {
		this.want(serverRoot);
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
		const {api, signal, onFault} = this.#options;
		const root = this.#root;
		try {
			const base = project === serverRoot ? root : `${root}/projects/${project}`;
			const more = await readCatalogue(api, base, this.#first, signal);
			if (signal.aborted || root !== this.#root) return;
			this.#wanted.delete(project);
			this.#read.add(project);
			if (project === serverRoot) this.#server = more;
			else this.#projects = merged(this.#projects, more);
			this.#report(project);
		} catch (error) {
			// The main kinds are known without; the next poll of the projects tries again.
			if (signal.aborted) return;
			onFault(messageOf(error));
			if (project === serverRoot) this.#wanted.delete(serverRoot);
			this.#report(project);
		}
	}

	// Which kinds are the server's own is known once both have been read.
	#report(project: string): void {
		this.#options.onRead(project, !this.#wanted.has(serverRoot) && this.#unite());
	}

	/** False where there is nothing more than before. */
	#unite(): boolean {
		const server = this.#server;
		const together = server === null ? this.#projects : merged(this.#projects, server);
		const own = [...(server?.collections.keys() ?? [])].filter(
			kind =>
				!this.#first.collections.has(kind) && (isOfServer(kind) || !this.#projects.collections.has(kind)),
		);
		const isSame = together.kinds === this.#current.kinds && own.length === this.#serverKinds.size;
		this.#current = together;
		this.#serverKinds = new Set(own);
		return !isSame;
	}
}
