import {ProtocolError} from '../../model/errors.js';
import type {Resource} from '../../model/resource.js';
import type {Source} from '../../model/source.js';
import type {SourceConfig} from '../../model/source-config.js';
import {systemClock} from '../../transport/clock.js';
import type {HttpRequest} from '../../transport/http.js';
import {ListingOrder} from '../follow/listing-order.js';
import {ObjectColumns} from '../requests/object-columns.js';
import {actOn} from './act/act.js';
import type {Reach} from './act/edit.js';
import {formOf} from './act/form.js';
import {askedOf} from './explain/asked.js';
import {explain} from './explain/explain.js';
import {gather} from './explain/gather.js';
import {type Catalogue, firstCatalogue} from './rows/catalogue.js';
import {projectKind} from './rows/kinds.js';
import {projectsScope} from './rows/scope.js';
import {webAddressOf} from './rows/web-address.js';
import {followLog} from './streams/logs.js';
import {openShell} from './streams/shell.js';
import {followStats} from './streams/stats.js';
import {isFirst, isHidden} from './watch/list-kind.js';
import {Watch} from './watch/watch.js';
import {readIdentity} from './whoami.js';
import {type Api, createApis} from './wire/api.js';
import {discover, type Found} from './wire/discover.js';
import {objectOf, type Rancher1Object} from './wire/frames.js';
import {allPages, pageSize} from './wire/pages.js';
import {placeOf} from './wire/place.js';
import {type Timing, usualTiming} from './wire/timing.js';

/** Reads resources outside of a watch; finds the API at the first request. */
class ResourceReader {
	readonly api: Api;
	#found: Found | null = null;
	#catalogue: Catalogue | null = null;

	constructor(api: Api) {
		this.api = api;
	}

	setFound(found: Found): void {
		this.#found = found;
	}

	setCatalogue(catalogue: Catalogue): void {
		this.#catalogue = catalogue;
	}

	async found(signal: AbortSignal): Promise<Found> {
		this.#found ??= await discover(this.api, signal);
		return this.#found;
	}

	/** Path of what belongs to the resource's project, and of the resource itself. */
	async pathsOf({kind, id, scope}: Resource, signal: AbortSignal): Promise<{base: string; path: string}> {
		const {root, version} = await this.found(signal);
		if (kind === projectKind.name) return {base: root, path: `${root}/projects/${id}`};
		const base = scope === projectsScope ? root : `${root}/projects/${scope}`;
		const {collections} = this.#catalogue ?? firstCatalogue(version);
		return {base, path: `${base}/${collections.get(kind) ?? `${kind.toLowerCase()}s`}/${id}`};
	}

	async read({kind, name, id}: Resource, path: string, signal: AbortSignal): Promise<Rancher1Object> {
		const attempted = `Cannot read ${kind} ${name}`;
		const request = {path, attempted, signal};
		const fault = (answer: string) =>
			new ProtocolError({attempted: `${attempted} (${id})`, target: this.api.url, answer});
		let failure: unknown;
		try {
			const object = objectOf((await this.api.call(request)).body);
			if (typeof object !== 'string') return object;
			failure = fault(object);
		} catch (error) {
			if (!isHidden(error, kind)) throw error;
			failure = error;
		}

		if (isFirst(kind)) throw failure;
		const found = await this.#find(id, request);
		if (found === null) throw failure;
		return found;
	}

	/** What a collection lists, but gives to nobody who asks for it by its id: the members of a project. */
	async #find(id: string, request: HttpRequest): Promise<Rancher1Object | null> {
		const path = `${request.path.slice(0, request.path.lastIndexOf('/'))}?limit=${pageSize}`;
		let found: Rancher1Object | null = null;
		await allPages(this.api, {...request, path}, objects => {
			found ??= objects.find(object => object.id === id) ?? null;
		});
		return found;
	}
}

/**
 * A Rancher 1.x server as a source: every project that the key can see, or the one in the URL's path.
 * Nothing is asked of the server before `watch`, `act` and so on. Throws `UsageError` for a path that makes no sense.
 */
export const openRancher1 = (config: SourceConfig, timing: Timing = usualTiming): Source => {
	const {name, url, insecure} = config;
	placeOf(url);
	const {budget, background, urgent: api} = createApis(config, timing);
	const reader = new ResourceReader(api);
	const order = new ListingOrder(systemClock);
	let watch: Watch | null = null;

	/** The resource's paths, and how it is read again. */
	const reach = async (resource: Resource, signal: AbortSignal) => {
		const {base, path} = await reader.pathsOf(resource, signal);
		return {api, resource, base, path, signal, read: () => reader.read(resource, path, signal)};
	};

	return {
		name,
		family: 'rancher1',
		url,
		insecure,
		async watch(emit, signal) {
			if (signal.aborted) return;
			const current = new Watch({
				source: name,
				api: background,
				budget,
				timing,
				...followedBy(config),
				emit,
				signal,
				order,
				onFound: found => reader.setFound(found),
				onCatalogue: catalogue => reader.setCatalogue(catalogue),
			});
			watch = current;
			await current.done;
			if (watch === current) watch = null;
			api.close();
		},
		show(kinds) {
			order.show(kinds);
			watch?.show(kinds);
		},
		relist() {
			budget.hurry();
			watch?.relist();
		},
		async form(resource, action, signal) {
			const {base, read} = await reach(resource, signal);
			return formOf(api, base, read, action, signal);
		},
		async act(request, signal) {
			const outcome = await actOn(request, await reach(request.resource, signal));
			if (outcome.follow) watch?.accepted(request.resource);
			return outcome;
		},
		edit: editorOf(api, reach),
		object: askedOf(api, reach).object,
		explain,
		gather: (surroundings, emit, signal) => gather(askedOf(api, reach), surroundings, emit, signal),
		webAddress: async resource => webAddressOf(resource, url),
		whoami: async (withRights, signal) => readIdentity(api, await reader.found(signal), withRights, signal),
		async logs(resource, options, emit, signal) {
			const reached = await reach(resource, signal);
			await followLog({...reached, options, emit, pollMs: timing.logPollMs, ...backoffOf(timing)});
		},
		async stats(resource, emit, signal) {
			const reached = await reach(resource, signal);
			await followStats({...reached, emit, periodMs: timing.statsPeriodMs, ...backoffOf(timing)});
		},
		shell: async (resource, size, output, signal) =>
			openShell({...(await reach(resource, signal)), size, output}),
	};
};

const editorOf =
	(api: Api, reach: Reach): NonNullable<Source['edit']> =>
	async (resource, signal) =>
		(await import('./act/edit.js')).editResource(api, reach, resource, signal);

const followedBy = ({everyChange, columns}: SourceConfig) => ({
	everyChange: everyChange === true,
	columns: new ObjectColumns(columns),
});

const backoffOf = ({backoff}: Timing) => (backoff ? {backoff: backoff()} : {});
