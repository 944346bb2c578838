import type {LogEvent, LogOptions} from '../../model/log.js';
import type {Resource} from '../../model/resource.js';
import type {Source, SourceEvent} from '../../model/source.js';
import type {SourceConfig} from '../../model/source-config.js';
import {type Backoff, createBackoff} from '../../transport/backoff.js';
import {type Clock, systemClock} from '../../transport/clock.js';
import {type Reflection, reflect} from '../follow/reflect.js';
import type {WatchEvent} from '../follow/watch-adapter.js';
import {directly, type Way} from '../requests/way.js';
import {createAct} from './act/actions.js';
import {parseCommand, saltCommands} from './act/command.js';
import {fieldsOfAction} from './act/forms.js';
import {harmlessCommands, ordinaryCommands} from './act/harmless.js';
import {createDescribe} from './describe.js';
import {masterAction} from './rows/action-list.js';
import {mainKinds, saltKinds} from './rows/kinds.js';
import {masterRow} from './rows/master-row.js';
import {followBus} from './streams/bus-log.js';
import {followJob} from './streams/job-log.js';
import {createAdapter, type Timings} from './watch/follow.js';
import {Lister} from './watch/listing.js';
import {Model} from './watch/model.js';
import {createNotices, type Notices} from './watch/notices.js';
import {type Apis, createApis} from './wire/api.js';
import {permittedActions} from './wire/permissions.js';
import {disabledCode, enableAdvice} from './wire/refusal.js';

/** What tests and the command line set. */
export type SaltOptions = {
	readonly clock?: Clock;
	readonly timings?: Partial<Timings>;
	readonly backoff?: () => Backoff;
	/** Between two tries with refused credentials, milliseconds. */
	readonly refusedMs?: number;
	/** Every call brings its own credentials; there is no session and nothing is followed. For one look. */
	readonly sessionless?: boolean;
	/** How requests get to the master; directly if omitted. */
	readonly way?: Way;
};

/** What is only counted is told that much later, milliseconds. */
const laterMs = 50;

const defaultTimings: Timings = {
	pulseMs: 45_000,
	echoMs: 10_000,
	overdueMs: 15_000,
	answerMs: 10_000,
	shortMs: 120_000,
	refreshMs: 5000,
};

/** A source that also takes commands about the master as a whole, as they are typed: `salt web-* test.ping`. */
export type SaltSource = Source & Required<Pick<Source, 'commands' | 'command' | 'pages'>>;

// Always the same, because what is permitted is found out once for each list.
const noPerms: readonly unknown[] = [];

/** Where the notice of a client that is disabled stands. */
const disabledTopic = (client: string): string => `${disabledCode} ${client}`;

/** One time of watching: what is known of the master, and how it is told. */
type Watching = {readonly model: Model; readonly notices: Notices; readonly reflection: Reflection | null};

class WatchedMaster {
	readonly #config: SourceConfig;
	readonly #clock: Clock;
	readonly #options: SaltOptions;
	readonly #kinds = new Set(mainKinds);
	readonly #apis: Apis;
	#tell: (event: WatchEvent) => void = () => undefined;
	#watching: Watching;

