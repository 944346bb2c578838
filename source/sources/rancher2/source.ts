import type {Action} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import type {Source} from '../../model/source.js';
import type {SourceConfig} from '../../model/source-config.js';
import {systemClock} from '../../transport/clock.js';
import {ListingOrder} from '../follow/listing-order.js';
import {ObjectColumns} from '../requests/object-columns.js';
import {Drains} from './drain/drains.js';
import {nodeDriver} from './drain/driver.js';
import type {Asked} from './explain/gather.js';
import {createKube, type Kube} from './kube/api.js';
import {createNorman, managementDriver, readClusterActions} from './norman/source.js';
import {managementFollows} from './steve/rows/catalogue.js';
import {createSteve} from './steve/source.js';
import type {Ports} from './streams/ports.js';
import type {Driver, DriverOptions} from './watch/driver.js';
import {withFallback} from './watch/fallback.js';
import {Watch} from './watch/watch.js';
import type {Followed} from './watch/watch-options.js';
import {type Api, createApis} from './wire/api.js';
import {redactObject} from './wire/object.js';
import {placeOf} from './wire/place.js';
import {type Timing, usualTiming} from './wire/timing.js';

// What only the management server can do to a node, or does better: it reports the progress of a drain.
const nodeActions: ReadonlySet<string> = new Set(['cordon', 'uncordon', 'drain', 'stopDrain']);

/**
 * A Rancher 2.x server as a source: every cluster that the token can see, or the cluster or project in the URL's path.
 * Each cluster is followed by Steve, the Kubernetes API; where there is none, by the management API (Norman).
 * Nothing is asked of the server before `watch`, `act` and so on. Throws `UsageError` for a path that makes no sense.
 */
export const openRancher2 = (config: SourceConfig, timing: Timing = usualTiming): Source => {
	const {name, url, insecure} = config;
	const {budget, background, urgent: api, login, close} = createApis(config, timing);
	const place = placeOf(url);
	const order = new ListingOrder(systemClock);
	let watch: Watch | null = null;
	let measured: Parameters<NonNullable<Source['measure']>> = [[]];
	const {drive, isNorman} = driversFor(api, url);

	const reach = (resource: Resource): Followed => {
		const followed = watch?.get(resource.scope);
		if (followed) return followed;
		throw new Error(
			`${resource.scope} of ${name} is not followed: nothing can be asked of ${resource.name} now`,
		);
	};

	const kube = kubeOf(api, reach);
	const drains = new Drains({kube, machines: () => watch?.machines ?? null, timing});
	const ports = async () =>
		(await import('./streams/ports.js')).createPorts(api, kube, resource => reach(resource).pods);
	const driverFor = actingDrivers(api, {watch: () => watch, drains, isNorman}, reach);

	return {
		name,
		family: 'rancher2',
		url,
		insecure,
		async watch(emit, signal) {
			if (signal.aborted) return;
			const current = new Watch({
				source: name,
				api: background,
				urgent: api,
				budget,
				place,
				timing,
				...followedBy(config),
				emit,
				signal,
				order,
				drive,
				readClusterActions: aborted => readClusterActions(background, aborted),
				isLossy: isNorman,
			});
			watch = current;
			current.measure(...measured);
			await current.done();
			drains.close();
			if (watch === current) watch = null;
			await close();
		},
		show(kinds) {
			order.show(kinds);
			watch?.show(kinds);
		},
		measure(...asked) {
			measured = asked;
			watch?.measure(...asked);
		},
		relist() {
			budget.hurry();
			watch?.relist();
		},
		...deedsBy(kube, ports, driverFor, url),
		webAddress: async resource => reach(resource).driver.webAddress(resource, new URL(url).origin),
		whoami: async (...asked) =>
			(await import('./whoami.js')).readIdentity({urgent: api, login}, place, ...asked),
		...readingsOf(api, timing, reach),
		connectPort: async (...asked) => (await ports()).connect(...asked),
	};
};

const kubeOf = (api: Api, reach: (resource: Resource) => Followed): Kube =>
	createKube(api, async (resource, signal) => {
		const owner = resource.kind === 'container' ? podOf(resource) : resource;
		return reach(resource).driver.kubeObject(owner, signal);
	});

