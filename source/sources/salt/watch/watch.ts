import type {SourceEvent} from '../../../model/source.js';
import type {SourceConfig} from '../../../model/source-config.js';
import {type Backoff, createBackoff} from '../../../transport/backoff.js';
import type {Clock} from '../../../transport/clock.js';
import type {ListingOrder} from '../../follow/listing-order.js';
import {type Reflection, reflect} from '../../follow/reflect.js';
import {ObjectColumns} from '../../requests/object-columns.js';
import {mainKinds, saltKinds} from '../rows/kinds.js';
import {masterRow} from '../rows/master-row.js';
import type {Apis} from '../wire/api.js';
import {disabledCode, enableAdvice} from '../wire/failure.js';
import {permittedActions} from '../wire/permissions.js';
import {createBusWatch, type Timings} from './bus-watch.js';
import {Lister} from './listing.js';
import {Model} from './model.js';
import {createNotices, type Notices} from './notices.js';

/*
	/ws or /events ─► wire/stream ─► wire/frames ─► bus-watch ─► model: what an event means ─► jobs, minions, keys
	                                                                                             │ that changed
	store ◄─ notices ◄─ follow/reflect ◄─ bus-watch, the stream that is open ◄─ rows/emitter ◄─ rows
	                         ▲
	calls to the master ─► listing ─► model ─► rows of the kinds that are listed
*/

/** One master being followed. */
type WatchOptions = {
	readonly config: SourceConfig;
	readonly apis: Apis;
	readonly clock: Clock;
	readonly timings: Timings;
	/** Kinds in view are listed first. */
	readonly order: ListingOrder;
	readonly emit: (event: SourceEvent) => void;
	readonly backoff?: (() => Backoff) | undefined;
	/** Between two tries with refused credentials, milliseconds. */
	readonly refusedMs?: number | undefined;
};

/** How much later changes are emitted that only count something, milliseconds. */
const countedMs = 50;

// Always the same list, because permissions are worked out once for each.
const noPerms: readonly unknown[] = [];

/** The topic of the notice that a client is disabled. */
const disabledTopic = (client: string): string => `${disabledCode} ${client}`;

/** What is known of a master, which is followed once `run` is called. */
export class Watch {
	readonly model: Model;
	readonly notices: Notices;
	readonly #options: WatchOptions;
	readonly #kinds: Set<string>;
	#reflection: Reflection | null = null;

	constructor(options: WatchOptions) {
		const {config, apis, clock, order, emit} = options;
		this.#options = options;
		this.#kinds = new Set([...mainKinds, ...order.shown]);
		this.notices = createNotices(emit, clock);
		this.model = new Model({
			source: config.name,
			readOnly: config.readOnly,
			...(config.columns && {columns: new ObjectColumns(config.columns)}),
			everyChange: config.everyChange === true,
			kinds: this.#kinds,
			later: call => clock.after(countedMs, call),
			permitted: permittedActions(() => apis.background.login.current?.perms ?? noPerms),
		});
		const {rows} = this.model;
		rows.master = () => masterRow(rows, apis.background, this.notices.all());
		for (const client of apis.background.disabled) this.disabled(client);
	}

	/** Follows the master until aborted. Never rejects. */
	async run(signal: AbortSignal): Promise<void> {
		const {
			config,
			clock,
			emit,
			apis,
			refusedMs,
			backoff = () => createBackoff({firstMs: 400}),
		} = this.#options;
		const {name: source} = config;
		emit({type: 'kinds', source, at: clock.now(), kinds: saltKinds, whole: true});
		this.#reflection = reflect({
			source,
			scope: '',
			kinds: [...this.#kinds],
			adapter: this.#busWatch(),
			emit: this.notices.emit,
			signal,
			backoff,
			clock,
			budget: apis.budget,
			order: this.#options.order,
			...(refusedMs !== undefined && {refusedMs}),
		});
		await this.#reflection.done;
		this.model.rows.stop();
	}

	show(kinds: readonly string[]): void {
		for (const kind of kinds) this.#kinds.add(kind);
		this.#reflection?.show(kinds);
	}

	relist(): void {
		this.#reflection?.relist();
	}

	/** A client of salt-api turned out not to be enabled. */
	disabled(client: string): void {
		this.notices.note(disabledTopic(client), `client ${client} is disabled: ${enableAdvice(client)}`);
	}

	#busWatch(): ReturnType<typeof createBusWatch> {
		const {config, apis, clock, timings} = this.#options;
		const {model, notices} = this;
		const api = apis.background;
		const lister = new Lister({
			api,
			model,
			clock,
			onFault: message => notices.emit({type: 'fault', source: config.name, at: clock.now(), message}),
			onRefused: (kinds, message) => notices.refuse(kinds, message),
		});
		return createBusWatch({
			api,
			model,
			lister,
			notices,
			clock,
			timings,
			transport: config.eventTransport,
			isOut: () => apis.budget.closure !== null,
		});
	}
}
