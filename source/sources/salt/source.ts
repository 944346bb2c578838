import {UsageError} from '../../model/errors.js';
import type {LogEvent, LogOptions} from '../../model/log.js';
import type {Resource} from '../../model/resource.js';
import type {Source, SourceEvent} from '../../model/source.js';
import type {SourceConfig} from '../../model/source-config.js';
import type {Backoff} from '../../transport/backoff.js';
import {type Clock, systemClock} from '../../transport/clock.js';
import {ListingOrder} from '../follow/listing-order.js';
import {directly, type Way} from '../requests/way.js';
import type {createAct} from './act/act.js';
import {parseCommand, saltCommands} from './act/command.js';
import {harmlessCommands, ordinaryCommands} from './act/harmless.js';
import type {createDescribe} from './describe.js';
import {createLook} from './minions/figures.js';
import {masterAction} from './rows/action-list.js';
import {masterRow} from './rows/master-row.js';
import {isSaltGui, webAddressOf} from './rows/web-address.js';
import type {Timings} from './watch/bus-watch.js';
import type {Model} from './watch/model.js';
import {Watch} from './watch/watch.js';
import {type Api, createApis} from './wire/api.js';

/** What tests and the command line set. */
export type SaltOptions = {
	readonly clock?: Clock;
	readonly timings?: Partial<Timings>;
	readonly backoff?: () => Backoff;
	/** Between two tries with refused credentials, milliseconds. */
	readonly refusedMs?: number;
	/** Every call brings its own credentials; there is no session, and nothing is followed: for a single listing. */
	readonly sessionless?: boolean;
	/** How requests get to the master; directly if omitted. */
	readonly way?: Way;
};

const usualTimings: Timings = {
	pulseMs: 45_000,
	echoMs: 10_000,
	overdueMs: 15_000,
	answerMs: 10_000,
	shortMs: 120_000,
	refreshMs: 5000,
};

/** A source that also takes commands about the master as a whole, as they are typed: `salt web-* test.ping`. */
export type SaltSource = Source & Required<Pick<Source, 'commands' | 'command' | 'pages'>>;

/** What a log needs beside the row that it is about. */
type Followed = {
	readonly api: Api;
	readonly model: Model;
	readonly clock: Clock;
	readonly options: LogOptions;
	readonly emit: (event: LogEvent) => void;
	readonly signal: AbortSignal;
};

/** The log of a row: what a job returns, or what the bus says of a minion or of everything. */
const followLog = async ({kind, id, name}: Resource, followed: Followed): Promise<void> => {
	const [{followJob}, {followBus}] = await Promise.all([
		import('./streams/job-log.js'),
		import('./streams/bus-log.js'),
	]);
	switch (kind) {
		case 'job':
		case 'internal-job':
			return followJob({...followed, jid: id, only: null});
		case 'return': {
			const [jid = '', only = ''] = id.split('/');
			return followJob({...followed, jid, only});
		}

		case 'master':
			return followBus({...followed, minion: null});
		case 'beacon':
			return followBus({...followed, minion: id.split('/', 1)[0] ?? ''});
		default:
			return followBus({...followed, minion: kind === 'key' ? name : id});
	}
};

const createDescribeLater =
	(options: Parameters<typeof createDescribe>[0]): Source['object'] =>
	async (...asked) =>
		(await import('./describe.js')).createDescribe(options)(...asked);

/** Loads what acts once for all rows: it sends together what is asked for together. */
const createActLater = (options: Parameters<typeof createAct>[0]): Source['act'] => {
	let act: Promise<Source['act']> | null = null;
	return async (...asked) => {
		act ??= import('./act/act.js').then(loaded => loaded.createAct(options));
		return (await act)(...asked);
	};
};

/** What can be typed about the master as a whole. */
const commandsOf = (
	act: Source['act'],
	api: Api,
	model: () => Model,
): Pick<SaltSource, 'commands' | 'harmless' | 'ordinary' | 'pages' | 'command'> => ({
	commands: saltCommands,
	harmless: harmlessCommands,
	ordinary: ordinaryCommands,
	pages: {
		get stats() {
			return masterRow(model().rows, api, []);
		},
	},
	async command(line, signal) {
		const {action, input} = parseCommand(line);
		const about = masterRow(model().rows, api, []);
		return {...(await act({resource: about, action: masterAction(action), input}, signal)), about};
	},
});

const findWebAddress =
	({name, url}: SourceConfig, api: Api): NonNullable<Source['webAddress']> =>
	async (resource, signal) => {
		if (isSaltGui(await api.page(signal))) return webAddressOf(resource, url);
		throw new UsageError(`${name} serves no web pages: SaltGUI is not installed there`);
	};

/** Opens consoles of minions. Each has a history as long as the program runs, in memory: commands may hold secrets. */
const createShell = (
	{name, readOnly}: SourceConfig,
	api: Api,
	model: () => Model,
): NonNullable<Source['shell']> => {
	const histories = new Map<string, string[]>();
	return async (resource, size, output, signal, session) => {
		if (readOnly) throw new UsageError(`${name} is read-only: commands are not run`);
		const history = histories.get(resource.id) ?? [];
		histories.set(resource.id, history);
		const {openConsole} = await import('./streams/console.js');
		return openConsole({api, model: model(), mark: name, history, resource, size, output, signal, session});
	};
};

/**
 * A Salt master's salt-api (rest_cherrypy) as a source. Nothing is asked of the server before `watch`, `act` and so on;
 * the session is opened when it is first needed, and closed when watching ends.
 */
export const openSalt = (config: SourceConfig, options: SaltOptions = {}): SaltSource => {
	const {name, url, insecure} = config;
	const {
		clock = systemClock,
		timings,
		backoff,
		refusedMs,
		way = directly(config),
		sessionless = false,
	} = options;
	const order = new ListingOrder(clock);
	const apis = createApis({
		config,
		backoff,
		refusedMs,
		way,
		clock,
		sessionless,
		onDisabled: client => watch.disabled(client),
	});
	const createWatch = (emit: (event: SourceEvent) => void): Watch =>
		new Watch({
			config,
			apis,
			clock,
			timings: {...usualTimings, ...timings},
			order,
			emit,
			backoff,
			refusedMs,
		});
	// Logs and actions need to know what there is, also before anything is watched.
	let watch = createWatch(() => undefined);
	const api = apis.urgent;
	const model = (): Model => watch.model;
	const object = createDescribeLater({api, model, notices: () => watch.notices.all()});
	const act = createActLater({config, api, model, clock});
	return {
		name,
		family: 'salt',
		url,
		insecure,
		async watch(emit, signal) {
			watch = createWatch(emit);
			await watch.run(signal);
			await apis.close();
		},
		show(kinds) {
			order.show(kinds);
			watch.show(kinds);
		},
		relist() {
			apis.budget.hurry();
			watch.relist();
		},
		form: async (_resource, action) => (await import('./act/form.js')).fieldsOfAction(action.name),
		act,
		object,
		explain: async (...asked) => (await import('./explain/explain.js')).explain(...asked),
		gather: async (...asked) => (await import('./explain/gather.js')).gather({object}, ...asked),
		webAddress: findWebAddress(config, api),
		whoami: async (_withRights, signal) => (await import('./whoami.js')).readIdentity(api.login, signal),
		stats: createLook(api),
		logs: (resource, logOptions, emit, signal) =>
			followLog(resource, {api, model: model(), clock, options: logOptions, emit, signal}),
		shell: createShell(config, api, model),
		...commandsOf(act, api, model),
	};
};