	constructor(config: SourceConfig, options: SaltOptions) {
		this.#config = config;
		this.#options = options;
		this.#clock = options.clock ?? systemClock;
		this.#apis = createApis({
			config,
			backoff: options.backoff,
			refusedMs: options.refusedMs,
			way: options.way ?? directly(config),
			clock: this.#clock,
			sessionless: options.sessionless ?? false,
			onDisabled: client => this.#disabled(client),
		});
		this.#watching = this.#begin(() => undefined);
	}

	get model(): Model {
		return this.#watching.model;
	}

	/** See `Source`. */
	async watch(tell: (event: SourceEvent) => void, signal: AbortSignal): Promise<void> {
		const {name: source} = this.#config;
		const watching = this.#begin(tell);
		const {model, notices} = watching;
		const {budget, background: api, close} = this.#apis;
		const lister = new Lister({
			api,
			model: () => model,
			clock: this.#clock,
			onFault: message => notices.tell({type: 'fault', source, at: this.#clock.now(), message}),
			onRefused: (kinds, message) => notices.refuse(kinds, message),
		});
		tell({type: 'kinds', source, at: this.#clock.now(), kinds: saltKinds});
		const adapter = createAdapter({
			api,
			model,
			lister,
			notices,
			clock: this.#clock,
			timings: {...defaultTimings, ...this.#options.timings},
			transport: this.#config.eventTransport,
			isOut: () => budget.closure !== null,
			setTell: each => {
				this.#tell = each;
			},
		});
		const {refusedMs, backoff = () => createBackoff({firstMs: 400})} = this.#options;
		const reflection = reflect({
			source,
			scope: '',
			kinds: [...this.#kinds],
			adapter,
			tell: notices.tell,
			signal,
			backoff,
			clock: this.#clock,
			budget,
			...(refusedMs !== undefined && {refusedMs}),
		});
		this.#watching = {...watching, reflection};
		await reflection.done;
		model.rows.stop();
		await close();
	}

	show(kinds: readonly string[]): void {
		for (const kind of kinds) this.#kinds.add(kind);
		this.#watching.reflection?.show(kinds);
	}

	relist(): void {
		this.#apis.budget.hurry();
		this.#watching.reflection?.relist();
	}

	/** See `Source`. */
	logs(
		resource: Resource,
		options: LogOptions,
		tell: (event: LogEvent) => void,
		signal: AbortSignal,
	): Promise<void> {
		const {model} = this;
		const shared = {api: this.#apis.urgent, model, clock: this.#clock, options, tell, signal};
		switch (resource.kind) {
			case 'job':
			case 'internal-job':
				return followJob({...shared, jid: resource.id, only: null});
			case 'return': {
				const [jid = '', only = ''] = resource.id.split('/');
				return followJob({...shared, jid, only});
			}

			case 'master':
				return followBus({...shared, minion: null});
			case 'beacon':
				return followBus({...shared, minion: resource.id.split('/', 1)[0] ?? ''});
			default:
				return followBus({...shared, minion: resource.kind === 'key' ? resource.name : resource.id});
		}
	}

	/** All of it together. */
	asSource(): SaltSource {
		const api = this.#apis.urgent;
		const {name, url, insecure} = this.#config;
		const model = (): Model => this.model;
		const act = createAct({config: this.#config, api, model, clock: this.#clock});
		return {
			name,
			family: 'salt',
			url,
			insecure,
			watch: (tell, signal) => this.watch(tell, signal),
			show: kinds => this.show(kinds),
			relist: () => this.relist(),
			form: async (_resource, action) => fieldsOfAction(action.name),
			act,
			object: createDescribe({api, model, notices: () => this.#watching.notices.all()}),
			logs: (resource, options, tell, signal) => this.logs(resource, options, tell, signal),
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
		};
	}

	#begin(tell: (event: SourceEvent) => void): Watching {
		const {name, readOnly, everyChange} = this.#config;
		const notices = createNotices(tell, this.#clock);
		const model = new Model({
			source: name,
			readOnly,
			everyChange: everyChange === true,
			kinds: this.#kinds,
			tell: event => this.#tell(event),
			later: call => this.#clock.after(laterMs, call),
			permitted: permittedActions(() => this.#apis.background.login.current?.perms ?? noPerms),
		});
		model.rows.master = () => masterRow(model.rows, this.#apis.background, notices.all());
		this.#watching = {model, notices, reflection: null};
		for (const client of this.#apis.background.disabled) this.#disabled(client);
		return this.#watching;
	}

	#disabled(client: string): void {
		this.#watching.notices.note(
			disabledTopic(client),
			`client ${client} is disabled: ${enableAdvice(client)}`,
		);
	}
}

/**
 * A Salt master's salt-api (rest_cherrypy) as a source. Nothing is asked of the server before `watch`, `act` and so on;
 * the session is opened when it is first needed, and closed when watching ends.
 */
export const openSalt = (config: SourceConfig, options: SaltOptions = {}): SaltSource =>
	new WatchedMaster(config, options).asSource();
