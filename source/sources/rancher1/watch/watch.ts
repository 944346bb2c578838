import type {Kind} from '../../../model/kind.js';
import type {Resource} from '../../../model/resource.js';
import type {SourceEvent} from '../../../model/source.js';
import {KnownKinds} from '../../follow/known-kinds.js';
import type {ListingOrder} from '../../follow/listing-order.js';
import {type Reflection, reflect} from '../../follow/reflect.js';
import {combineStatus} from '../../follow/status.js';
import type {WatchAdapter} from '../../follow/watch-adapter.js';
import type {Budget} from '../../requests/budget.js';
import {textOf} from '../../requests/json-fields.js';
import type {ObjectColumns} from '../../requests/object-columns.js';
import type {Catalogue} from '../rows/catalogue.js';
import {firstKinds, projectKind, virtualMachineKind, withProjectColumn} from '../rows/kinds.js';
import {projectsScope, renewedScope} from '../rows/scope.js';
import type {Api} from '../wire/api.js';
import {type Found, isOpenProject} from '../wire/discover.js';
import type {Rancher1Object} from '../wire/frames.js';
import type {Timing} from '../wire/timing.js';
import {Catalogues} from './catalogues.js';
import {type FollowedProject, followProject} from './follow-project.js';
import type {ActedOn} from './project-watch.js';
import {createProjectsWatch} from './projects-watch.js';

/** One server being followed. */
type WatchOptions = {
	readonly source: string;
	readonly api: Api;
	readonly budget: Budget;
	readonly timing: Timing;
	/** No change is skipped in a surge. */
	readonly everyChange: boolean;
	/** Those that the configuration makes of paths. */
	readonly columns: ObjectColumns;
	readonly emit: (event: SourceEvent) => void;
	readonly signal: AbortSignal;
	/** Which kinds are listed first, and which were shown at any time. */
	readonly order: ListingOrder;
	readonly onFound: (found: Found) => void;
	readonly onCatalogue: (catalogue: Catalogue) => void;
};

/** Follows all projects of a server: the list of them, and each that is open by a stream of its own. */
export class Watch {
	readonly #options: WatchOptions;
	readonly #status: ReturnType<typeof combineStatus>;
	readonly #projects = new Map<string, FollowedProject>();
	readonly #list: Reflection;
	readonly #listWatch: ActedOn<WatchAdapter>;
	/** Projects that were followed and are inactive now: until when their rows were true. */
	readonly #closed = new Map<string, number>();
	#found: Found | null = null;
	readonly #catalogues: Catalogues;
	readonly #kinds: KnownKinds;
	/** A kind of a project was listed, or it is known why not: now the schemas can be read. */
	#hasRows = false;
	/** There is more than one project. */
	#several = false;

