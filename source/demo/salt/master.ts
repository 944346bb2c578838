import type {Fields, Json, World} from '../world/world.js';
import type {Batch, CachedJob} from './job.js';

/** What a simulated master is like. */
export type MasterOptions = {
	/** Salt's version; 3007 and later also fire `publish`, 3008 names the states of keys differently. */
	readonly version: string;
	/** `presence_events` is set. */
	readonly presence: boolean;
	/** `state_events` is set on the minions. */
	readonly stateEvents: boolean;
	/** Seconds that a command waits for answers, then for the answer of `saltutil.find_job`. */
	readonly timeoutSeconds: number;
};

/** The directory of a key. */
export type KeyFolder = 'minions' | 'minions_pre' | 'minions_rejected' | 'minions_denied';

/** What a minion works on. */
type Running = {readonly pid: number; readonly job: CachedJob; readonly stop: () => void};

/** A simulated minion. */
export type Minion = {
	readonly id: string;
	grains: Fields;
	readonly pillar: Fields;
	readonly services: readonly string[];
	/** It runs and is connected. */
	up: boolean;
	/** Jobs that it works on, by jid. */
	readonly running: Map<string, Running>;
	/** State runs that wait until another one is over. */
	readonly queue: (() => void)[];
};

/** Hears the bus: the tag and the JSON text of the event; null for an event that holds bytes. */
type Listener = (tag: string, text: string | null) => void;

const defaults: MasterOptions = {version: '3007.10', presence: true, stateEvents: false, timeoutSeconds: 5};

/** The keys, minions, job cache and event bus of a simulated Salt master. */
export class Master {
	readonly world: World;
	readonly options: MasterOptions;
	readonly keys = new Map<string, Set<KeyFolder>>();
	readonly minions = new Map<string, Minion>();
	readonly jobs = new Map<string, CachedJob>();
	/** Batches that are under way, since 3008. */
	readonly batches = new Map<string, Batch>();
	readonly #listeners = new Set<Listener>();
	#last = 0;

	constructor(world: World, options: Partial<MasterOptions> = {}) {
		this.world = world;
		this.options = {
			version: options.version ?? defaults.version,
			presence: options.presence ?? defaults.presence,
			stateEvents: options.stateEvents ?? defaults.stateEvents,
			timeoutSeconds: options.timeoutSeconds ?? defaults.timeoutSeconds,
		};
	}

	/** Microseconds since the epoch, never twice the same. */
	#micros(): number {
		this.#last = Math.max(this.#last + 1, this.world.clock.now() * 1000);
		return this.#last;
	}

	#iso(): string {
		const micros = this.#micros();
		const time = new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19);
		const fraction = micros % 1_000_000;
		// Python omits an empty fraction.
		return fraction === 0 ? time : `${time}.${String(fraction).padStart(6, '0')}`;
	}

	/** A `_stamp`: UTC, which 3008 says (test/fixtures/salt/found/06-wheel-events-3008.sse) and older masters do not. */
	stamp(): string {
		return this.options.version < '3008' ? this.#iso() : `${this.#iso()}+00:00`;
	}

	/** A new job id: the time in UTC, `YYYYMMDDhhmmssffffff`. */
	newJid(): string {
		return this.#iso().padEnd(20, '.').replace(/\D/g, '').padEnd(20, '0');
	}

	/** Puts an event on the bus, with its `_stamp`. */
	fire(tag: string, fields: Fields): void {
		// As Python's json.dumps writes it.
		const data: Fields = {...fields, _stamp: this.stamp()};
		this.fireText(tag, `{"data": ${JSON.stringify(data)}, "tag": ${JSON.stringify(tag)}}`);
	}

	/** Puts an event on the bus as a minion does: in an envelope. */
	fireFrom(minion: string, tag: string, payload: Json, more: Fields = {}): void {
		this.fire(tag, {id: minion, tag, data: payload, cmd: '_minion_event', ...more});
	}

	/** Puts an event on the bus that holds bytes. */
	fireBytes(tag: string): void {
		this.fireText(tag, null);
	}

	/** Puts text on the bus as it is. */
	fireText(tag: string, text: string | null): void {
		for (const listener of this.#listeners) listener(tag, text);
	}

	/** Hears the bus until the returned function is called. */
	listen(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** Ids in a key directory. */
	keysIn(folder: KeyFolder): string[] {
		return [...this.keys].filter(([, folders]) => folders.has(folder)).map(([id]) => id);
	}

	/** Removes one key of an id, which may have another one in another directory. */
	dropKey(id: string, folder: KeyFolder): void {
		const own = this.keys.get(id);
		own?.delete(folder);
		if (own?.size === 0) this.keys.delete(id);
	}

	/** Minions that are connected and accepted. */
	connected(): string[] {
		return this.keysIn('minions').filter(id => this.minions.get(id)?.up === true);
	}

	/** A minion asks to be let in, again and again while its key waits. */
	sayHello(id: string): void {
		const folder = [...(this.keys.get(id) ?? [])][0] ?? 'minions_pre';
		if (!this.keys.has(id)) this.keys.set(id, new Set(['minions_pre']));
		const act = {
			minions: 'accept',
			minions_pre: 'pend',
			minions_rejected: 'reject',
			minions_denied: 'denied',
		};
		const pub = '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----';
		this.fire('salt/auth', {result: folder !== 'minions_rejected', act: act[folder], id, pub});
	}

	/** A minion comes up or goes away. Coming up has events of its own, going away only presence events. */
	setUp(id: string, up: boolean): void {
		const minion = this.minions.get(id);
		if (minion === undefined || minion.up === up) return;
		minion.up = up;
		if (!up) {
			minion.queue.length = 0;
			for (const job of minion.running.values()) job.stop();
		}

		if (up) {
			this.sayHello(id);
			if (!this.keys.get(id)?.has('minions')) return;
			const reported = `Minion ${id} started at ${new Date(this.world.clock.now()).toUTCString()}`;
			this.fireFrom(id, 'minion_start', reported, {pretag: null});
			this.fireFrom(id, `salt/minion/${id}/start`, reported, {pretag: null});
		}

		if (this.options.presence) {
			this.fire('salt/presence/change', {new: up ? [id] : [], lost: up ? [] : [id]});
			this.fire('salt/presence/present', {present: this.connected()});
		}
	}

	/** Keeps a job in the cache, forgetting the oldest of a thousand. */
	remember(job: CachedJob): void {
		this.jobs.set(job.jid, job);
		for (const jid of this.jobs.keys()) {
			if (this.jobs.size <= 1000) break;
			this.jobs.delete(jid);
		}
	}
}
