import {type DemoServer, serve} from '../serve/serve.js';
import {newWorld, type Simulation, type SimulationOptions} from '../serve/simulation.js';
import {createRandom} from '../world/random.js';
import type {World} from '../world/world.js';
import {createDoor, isStreamPath} from './door.js';
import {buildFleet, projectIds} from './fleet/build.js';
import {crashContainer} from './fleet/containers.js';
import {createFleet} from './fleet/fleet.js';
import {startLife, storiesOf} from './fleet/life.js';
import type {LogQuirks} from './streams/log-frames.js';
import {createLogs} from './streams/logs.js';
import {createLostHosts} from './streams/lost-hosts.js';
import {createStreams} from './streams/open-streams.js';
import type {Rancher1Key} from './wire/caller.js';
import {createLogins, type Rancher1User} from './wire/logins.js';
import {createSubscriptions} from './wire/subscribe.js';
import {createTickets} from './wire/tickets.js';

/** How a simulated Rancher 1 server is to be. */
export type Rancher1Options = SimulationOptions & {
	/** So many containers; everything else grows along. About 170 by default. */
	readonly containers?: number;
	/** Three projects; one host, stack, service and container in the first, nothing in the others. */
	readonly small?: boolean;
	/** `v1`: a 1.0/1.1 server, on which /v2-beta is a page and stacks are environments. */
	readonly apiVersion?: 'v1' | 'v2-beta';
	/** Time between pings (5000) and between flushes of changes (1000), milliseconds. */
	readonly pingMs?: number;
	readonly flushMs?: number;
	/** Pings before the server closes a subscription by itself (8640). */
	readonly maxPings?: number;
	/** The envelope of servers before 1.5: every field there, most of them null. */
	readonly oldEnvelope?: boolean;
	/** Access control is off: whoever asks is the administrator. */
	readonly open?: boolean;
	/** Time between samples of stats (1000), milliseconds. */
	readonly statsMs?: number;
};

/** A simulated Rancher 1 server: the shell's record and faults, its world, and what else tests turn. */
export type Rancher1Server = Simulation & {
	readonly world: World;
	/** The key of an account that sees every project. */
	readonly accountKey: Rancher1Key;
	/** A key of the first project. */
	readonly environmentKey: Rancher1Key;
	readonly keys: {
		/** A key of the same access part is replaced. */
		readonly add: (key: Rancher1Key) => void;
		/** From now on it is unknown (401). */
		readonly revoke: (access: string) => void;
	};
	/** Writes a line to a container's log, and to those who follow it. */
	readonly log: (container: string, text: string, stream?: 'stdout' | 'stderr') => void;
	/** How the agent of a container garbles its log. */
	readonly setQuirks: (container: string, quirks: LogQuirks) => void;
	/** Answers every change of this resource with 409 Conflict until the returned undo. */
	readonly lock: (key: string) => () => void;
	/** The next process ends in an error with this message. */
	readonly failNext: (message: string) => void;
	/**
	 * Cattle is down and its proxy up: every socket ends without a close frame, plain requests are 502, upgrades 500
	 * (frames-cattle-restart.txt). The undo starts it again.
	 */
	readonly outage: () => () => void;
	/** Lets a container run a program that dies after a second, until the returned undo (frames-crash-loop.txt). */
	readonly crash: (key: string) => () => void;
	/** Kills the agent of a host without a word, until the returned undo. */
	readonly loseHost: (host: string) => () => void;
	/** Sends `{"name":"logout"}` to every subscription and closes it. */
	readonly logout: () => void;
	/** A user who sees every project, by name and password. */
	readonly user: Rancher1User;
	/** Logins that were made so far are no longer taken. */
	readonly expireLogins: () => void;
	/** Tickets for streams that were given out so far are no longer taken. */
	readonly expireTickets: () => void;
};

const accountKey: Rancher1Key = {
	access: 'DEMOACCOUNT',
	secret: 'demo-account-secret',
	project: null,
	role: 'owner',
};

const environmentKey: Rancher1Key = {
	access: 'DEMOENVIRONMENT',
	secret: 'demo-environment-secret',
	project: projectIds[0] ?? null,
	role: 'owner',
};

const user: Rancher1User = {name: 'demo', password: 'demo-user-password', key: accountKey};

const outage = ({faults}: DemoServer): (() => void) => {
	const undo = [
		faults.refuse(({upgrade}) => !upgrade, {status: 502, headers: {'Content-Length': '0'}, body: ''}),
		faults.refuse(({upgrade}) => upgrade, {
			status: 500,
			headers: {'Content-Type': 'text/plain; charset=utf-8'},
			body: "Unable to establish websocket connection: can't dial.\n",
		}),
	];
	faults.cut();
	return () => {
		for (const end of undo) end();
	};
};

/** Starts a simulated Rancher 1 server on the loopback address. */
export const serveRancher1 = async (options: Rancher1Options = {}): Promise<Rancher1Server> => {
	const {life = true} = options;
	const {clock, world} = newWorld(options);
	const fleet = createFleet(world);
	buildFleet(fleet, options);
	const tickets = createTickets(clock, createRandom(3));
	const logs = createLogs(world, life);
	const subscriptions = createSubscriptions(world, {
		pingMs: options.pingMs ?? 5000,
		flushMs: options.flushMs ?? 1000,
		maxPings: options.maxPings ?? 8640,
		oldEnvelope: options.oldEnvelope ?? false,
	});
	const lostHosts = createLostHosts(world);
	const keys = new Map([accountKey, environmentKey].map(key => [key.access, key] as const));
	const locked = new Set<string>();
	const simulation = {fleet, tickets, isLocked: (key: string) => locked.has(key)};
	const logins = createLogins([user], {clock, random: createRandom(4), open: options.open ?? false});
	const door = createDoor(simulation, keys, logins, options);
	const stream = createStreams({fleet, tickets, logs, lostHosts, statsMs: options.statsMs ?? 1000});
	const server = await serve(
		{
			answer: door.answer,
			// As the fixtures of good answers show (test/fixtures/rancher1/list-services.http).
			packs: true,
			connect: request =>
				isStreamPath(request.url.pathname) ? stream(request) : door.subscribe(request, subscriptions.take),
			closed() {
				subscriptions.close();
				logs.close();
				world.close();
			},
		},
		options,
	);
	if (life) startLife(fleet);
	return {
		...server,
		stories: storiesOf(fleet),
		world,
		accountKey,
		environmentKey,
		keys: {add: key => keys.set(key.access, key), revoke: access => keys.delete(access)},
		log: (container, text, from = 'stdout') => logs.write(container, text, from),
		setQuirks: logs.setQuirks,
		lock(key) {
			const full = world.get(key).key;
			locked.add(full);
			return () => locked.delete(full);
		},
		failNext: fleet.failNext,
		outage: () => outage(server),
		loseHost: lostHosts.lose,
		crash: key => crashContainer(fleet, world.get(key)),
		logout: subscriptions.logout,
		user,
		expireLogins: logins.expire,
		expireTickets: tickets.expire,
	};
};
