import {type DemoServer, serve} from '../serve/serve.js';
import {newWorld, type Simulation, type SimulationOptions} from '../serve/simulation.js';
import {createRandom} from '../world/random.js';
import type {World} from '../world/world.js';
import {answer, connect, type House} from './door.js';
import {buildFleet, type FleetSize} from './fleet/build.js';
import {createFleet, type Fleet} from './fleet/fleet.js';
import {openingTrouble, storiesOf} from './fleet/life.js';
import {downstreamIds} from './fleet/plan.js';
import {createMetrics, type Metrics} from './kube/metrics.js';
import {createSubscriptions} from './norman/subscribe.js';
import {type SchemaSwitches, schemaSwitches} from './schema-switches.js';
import {createHub, type Hub} from './steve/hub.js';
import {createSockets, type SteveSockets} from './steve/subscribe.js';
import {createLogs} from './streams/logs.js';
import {createAccounts, type Token} from './wire/accounts.js';
import {createMetaProxy, type MetaProxy} from './wire/meta-proxy.js';

/** The options of a simulated Rancher 2 server. Times are milliseconds. */
export type Rancher2Options = SimulationOptions &
	FleetSize & {
		/** False: an old server, that has only the management API. */
		readonly steve?: boolean;
		/** Which clusters keep their objects in a database: all but `c-m-9rf2h6wd` unless given. */
		readonly sqlCache?: (cluster: string) => boolean;
		/** So many events of each type can be resumed from (1000). */
		readonly ringSize?: number;
		/** Time between pings of Steve (30000) and of the management API (5000). */
		readonly stevePingMs?: number;
		readonly normanPingMs?: number;
		/** After so long a watch without the SQL cache ends (1800000). */
		readonly watchMs?: number;
		/** Has `/v1-public` (true). */
		readonly newLogin?: boolean;
		/** `/meta/proxy` is that of 2.0.0 and not of 2.13.3 (false). */
		readonly oldProxy?: boolean;
		/** How long the tokens of a login are good (57600000). */
		readonly sessionMs?: number;
	};

/** A simulated Rancher 2 server: the shell's record and faults, its world, and what else tests turn. */
export type Rancher2Server = Simulation & {
	readonly world: World;
	/** A token that sees everything. */
	readonly token: Token;
	/** A local user. */
	readonly user: {readonly name: string; readonly password: string};
	/** Whom `/meta/proxy` may ask, at first nobody, and with which cloud credentials. */
	readonly metaProxy: Pick<MetaProxy, 'hosts' | 'credentials'>;
	/** Which clusters have a metrics-server. */
	readonly metrics: Metrics;
	readonly tokens: {readonly add: (token: Token) => void; readonly revoke: (name: string) => void};
	/** The agent of a cluster goes away, with all its streams, or comes back. */
	readonly setAway: (cluster: string, away: boolean) => void;
	/**
	 * The apiserver of a cluster goes away behind a living Rancher, or comes back. Meanwhile Steve's sockets stay open
	 * and its lists look well; the sockets of the management API are cut. Steve stays deaf until `hear`.
	 */
	readonly setOutage: (cluster: string, out: boolean) => void;
	/** Steve hears of a cluster again, 13 to 62 s after an outage: it sends every living object once more. */
	readonly hear: (cluster: string) => void;
	/** The caller may not list these resources through the proxy, across all namespaces. */
	readonly setUnlisted: (resources: readonly string[]) => void;
	/** Ends watches of a cluster's Steve, of one type or all, as a change of rights does; or with an error. */
	readonly stopWatches: (cluster: string, type?: string, error?: string) => number;
	/** Forgets the kept events of a type: no old revision can be resumed from. */
	readonly forgetEvents: (cluster: string, type: string) => void;
	readonly setHidden: SchemaSwitches['setHidden'];
	readonly setStarting: SchemaSwitches['setStarting'];
	/** Subscriptions of the management API with one of these types end soon after they begin. */
	readonly breakTypes: (types: readonly string[]) => void;
	/** Answers every change of this resource with 409 Conflict, and its removal with 403, until the returned undo. */
	readonly lock: (key: string) => () => void;
	/** The next pod that starts fails with this message. */
	readonly failNext: (message: string) => void;
	/** Writes a line to the log of a pod's container (its first). */
	readonly log: (pod: string, text: string, container?: string) => void;
};

const adminToken: Token = {
	name: 'token-demo2',
	secret: 'demo-secret-of-the-rancher2-token',
	cluster: null,
	denied: [],
	expiresAt: null,
};

const user = {name: 'admin', password: 'demo-password'};

type Parts = {
	readonly fleet: Fleet;
	readonly hub: Hub;
	readonly sockets: ReadonlyMap<string, SteveSockets>;
	readonly house: House;
};

/** The controls for tests, by cluster, type, key or resource. */
type Switches = Readonly<Record<'away' | 'hidden' | 'locked' | 'out' | 'unlisted', Set<string>>>;