	constructor(options: WatchOptions) {
		const {source, api, budget, timing, order, emit, signal} = options;
		this.#options = options;
		this.#status = combineStatus({source, emit, noun: 'streams'});
		this.#catalogues = new Catalogues({
			api,
			signal,
			onRead: (project, hasMore) => this.#onRead(project, hasMore),
			onFault: message => emit({type: 'fault', source, at: Date.now(), message}),
		});
		this.#kinds = new KnownKinds({source, emit, first: [], join: () => this.#presentKinds()});
		this.#kinds.expect(projectsScope);
		this.#status.require([projectsScope], Date.now());
		this.#listWatch = createProjectsWatch({
			api,
			scope: renewedScope(source, projectsScope, () => this.#catalogues.current.fields, options.columns),
			collections: () => this.#catalogues.current.collections,
			movingMs: timing.movingProjectMs,
			restingMs: timing.restingProjectMs,
			onFound: found => this.#onFound(found),
			onProjects: projects => this.#onProjects(projects),
		});
		this.#list = reflect({
			source,
			scope: projectsScope,
			kinds: [projectKind.name],
			adapter: this.#listWatch,
			emit: this.#emit,
			signal,
			refusedMs: timing.refusedMs,
			budget,
			order,
			isPolled: true,
			...(timing.backoff && {backoff: timing.backoff}),
		});
	}

	get done(): Promise<void> {
		return this.#list.done;
	}

	relist(): void {
		this.#list.relist();
		for (const {reflection} of this.#projects.values()) reflection.relist();
	}

	/** The server accepted an action on this row: its end is watched for. */
	accepted({key, scope, id, kind}: Resource): void {
		const watch = scope === projectsScope ? this.#listWatch : this.#projects.get(scope)?.watch;
		watch?.accepted(key, {id, kind});
	}

	// One stream that is live again shows that the server is back: the others need not wait for their turn.
	readonly #emit = (event: SourceEvent): void => {
		this.#status.emit(event);
		if (!this.#hasRows) this.#awaitRows(event);
		if (event.type !== 'status' || event.status === 'connecting') return;
		if (event.status !== 'live') {
			this.#kinds.settle(event.scope);
			return;
		}

		for (const {reflection} of [...this.#projects.values(), {reflection: this.#list}]) reflection.wake();
		// Only then, so that the rows come first.
		if (this.#projects.has(event.scope) && !this.#found?.isAdmin) this.#catalogues.want(event.scope);
	};

	/** Kinds that are followed from now on, where the server has them. */
	show(kinds: readonly string[]): void {
		for (const {reflection} of this.#projects.values()) reflection.show(this.#ofProjects(kinds));
		this.#list.show(kinds.filter(kind => this.#catalogues.serverKinds.has(kind)));
	}

	/** Those of the kinds that the server has in projects. */
	#ofProjects(kinds: readonly string[]): readonly string[] {
		const {current, serverKinds} = this.#catalogues;
		return kinds.filter(kind => current.collections.has(kind) && !serverKinds.has(kind));
	}

	#presentKinds(): readonly Kind[] {
		const {serverKinds, current} = this.#catalogues;
		return this.#several ? withProjectColumn(current.kinds, kind => serverKinds.has(kind)) : current.kinds;
	}

	#onFound(found: Found): void {
		const isNew = this.#found?.root !== found.root;
		// The server was upgraded meanwhile: its addresses are others now.
		if (isNew) for (const id of [...this.#projects.keys()]) this.#leave(id);
		this.#found = found;
		this.#options.onFound(found);
		if (isNew) this.#catalogues.start(found.root, found.version);
		this.#options.onCatalogue(this.#catalogues.current);
	}

	#onRead(project: string, hasMore: boolean): void {
		const scope = project === '' ? projectsScope : project;
		if (hasMore) this.#options.onCatalogue(this.#catalogues.current);
		this.#kinds.report(scope, []);
		this.#kinds.settle(scope);
		if (hasMore) this.show([virtualMachineKind.name, ...this.#options.order.shown]);
	}

	#onProjects(objects: readonly Rancher1Object[]): void {
		const open = new Set(objects.filter(isOpenProject).map(({id}) => id));
		const fresh = [...open].filter(id => !this.#projects.has(id));
		const known = new Map(objects.map(project => [project.id, project]));
		const gone = [...this.#projects.keys()].filter(id => !open.has(id));
		for (const id of gone) {
			const project = known.get(id);
			if (project) this.#close(project);
			else this.#leave(id);
		}

		for (const id of [...this.#closed.keys()]) if (!known.has(id)) this.#leave(id);
		if (fresh.length > 0 || gone.length > 0) this.#status.require([projectsScope, ...open], Date.now());
		for (const id of fresh) this.#enter(id);
		if (this.#several !== open.size > 1) {
			this.#several = open.size > 1;
			this.#kinds.report(projectsScope, []);
		}

		if (!this.#found?.isUser) this.#kinds.settle(projectsScope);
		if (open.size === 0) this.#hasRows = true;
		if (this.#hasRows) this.#wantCatalogues();
	}

	/** The schemas are half a megabyte each: they are read once rows are there. */
	#awaitRows(event: SourceEvent): void {
		if (event.type !== 'listed' && event.type !== 'status') return;
		if (event.scope === projectsScope || (event.type === 'status' && event.status === 'connecting')) return;
		this.#hasRows = true;
		this.#wantCatalogues();
	}

	#wantCatalogues(): void {
		const [first] = this.#projects.keys();
		if (first !== undefined) this.#catalogues.want(first);
		// An environment's own key sees nothing there that the environment does not show.
		if (this.#found?.isUser) this.#catalogues.wantServer();
	}

	#enter(id: string): void {
		const {source, api, budget, timing, everyChange, columns, signal, order} = this.#options;
		const project = followProject({
			source,
			id,
			found: this.#found ?? {root: '', version: 'v2-beta'},
			api,
			budget,
			timing,
			everyChange,
			columns,
			kinds: this.#ofProjects([...firstKinds.map(({name}) => name), virtualMachineKind.name, ...order.shown]),
			order,
			catalogue: () => this.#catalogues.current,
			goodUntil: this.#closed.get(id) ?? null,
			emit: this.#emit,
			signal,
		});
		// To an administrator all projects have the same.
		const isAlike = this.#found?.isAdmin === true && this.#projects.size > 0;
		if (!isAlike && !this.#catalogues.has(id)) this.#kinds.expect(id);
		this.#closed.delete(id);
		this.#projects.set(id, project);
	}

	/** A project is inactive: nothing in it can be read, and its rows stay as they were. */
	#close({id, state}: Rancher1Object): void {
		const {source, emit} = this.#options;
		const at = Date.now();
		this.#stop(id);
		this.#closed.set(id, at);
		const message = `the environment is ${textOf({state}, 'state') ?? 'closed'}: its rows are as they were`;
		emit({type: 'status', source, scope: id, at, status: 'retrying', message, retryAt: null});
	}

	#stop(id: string): void {
		this.#projects.get(id)?.stop();
		this.#projects.delete(id);
		this.#catalogues.forget(id);
		this.#kinds.forget(id);
	}

	/** A project is gone, and its rows with it. */
	#leave(id: string): void {
		const {source, emit} = this.#options;
		this.#stop(id);
		this.#closed.delete(id);
		const kinds = [...this.#catalogues.current.collections.keys()];
		emit({type: 'listed', source, scope: id, at: Date.now(), kinds, keys: new Set(), scopeGone: true});
	}
}
