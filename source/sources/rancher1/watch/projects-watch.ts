import {messageOf, type RefusedError} from '../../../model/errors.js';
import type {Resource, ResourceKey} from '../../../model/resource.js';
import {wait} from '../../../transport/clock.js';
import {ListFaults} from '../../follow/list-faults.js';
import type {WatchAdapter, WatchEvent} from '../../follow/watch-adapter.js';
import {projectKind} from '../rows/kinds.js';
import type {Scope} from '../rows/scope.js';
import {isGone} from '../rows/states.js';
import {resourceOf} from '../rows/to-resource.js';
import type {Api} from '../wire/api.js';
import {closedProject, discover, earlyProjects, type Found, projectsOf} from '../wire/discover.js';
import type {Rancher1Object} from '../wire/frames.js';
import {isHidden, listKind} from './list-kind.js';
import type {ActedOn} from './project-watch.js';

/** How the projects of a server are followed, and what else the root of its API lists: nothing pushes them (cattle ResourceChangeEventListenerImpl.java). */
type ProjectsWatchOptions = {
	readonly api: Api;
	readonly scope: () => Scope;
	/** Between two looks, milliseconds: while a project is in transition, and else. */
	readonly movingMs: number;
	readonly restingMs: number;
	/** The API was found (again), before anything is asked of it. */
	readonly onFound: (found: Found) => void;
	/** Last part of the path of what the root of the API lists, by kind. */
	readonly collections: () => ReadonlyMap<string, string>;
	readonly onProjects: (projects: readonly Rancher1Object[]) => void;
};

type ProjectsPage = {readonly resources: readonly Resource[]; readonly closed: RefusedError | null};

/** Names of projects are not unique: where two are equal, their ids follow the name. */
const withDistinctNames = (resources: readonly Resource[]): readonly Resource[] => {
	const counts = new Map<string, number>();
	for (const {name} of resources) counts.set(name, (counts.get(name) ?? 0) + 1);
	return resources.map(resource =>
		(counts.get(resource.name) ?? 0) > 1
			? {...resource, name: `${resource.name} (${resource.id})`}
			: resource,
	);
};

const isMoving = ({transitioning, health}: Resource): boolean =>
	transitioning === 'yes' || health === 'transitioning';

/** Rows as JSON, by their keys, to be compared. */
const textsOf = (resources: readonly Resource[]): Map<ResourceKey, string> =>
	new Map(resources.map(resource => [resource.key, JSON.stringify(resource)]));

/** Lists another kind of the root of the API; true where it has one. */
const listOther = async (
	{api, scope, collections}: ProjectsWatchOptions,
	base: string,
	{kind, faults}: {readonly kind: string; readonly faults: ListFaults},
	page: (resources: readonly Resource[]) => void,
	signal: AbortSignal,
): Promise<boolean> => {
	const collection = collections().get(kind);
	if (collection === undefined) return false;
	const onRow = (resource: Resource) => resource;
	const onMiscount = faults.miscount(kind);
	try {
		const request = {api, base, kind, collection, include: '', scope: scope(), onRow, onMiscount, signal};
		(await listKind(request, page)).forEach(faults.entry(kind));
	} catch (error) {
		if (!isHidden(error, kind)) throw error;
	}

	return true;
};

/** Follows the projects by asking, for `reflect`. */
export const createProjectsWatch = (options: ProjectsWatchOptions): ActedOn<WatchAdapter> => {
	const {api} = options;
	let found: Found | null = null;
	/** The last reported rows, as JSON. */
	let known = new Map<ResourceKey, string>();
	let moving = false;
	/** Other kinds of the root of the API that are shown: they are listed again and again. */
	const shown = new Set<string>();
	/** Rows on which an action was accepted that is not over yet. */
	const acted = new Set<ResourceKey>();
	/** Asked for while the API is being found, the first time; null once they were used. */
	let early: ReturnType<typeof earlyProjects> | null | undefined;
	const faults = new ListFaults();
	const reports = {onMiscount: faults.miscount(projectKind.name), onEntry: faults.entry(projectKind.name)};

	const listProjects = async (signal: AbortSignal): Promise<ProjectsPage> => {
		found ??= await discover(api, signal);
		const listed = found.version === 'v2-beta' ? await early : null;
		early = null;
		const all = await projectsOf(api, found, {signal, ...reports}, listed);
		const projects = all.filter(project => !isGone(project));
		const resources = withDistinctNames(projects.map(project => resourceOf(project, options.scope())));
		moving = resources.some(isMoving);
		if (!signal.aborted) options.onProjects(projects);
		return {resources, closed: closedProject(api, found, projects)};
	};

	const compare = (resources: readonly Resource[], emit: (event: WatchEvent) => void) => {
		const next = textsOf(resources);
		for (const resource of resources) {
			const settles = resource.transitioning !== 'yes' && acted.delete(resource.key);
			const isNews = known.get(resource.key) !== next.get(resource.key);
			if (isNews || settles) emit({type: 'changed', resource, ...(settles && {settles})});
		}

		for (const key of known.keys()) if (!next.has(key)) emit({type: 'removed', key});
		for (const key of acted) if (!next.has(key)) acted.delete(key);
		known = next;
		emit({type: 'heartbeat'});
	};

	const poll = async (emit: (event: WatchEvent) => void, signal: AbortSignal): Promise<Error | null> => {
		for (;;) {
			await wait(moving || acted.size > 0 ? options.movingMs : options.restingMs, signal);
			if (signal.aborted) return null;
			try {
				const {resources, closed} = await listProjects(signal);
				compare(resources, emit);
				if (shown.size > 0) emit({type: 'due', kinds: [...shown]});
				if (closed !== null) return closed;
			} catch (error) {
				if (signal.aborted) return null;
				return error instanceof Error ? error : new Error(messageOf(error));
			}
		}
	};

	return {
		accepted: key => void acted.add(key),
		async open(_kinds, emit, signal) {
			faults.emit = emit;
			if (early === undefined) early = earlyProjects(api, {signal, ...reports});
			found = await discover(api, signal);
			options.onFound(found);
			known = new Map();
			return {ended: poll(emit, signal)};
		},
		async list(kinds, page, signal) {
			const [kind] = kinds;
			// One at a time.
			if (kind !== undefined && kind !== projectKind.name) {
				if (found && (await listOther(options, found.root, {kind, faults}, page, signal))) shown.add(kind);
				return null;
			}

			const {resources, closed} = await listProjects(signal);
			known = textsOf(resources);
			page(resources);
			if (closed !== null) throw closed;
			return null;
		},
	};
};
