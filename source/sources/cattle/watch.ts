import {messageOf} from '../../model/errors.ts';
import type {SourceEvent} from '../../model/source.ts';
import {type Reflection, reflect} from '../reflect.ts';
import {combineStatus} from '../status.ts';
import type {Api} from './api.ts';
import {type Catalogue, firstCatalogue, readCatalogue} from './catalogue.ts';
import {type Found, isOpenProject} from './discover.ts';
import type {CattleObject} from './frames.ts';
import {firstKinds, projectKind, virtualMachineKind, withProjectColumn} from './kinds.ts';
import {createNames} from './names.ts';
import {createProjectWatch} from './project-watch.ts';
import {createProjectsWatch} from './projects-watch.ts';
import {projectsScope, scopeOf} from './scope.ts';
import type {Timing} from './timing.ts';

/** One server being followed. */
export type WatchOptions = {
	readonly source: string;
	readonly api: Api;
	readonly timing: Timing;
	readonly tell: (event: SourceEvent) => void;
	readonly signal: AbortSignal;
	/** Kinds that were shown before. */
	readonly shown: ReadonlySet<string>;
	readonly onFound: (found: Found) => void;
	readonly onCatalogue: (catalogue: Catalogue) => void;
};

type Project = {readonly reflection: Reflection; readonly stop: () => void};

const startKinds: readonly string[] = firstKinds.map(({name}) => name);

/** Follows all projects of a server: the list of them, and each that is open by a stream of its own. */
export class Watch {
	readonly #options: WatchOptions;
	readonly #status: ReturnType<typeof combineStatus>;
	readonly #projects = new Map<string, Project>();
	readonly #list: Reflection;
	#found: Found | null = null;
	#catalogue: Catalogue = firstCatalogue('v2-beta');
	/** Whether the schemas were read, or are being read. */
	#schemas: 'unread' | 'reading' | 'read' = 'unread';
	/** There is more than one project. */
	#several = false;

	constructor(options: WatchOptions) {
		const {source, api, timing, tell, signal} = options;
		this.#options = options;
		this.#status = combineStatus({source, tell, noun: 'streams'});
		this.#tellKinds();
		this.#status.require([projectsScope], Date.now());
		this.#list = reflect({
			source,
			scope: projectsScope,
			kinds: [projectKind.name],
			adapter: createProjectsWatch({
				api,
				scope: scopeOf(source, projectsScope, createNames(), new Map()),
				movingMs: timing.movingProjectMs,
				restingMs: timing.restingProjectMs,
				onFound: found => this.#onFound(found),
				onProjects: projects => this.#onProjects(projects),
			}),
			tell: this.#tell,
			signal,
			refusedMs: timing.refusedMs,
			...(timing.backoff && {backoff: timing.backoff}),
		});
	}

	/** Resolves after the abort. */
	get done(): Promise<void> {
		return this.#list.done;
	}

	relist(): void {
		this.#list.relist();
		for (const {reflection} of this.#projects.values()) reflection.relist();
	}

	// One stream that is live again shows that the server is back: the others need not wait for their turn.
	readonly #tell = (event: SourceEvent): void => {
		this.#status.tell(event);
		if (event.type !== 'status' || event.status !== 'live') return;
		for (const {reflection} of this.#projects.values()) reflection.wake();
		this.#list.wake();
	};

	/** Kinds that are followed from now on, where the server has them. */
	show(kinds: readonly string[]): void {
		const known = kinds.filter(kind => this.#catalogue.collections.has(kind));
		for (const {reflection} of this.#projects.values()) reflection.show(known);
	}

	#tellKinds(): void {
		const {source, tell} = this.#options;
		const {kinds} = this.#catalogue;
		tell({type: 'kinds', source, at: Date.now(), kinds: this.#several ? withProjectColumn(kinds) : kinds});
	}

	#onFound(found: Found): void {
		const other = this.#found !== null && this.#found.root !== found.root;
		this.#found = found;
		this.#options.onFound(found);
		if (this.#schemas === 'unread' || other) this.#setCatalogue(firstCatalogue(found.version));
		// The server was upgraded meanwhile: its addresses are others now.
		if (other) {
			this.#schemas = 'unread';
			for (const id of [...this.#projects.keys()]) this.#leave(id);
		}
	}

	#setCatalogue(catalogue: Catalogue): void {
		this.#catalogue = catalogue;
		this.#options.onCatalogue(catalogue);
	}

	#onProjects(objects: readonly CattleObject[]): void {
		const open = new Set(objects.filter(isOpenProject).map(({id}) => id));
		const fresh = [...open].filter(id => !this.#projects.has(id));
		const gone = [...this.#projects.keys()].filter(id => !open.has(id));
		for (const id of gone) this.#leave(id);
		if (fresh.length > 0 || gone.length > 0) this.#status.require([projectsScope, ...open], Date.now());
		for (const id of fresh) this.#enter(id);
		if (this.#several !== open.size > 1) {
			this.#several = open.size > 1;
			this.#tellKinds();
		}

		const [first] = open;
		if (first !== undefined) void this.#readSchemas(first);
	}

	async #readSchemas(project: string): Promise<void> {
		const {api, source, signal, tell, shown} = this.#options;
		if (this.#schemas !== 'unread' || this.#found === null) return;
		this.#schemas = 'reading';
		const {root, version} = this.#found;
		try {
			const base = `${root}/projects/${project}`;
			const catalogue = await readCatalogue(api, base, firstCatalogue(version), signal);
			if (signal.aborted) return;
			this.#schemas = 'read';
			this.#setCatalogue(catalogue);
			this.#tellKinds();
			this.show([virtualMachineKind.name, ...shown]);
		} catch (error) {
			// The main kinds are known without; the next look at the projects tries again.
			this.#schemas = 'unread';
			if (!signal.aborted) tell({type: 'fault', source, at: Date.now(), message: messageOf(error)});
		}
	}

	#enter(id: string): void {
		const {source, api, timing, signal, shown} = this.#options;
		const {root = '', version = 'v2-beta'} = this.#found ?? {};
		const stop = new AbortController();
		const names = createNames();
		let fields = this.#catalogue.fields;
		let scope = scopeOf(source, id, names, fields);
		const reflection = reflect({
			source,
			scope: id,
			kinds: [...startKinds, virtualMachineKind.name, ...shown].filter(kind =>
				this.#catalogue.collections.has(kind),
			),
			adapter: createProjectWatch({
				api,
				base: `${root}/projects/${id}`,
				version,
				scope: () => {
					if (fields !== this.#catalogue.fields) {
						fields = this.#catalogue.fields;
						scope = scopeOf(source, id, names, fields);
					}

					return scope;
				},
				catalogue: () => this.#catalogue,
				firstFrameMs: timing.firstFrameMs,
				ghostMs: timing.ghostMs,
			}),
			tell: this.#tell,
			signal: AbortSignal.any([signal, stop.signal]),
			silenceMs: timing.silenceMs,
			sweepMs: timing.sweepMs,
			renewMs: timing.renewMs,
			refusedMs: timing.refusedMs,
			...(timing.backoff && {backoff: timing.backoff}),
		});
		this.#projects.set(id, {reflection, stop: () => stop.abort()});
	}

	/** A project is closed or gone, and its rows with it. */
	#leave(id: string): void {
		const {source, tell} = this.#options;
		this.#projects.get(id)?.stop();
		this.#projects.delete(id);
		const kinds = [...this.#catalogue.collections.keys()];
		tell({type: 'listed', source, scope: id, at: Date.now(), kinds, keys: new Set()});
	}
}
