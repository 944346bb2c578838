import {ProtocolError} from '../../model/errors.js';
import type {Resource} from '../../model/resource.js';
import type {Source} from '../../model/source.js';
import type {SourceConfig} from '../../model/source-config.js';
import {systemClock} from '../../transport/clock.js';
import type {HttpRequest} from '../../transport/http.js';
import {ListingOrder} from '../follow/listing-order.js';
import {ObjectColumns} from '../requests/object-columns.js';
import {askedOf} from './explain/asked.js';
import {type Catalogue, firstCatalogue} from './rows/catalogue.js';
import {projectKind} from './rows/kinds.js';
import {projectsScope} from './rows/scope.js';
import {webAddressOf} from './rows/web-address.js';
import {isFirst, isHidden} from './watch/list-kind.js';
import {Watch} from './watch/watch.js';
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

/** The resource's paths, and how it is read again. */
const reachBy = (api: Api, reader: ResourceReader) => async (resource: Resource, signal: AbortSignal) => {
	const {base, path} = await reader.pathsOf(resource, signal);
	return {api, resource, base, path, signal, read: () => reader.read(resource, path, signal)};
};

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

	const reach = reachBy(api, reader);

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
			const {formOf} = await import('./act/form.js');
			const {base, read} = await reach(resource, signal);
			return formOf(api, base, read, action, signal);
		},
		async act(request, signal) {
			const {actOn} = await import('./act/act.js');
			const outcome = await actOn(request, await reach(request.resource, signal));
			if (outcome.follow) watch?.accepted(request.resource);
			return outcome;
		},
		...readingsOf(api, timing, reach),
		webAddress: async resource => webAddressOf(resource, url),
		async whoami(withRights, signal) {
			const {readIdentity} = await import('./whoami.js');
			return readIdentity(api, await reader.found(signal), withRights, signal);
		},
	};
};

/** What is read and edited of one resource. */
const readingsOf = (
	api: Api,
	timing: Timing,
	reach: ReturnType<typeof reachBy>,
): Pick<Source, 'edit' | 'object' | 'explain' | 'gather' | 'logs' | 'stats' | 'shell'> => ({
	edit: async (...asked) => (await import('./act/edit.js')).editResource(api, reach, ...asked),
	object: askedOf(api, reach).object,
	explain: async (...asked) => (await import('./explain/explain.js')).explain(...asked),
	gather: async (...asked) => (await import('./explain/gather.js')).gather(askedOf(api, reach), ...asked),
	async logs(resource, options, emit, signal) {
		const {followLog} = await import('./streams/logs.js');
		const reached = await reach(resource, signal);
		await followLog({...reached, options, emit, pollMs: timing.logPollMs, ...backoffOf(timing)});
	},
	async stats(resource, emit, signal) {
		const {followStats} = await import('./streams/stats.js');
		const reached = await reach(resource, signal);
		await followStats({...reached, emit, periodMs: timing.statsPeriodMs, ...backoffOf(timing)});
	},
	async shell(resource, size, output, signal) {
		const {openShell} = await import('./streams/shell.js');
		return openShell({...(await reach(resource, signal)), size, output});
	},
});

const followedBy = ({everyChange, columns}: SourceConfig) => ({
	everyChange: everyChange === true,
	columns: new ObjectColumns(columns),
});

const backoffOf = ({backoff}: Timing) => (backoff ? {backoff: backoff()} : {});