const assemble = (options: Rancher2Options, {away, hidden, locked, out, unlisted}: Switches): Parts => {
	const {life = true, steve = true} = options;
	const sqlCache = options.sqlCache ?? (cluster => cluster !== downstreamIds[1]);
	const {clock, world} = newWorld(options);
	const fleet = createFleet(world);
	const hub = createHub(world, options.ringSize);
	buildFleet(fleet, options);
	const accounts = createAccounts({
		clock,
		random: createRandom(4),
		user,
		newLogin: options.newLogin ?? true,
		sessionMs: options.sessionMs ?? 57_600_000,
	});
	accounts.add(adminToken);
	const clusters = steve ? world.list('management.cattle.io.cluster').map(({id}) => id) : [];
	const steves = new Map(
		clusters.map(cluster => {
			const behaviour = {
				sqlCache: sqlCache(cluster),
				pingMs: options.stevePingMs ?? 30_000,
				watchMs: options.watchMs ?? 1_800_000,
				isHidden: (schema: string) => hidden.has(schema),
				clock,
			};
			return [cluster, {...behaviour, sockets: createSockets(hub, world, cluster, behaviour)}] as const;
		}),
	);
	const sockets = new Map([...steves].map(([cluster, each]) => [cluster, each.sockets]));
	const subscriptions = createSubscriptions(fleet, {pingMs: options.normanPingMs ?? 5000, clock});
	const isLocked = (key: string): boolean => locked.has(key);
	const logs = createLogs(world, life);
	return {
		fleet,
		hub,
		sockets,
		house: {
			fleet,
			hub,
			accounts,
			logs,
			metrics: createMetrics(),
			metaProxy: createMetaProxy(options.oldProxy ?? false),
			version: options.oldProxy ? 'v2.0.0' : 'v2.13.1',
			steves,
			subscriptions,
			away,
			hidden,
			isLocked,
			out,
			isUnlisted: resource => unlisted.has(resource),
		},
	};
};

/** Whether a path is of the management API, and of what a cluster's apiserver keeps: its own things, or everybody's. */
const isNormanOf = (path: string, cluster: string): boolean =>
	path.startsWith('/v3/') &&
	(cluster === 'local' || path.includes(`/${cluster}/`) || path.includes(`/${cluster}:`));

const outageSwitches = (
	server: DemoServer,
	hub: Hub,
	{out, unlisted}: Switches,
): Pick<Rancher2Server, 'setOutage' | 'hear' | 'setUnlisted'> => ({
	setOutage(cluster, isOut) {
		if (!isOut) {
			out.delete(cluster);
			return;
		}

		out.add(cluster);
		hub.deafen(cluster);
		server.faults.cut(({url}) => isNormanOf(url.pathname, cluster));
	},
	hear: cluster => hub.hear(cluster),
	setUnlisted(resources) {
		unlisted.clear();
		for (const resource of resources) unlisted.add(resource);
	},
});

/** Starts a simulated Rancher 2 server on the loopback address. */
export const serveRancher2 = async (options: Rancher2Options = {}): Promise<Rancher2Server> => {
	const switches: Switches = {
		away: new Set(),
		hidden: new Set(),
		locked: new Set(),
		out: new Set(),
		unlisted: new Set(),
	};
	const {away, hidden, locked} = switches;
	const {fleet, hub, sockets, house} = assemble(options, switches);
	const {world} = fleet;
	const server = await serve(
		{
			answer: request => answer(house, request),
			// Rancher packs all answers, and so does what it hands them on from.
			packs: true,
			connect: request => connect(house, request),
			closed() {
				house.subscriptions.close();
				for (const each of sockets.values()) each.close();
				hub.close();
				house.logs.close();
				world.close();
			},
		},
		options,
	);
	const setAway = (cluster: string, isAway: boolean): void => {
		if (isAway) away.add(cluster);
		else away.delete(cluster);
		if (isAway)
			server.faults.cut(
				({url}) => url.pathname.includes(`/${cluster}/`) || url.pathname.includes(`/${cluster}:`),
			);
		world.change(`management.cattle.io.cluster/${cluster}`, {connected: !isAway});
	};

	if (options.life ?? true) openingTrouble(fleet);
	return {
		...server,
		stories: storiesOf(fleet, setAway),
		world,
		token: adminToken,
		user,
		metaProxy: house.metaProxy,
		metrics: house.metrics,
		tokens: house.accounts,
		setAway,
		...outageSwitches(server, hub, switches),
		stopWatches: (cluster, type, error) => sockets.get(cluster)?.stop(type, error) ?? 0,
		forgetEvents: (cluster, type) => hub.forget(cluster, type),
		...schemaSwitches(server, sockets, hidden),
		breakTypes: house.subscriptions.breakTypes,
		lock(key) {
			const full = world.get(key).key;
			locked.add(full);
			return () => locked.delete(full);
		},
		failNext: fleet.failNext,
		log: (pod, text, container) => house.logs.write(world.get(pod), text, container),
	};
};
