import {messageOf} from '../../../../model/errors.js';
import type {Resource, ResourceKey} from '../../../../model/resource.js';
import {type Backoff, createBackoff} from '../../../../transport/backoff.js';
import type {WatchEvent} from '../../../follow/watch-adapter.js';
import type {DriverOptions} from '../../watch/driver.js';
import {type Catalogue, machineKind, type SteveType} from '../rows/catalogue.js';
import {keyOf} from '../rows/to-resource.js';
import {type Frame, frameOf, type SteveObject} from '../wire/frames.js';
import {versionOf} from '../wire/version.js';
import type {KnownRows} from './known-rows.js';
import type {StaleEntries} from './stale-entries.js';
import {Subscriptions, watchBackoff} from './subscriptions.js';

/** What one socket of a Steve is for. */
type StreamOptions = {
	readonly driver: DriverOptions;
	readonly rows: KnownRows;
	readonly stale: StaleEntries;
	readonly catalogue: () => Catalogue;
	readonly kinds: ReadonlySet<string>;
	readonly emit: (event: WatchEvent) => void;
	readonly send: (frame: Readonly<Record<string, unknown>>) => void;
	readonly onSchemas: () => void;
	/** Lists one type completely, for types that cannot be watched. */
	readonly list: (
		type: SteveType,
		page: (resources: readonly Resource[]) => void,
		signal: AbortSignal,
	) => Promise<unknown>;
	readonly signal: AbortSignal;
};

const heartbeat: WatchEvent = {type: 'heartbeat'};
// Pings and messages about watches are Steve's own: they continue while the cluster behind it is down.
const relayed: WatchEvent = {type: 'heartbeat', relay: true};

/** Turns the frames of one socket into events; one instance per socket. */
export class SteveStream {
	readonly #options: StreamOptions;
	readonly #watches: Subscriptions;
	readonly #polled = new Set<string>();
	readonly #schemasBackoff: Backoff;
	#schemasTimer: NodeJS.Timeout | undefined;
	#schemasSince = 0;

	constructor(options: StreamOptions) {
		this.#options = options;
		const {send, signal, driver} = options;
		this.#schemasBackoff = createBackoff({firstMs: driver.timing.schemasMs});
		this.#watches = new Subscriptions({
			send,
			signal,
			backoff: driver.timing.backoff ?? watchBackoff,
			onLost: (schema, message, unheardMs) => this.#lose(schema, message, unheardMs),
			onUnwatchable: schema => this.#poll(schema),
		});
		signal.addEventListener('abort', () => clearTimeout(this.#schemasTimer), {once: true});
	}

	/** Subscribes to the schemas, once. */
	begin(): void {
		this.#schemasSince = performance.now();
		this.#watches.follow('schema', null);
	}

	/** Watches these kinds from the revision of their listing. */
	follow(kinds: readonly string[], revision: string | null): void {
		for (const kind of kinds) {
			// Containers come with their pods, which are always followed.
			const type = this.#options.catalogue().byKind.get(kind);
			if (type?.watchable) this.#watches.follow(type.schema, revision);
			else if (type) this.#poll(type.schema);
		}
	}

	hear(text: string): void {
		const frame = frameOf(text);
		const {emit} = this.#options;
		if (frame.type === 'fault') emit(frame);
		else if (frame.type === 'changed' || frame.type === 'removed') this.#take(frame);
		else {
			if (frame.type === 'error') this.#watches.fail(frame.of, frame.message);
			else if (frame.type === 'stopped') this.#end(frame.of);
			emit(relayed);
		}
	}

	#end(schema: string): void {
		if (schema !== 'schema') this.#watches.end(schema);
		else {
			// Schemas are not resumed but read again.
			this.#watches.forget(schema);
			this.readSchemasSoon(this.#schemasBackoff.next(performance.now() - this.#schemasSince));
		}
	}

	#take(frame: Extract<Frame, {type: 'changed' | 'removed'}>): void {
		const {emit, catalogue, rows, stale, kinds, driver} = this.#options;
		if (frame.of === 'schema') {
			this.readSchemasSoon();
			emit(heartbeat);
			return;
		}

		const isNew = this.#watches.hear(frame.of, frame.revision);
		const type = catalogue().bySchema.get(frame.of);
		if (!type) emit(heartbeat);
		else if (frame.type === 'removed') {
			rows.remove(frame.object, type, emit);
		} else if (this.#isKnown(frame.object, type)) {
			// After an outage every object is sent again unchanged (fixtures rancher2/more/outage-*-subscribe).
			if (!isNew && !frame.created) stale.doubt();
			emit(heartbeat);
		} else {
			if (!isNew) this.#watches.rewind(frame.of, frame.revision);
			const before = rows.projectNamespaces;
			rows.change(frame.object, type, kinds, emit);
			if (before !== rows.projectNamespaces) this.#loseAll(driver.scope.project ?? '');
		}
	}

	/** A replay, or an event older than what is known. */
	#isKnown(object: SteveObject, type: SteveType): boolean {
		const {rows, stale, driver} = this.#options;
		const key = keyOf(object, type, driver.scope);
		return stale.has(object, type) || rows.versions.isOld(type.kind, key, versionOf(object));
	}

	#lose(schema: string, message: string, unheardMs: number): void {
		const {catalogue, kinds, emit} = this.#options;
		const kind = catalogue().bySchema.get(schema)?.kind;
		if (kind === undefined) return;
		const lost = kind === 'pod' && kinds.has('container') ? [kind, 'container'] : [kind];
		emit({type: 'lost', kinds: lost, message, unheardMs});
	}

	/** The namespaces of the project changed: everything in it may have. */
	#loseAll(project: string): void {
		const {kinds, emit} = this.#options;
		const others = [...kinds].filter(kind => kind !== 'namespace' && kind !== machineKind);
		emit({type: 'lost', kinds: others, message: `the namespaces of project ${project} have changed`});
	}

	/** Reads the schemas in a while, and not before `leastMs`. */
	readSchemasSoon(minMs = 0): void {
		if (this.#schemasTimer !== undefined || this.#options.signal.aborted) return;
		this.#schemasTimer = setTimeout(
			() => {
				this.#schemasTimer = undefined;
				this.begin();
				this.#options.onSchemas();
			},
			Math.max(minMs, this.#options.driver.timing.schemasMs),
		);
	}

	#poll(schema: string): void {
		const {signal, driver} = this.#options;
		if (this.#polled.has(schema)) return;
		this.#polled.add(schema);
		const timer = setInterval(() => void this.#look(schema), driver.timing.pollMs);
		signal.addEventListener('abort', () => clearInterval(timer), {once: true});
	}

	async #look(schema: string): Promise<void> {
		const {catalogue, list, rows, emit, signal} = this.#options;
		const type = catalogue().bySchema.get(schema);
		if (!type) return;
		const before = rows.keysOf(type.kind);
		const now = new Set<ResourceKey>();
		try {
			await list(
				type,
				resources => {
					for (const resource of resources) {
						now.add(resource.key);
						emit({type: 'changed', resource});
					}
				},
				signal,
			);
			for (const key of before) if (!now.has(key)) emit({type: 'removed', key});
		} catch (error) {
			if (!signal.aborted) emit({type: 'fault', message: messageOf(error)});
		}
	}
}