/** What changes something: by Kubernetes' own API where only that can do it, else by the driver of the row. */
const deedsBy = (
	kube: Kube,
	ports: () => Promise<Ports>,
	driverFor: (resource: Resource, action: Action) => Pick<Driver, 'form' | 'act'>,
	url: string,
): Pick<Source, 'form' | 'act' | 'edit' | 'secrets'> => ({
	edit: async (resource, signal) => (await import('./kube/edit.js')).editByKube(kube, resource, signal),
	secrets: async (...asked) => (await import('./kube/decode.js')).decodedSecret(kube, ...asked),
	async form(resource, action, signal) {
		if (action.verb === 'forward') return (await ports()).form(resource, signal);
		const {kubeForm} = await import('./kube/form.js');
		const fields = await kubeForm(kube, resource, action.name, signal);
		return fields ?? driverFor(resource, action).form(resource, action, signal);
	},
	async act(request, signal) {
		const {actByKube, isByKube} = await import('./kube/act.js');
		return isByKube(request)
			? actByKube(request, {kube, signal}, url)
			: driverFor(request.resource, request.action).act(request, signal);
	},
});

type Reach = (resource: Resource) => Followed;

/** Reads objects; those of containers are their pods. `native`: as Kubernetes has them. */
const readerOf =
	(reach: Reach, shape: 'object' | 'native'): Source['object'] =>
	async (resource, signal) => {
		const owner = resource.kind === 'container' ? podOf(resource) : resource;
		return redactObject(await reach(resource).driver[shape](owner, signal), resource.kind);
	};

const askedOf = (reach: Reach): Asked => ({
	object: readerOf(reach, 'native'),
	find: async (of, wanted, signal) => reach(of).driver.find(wanted, signal),
});

/** What is read of one resource, and of what is around it. */
const readingsOf = (
	api: Api,
	timing: Timing,
	reach: Reach,
): Pick<Source, 'object' | 'explain' | 'gather' | 'logs' | 'shell' | 'stats'> => ({
	object: readerOf(reach, 'object'),
	explain: async (...asked) => (await import('./explain/explain.js')).explain(...asked),
	gather: async (...asked) => (await import('./explain/gather.js')).gather(askedOf(reach), ...asked),
	async logs(resource, options, emit, signal) {
		const {followLog} = await import('./streams/logs.js');
		await followLog({api, pods: reach(resource).pods, resource, options, timing, emit, signal});
	},
	async shell(resource, size, output, signal, {container}) {
		const {openShell} = await import('./streams/shell.js');
		return openShell({api, pods: reach(resource).pods, resource, size, output, signal, container});
	},
	async stats(resource, emit, signal) {
		const {followUsage} = await import('./streams/stats.js');
		const where = reach(resource).name();
		await followUsage({api, resource, where, periodMs: timing.measureMs, emit, signal});
	},
});

/** Who acts on a resource. */
const actingDrivers =
	(
		api: Api,
		{
			watch,
			drains,
			isNorman,
		}: {
			readonly watch: () => Watch | null;
			readonly drains: Drains;
			readonly isNorman: (driver: Driver | null) => boolean;
		},
		reach: (resource: Resource) => Followed,
	) =>
	(resource: Resource, action: Action): Pick<Driver, 'form' | 'act'> => {
		const {kind, scope, id} = resource;
		if (kind === 'node' && nodeActions.has(action.name)) {
			const machine = watch()?.machines.of(scope, id);
			if (machine) return nodeDriver(drains, managementDriver(api, 'nodes', machine.id), true);
			const {driver} = reach(resource);
			return nodeDriver(drains, driver, isNorman(driver.current()));
		}

		const isOffered = kind === 'cluster' && watch()?.clusterActions.of(id).includes(action.name);
		return isOffered ? managementDriver(api, 'clusters', id) : reach(resource).driver;
	};

const followedBy = ({columns}: SourceConfig) => ({
	columns: new ObjectColumns(columns),
	hiddenKinds: managementFollows,
});

/** Creates the driver of a scope: Steve, or the management API without it. `urgent` acts and describes. */
const driversFor = (urgent: Api, url: string) => {
	const normans = new WeakSet<Driver>();
	return {
		drive(followed: Omit<DriverOptions, 'urgent'>) {
			const options = {...followed, urgent};
			const norman = createNorman(options);
			normans.add(norman);
			return withFallback([createSteve(options), norman], url);
		},
		isNorman: (driver: Driver | null) => driver !== null && normans.has(driver),
	};
};

/** The pod of a container, as far as it is needed to ask for it. */
const podOf = (container: Resource): Resource => {
	const id = container.id.slice(0, container.id.lastIndexOf('/'));
	return {...container, kind: 'pod', id, name: id, key: container.parents[0] ?? container.key};
};
