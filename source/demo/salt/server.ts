import {serve} from '../serve/serve.js';
import {newWorld, type Simulation, type SimulationOptions} from '../serve/simulation.js';
import type {Fields} from '../world/world.js';
import {connectSalt} from './events.js';
import {startLife, storiesOf} from './life.js';
import {Master, type MasterOptions} from './master.js';
import {populate} from './population.js';
import {answerSalt} from './rest.js';
import {type SaltUser, Sessions} from './sessions.js';

/** How a simulated Salt master with its salt-api is to be. */
export type SaltOptions = SimulationOptions &
	Partial<MasterOptions> & {
		/** So many minions with accepted keys (12). */
		readonly minions?: number;
		/** All minions are up, and no key waits or is refused. */
		readonly calm?: boolean;
		/** Only `web-a.example` (up), `web-b.example` (up) and the pending key `new.example`. */
		readonly small?: boolean;
		/** The clients that `netapi_enable_clients` names; Salt's own default since 3006 is an empty list. All if omitted. */
		readonly enabledClients?: readonly string[];
		/** The `ws4py` package is installed, so that there is a `/ws` (true). */
		readonly websocket?: boolean;
		/** `rest_cherrypy.app` is set: a client that accepts HTML, or names nothing, gets a page. */
		readonly app?: boolean;
		/** Life of the token behind a session, seconds (43200). */
		readonly tokenExpireSeconds?: number;
		readonly users?: readonly SaltUser[];
	};

/** A simulated master: the shell's record and faults, the master itself, and what else tests turn. */
export type SaltServer = Simulation & {
	readonly master: Master;
	readonly sessions: Sessions;
	/** An account that may do everything. */
	readonly user: SaltUser;
	/** Puts an event on the bus, `_stamp` added. */
	readonly fire: (tag: string, fields?: Fields) => void;
	/** Puts text on the bus as the JSON of an event, valid or not. */
	readonly fireText: (tag: string, json: string) => void;
	/** An event with bytes in it: ends every event stream after its `tag:` line, websockets without a sign. */
	readonly poison: () => void;
};

const everyClient = [
	'local',
	'local_async',
	'local_batch',
	'local_subset',
	'runner',
	'runner_async',
	'wheel',
	'wheel_async',
];

/** May call everything. */
export const administrator: SaltUser = {
	username: 'saltdev',
	password: 'saltdev',
	perms: ['.*', '@jobs', '@runner', '@wheel'],
};

/** Starts a simulated Salt master with its salt-api. */
export const serveSalt = async (options: SaltOptions = {}): Promise<SaltServer> => {
	const {world} = newWorld(options);
	const master = new Master(world, options);
	const sessions = new Sessions(world, {
		users: options.users ?? [administrator],
		tokenExpireSeconds: options.tokenExpireSeconds ?? 43_200,
	});
	populate(master, options.small ? null : (options.minions ?? 12), options.calm);
	const api = {
		master,
		sessions,
		enabledClients: new Set(options.enabledClients ?? everyClient),
		websocket: options.websocket ?? true,
		app: options.app ?? false,
	};
	const events = connectSalt(api);
	const server = await serve(
		{
			answer: request => events.answer(request) ?? answerSalt(api, request),
			connect: request => events.connect(request),
			closed() {
				world.close();
			},
		},
		options,
	);
	if (options.life ?? true) startLife(master);

	return {
		...server,
		stories: storiesOf(master),
		master,
		sessions,
		user: (options.users ?? [administrator])[0] ?? administrator,
		fire: (tag, fields = {}) => master.fire(tag, fields),
		fireText: (tag, json) => master.fireText(tag, json),
		poison: () => events.poison(),
	};
};
