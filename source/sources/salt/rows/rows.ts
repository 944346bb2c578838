import type {Action} from '../../../model/action.js';
import type {Resource, ResourceKey} from '../../../model/resource.js';
import type {WatchEvent} from '../../follow/watch-adapter.js';
import type {Job} from '../jobs/job.js';
import type {Jobs} from '../jobs/jobs.js';
import {type Key, type Keys, keyId} from '../minions/keys.js';
import type {Minion, Minions} from '../minions/minions.js';
import type {BusEvent} from '../wire/frames.js';
import {glance} from '../wire/redact.js';
import {Beacons} from './beacons.js';
import {type BusRow, BusRows} from './bus-rows.js';
import {isJobNews, jobKey, jobKind, jobRow, returnRow} from './job-row.js';
import {beaconRow, keyRow, minionRow, type RowContext, rowKey} from './to-resource.js';

const mostBeacons = 500;

/** What the rows are made of. */
type Content = {readonly keys: Keys; readonly minions: Minions; readonly jobs: Jobs};

/** What rows need to know of the outside. */
export type RowsOptions = {
	readonly source: string;
	readonly readOnly: boolean;
	readonly kinds: ReadonlySet<string>;
	/** The actions of a list that the user may use. */
	readonly permitted: (actions: readonly Action[]) => readonly Action[];
	readonly tell: (event: WatchEvent) => void;
	/** Calls once all is taken in that came together. If omitted, every return is told by itself. */
	readonly later?: (call: () => void) => void;
};

/** Turns what changed into rows, of the kinds that somebody wants, and tells them. */
export class Rows {
	readonly context: RowContext;
	/** The row of the master itself, asked for when it is listed. */
	master: () => Resource | null = () => null;
	readonly #options: RowsOptions;
	readonly #content: Content;
	readonly #events: BusRows;
	/** Jobs of which something was counted since they were told. */
	readonly #counted = new Set<Job>();
	readonly #beacons = new Beacons(mostBeacons);
	readonly #listings = new Set<Set<ResourceKey>>();

	constructor(options: RowsOptions, content: Content) {
		this.#options = options;
		this.#content = content;
		this.context = {
			source: options.source,
			readOnly: options.readOnly,
			permitted: options.permitted,
			keyState: id => content.keys.of(id)?.state ?? null,
			job: jid => content.jobs.get(jid),
			jobKey: job => jobKey(options.source, job),
			minionKey(id) {
				const minion = content.minions.get(id);
				if (minion === undefined) return rowKey(options.source, 'minion', id);
				minion.key ||= rowKey(options.source, 'minion', id);
				return minion.key;
			},
		};
		this.#events = new BusRows(this.context);
	}

	/** How many events of the bus were rows so far. */
	get changeCount(): number {
		return this.#events.count;
	}

	key(key: Key): void {
		if (this.#options.kinds.has('key')) this.#tell(keyRow(this.context, key));
	}

	/** Keys changed in a way that only a listing tells. */
	keysDue(): void {
		this.#options.tell({type: 'due', kinds: ['minion', 'key']});
	}

	keyGone(id: string): void {
		this.#gone('key', id);
	}

	minion(minion: Minion): void {
		if (this.#options.kinds.has('minion')) this.#tell(minionRow(this.context, minion));
	}

	minionGone(id: string): void {
		this.#gone('minion', id);
	}

	/** Something of the master itself changed, such as how many events there were. */
	masterChanged(): void {
		if (!this.#options.kinds.has('master')) return;
		const master = this.master();
		if (master !== null) this.#tell(master);
	}

	/** A job changed, and with it what one minion made of it. Where only more is counted, that is told later. */
	job(job: Job, minion: string | null): void {
		const {later} = this.#options;
		if (later === undefined || isJobNews(job)) this.#tellJob(job);
		else {
			if (this.#counted.size === 0) later(() => this.#tellCounted());
			this.#counted.add(job);
		}

		if (minion !== null) this.part(job, minion);
	}

	/** A job changed as a whole. */
	whole(job: Job): void {
		isJobNews(job);
		this.#tellJob(job);
		if (this.#options.kinds.has('return')) for (const id of job.minions) this.part(job, id);
	}

	/** A job was looked up in the job cache, which does not say since when it has been so. */
	lookedUp(job: Job): void {
		for (const resource of this.of(job)) this.#tell(resource, true);
	}

	/** The rows of a job and of what its minions made of it, of the kinds that somebody wants: for a listing to tell. */
	of(job: Job): Resource[] {
		isJobNews(job);
		this.#counted.delete(job);
		const {kinds} = this.#options;
		const own = kinds.has(jobKind(job)) ? [jobRow(this.context, job)] : [];
		if (!kinds.has('return') || (job.internal && !kinds.has('internal-job'))) return own;
		return [...own, ...[...job.minions].map(id => returnRow(this.context, job, id))];
	}

	/** What one minion made of a job. */
	part(job: Job, minion: string): void {
		if (job.internal && !this.#options.kinds.has('internal-job')) return;
		if (this.#options.kinds.has('return')) this.#tell(returnRow(this.context, job, minion));
	}

	jobGone(job: Job): void {
		this.#counted.delete(job);
		this.#forgotten('job', job.jid);
		if (!this.#options.kinds.has('return')) return;
		for (const id of job.minions) this.#forgotten('return', `${job.jid}/${id}`);
	}

	beacon(minion: string, name: string, failed: boolean, payload: unknown, at: number): void {
		const told = {failed, told: failed ? '' : glance(payload)};
		const {beacon, forgotten} = this.#beacons.fired(minion, name, told, at);
		if (forgotten !== null) this.#forgotten('beacon', forgotten);
		if (this.#options.kinds.has('beacon')) this.#tell(beaconRow(this.context, beacon));
	}

	/** Keeps an event of the bus as a row; the oldest go when there are too many. */
	event(event: BusEvent, minion: string | null, at: number): void {
		const isWanted = this.#options.kinds.has('event');
		this.#events.keep(event, minion, at);
		if (isWanted) this.#tell(this.#events.rowOf(event, minion, at));
		for (const key of this.#events.letGo()) {
			if (isWanted) this.#options.tell({type: 'removed', key, quiet: true});
		}
	}

	/** The events of the bus that are kept, oldest first. */
	get events(): Iterable<BusRow> {
		return this.#events.all;
	}

	/** One of them by the key of its row. */
	busRow(key: ResourceKey): BusRow | undefined {
		return this.#events.get(key);
	}

	/** All rows of a kind as they are now. */
	list(kind: string): Resource[] {
		const {keys, minions, jobs} = this.#content;
		const {context} = this;
		switch (kind) {
			case 'key':
				return [...keys.all].map(key => keyRow(context, key));
			case 'minion':
				return [...minions.all].map(minion => minionRow(context, minion));
			case 'job':
			case 'internal-job':
				return [...jobs.all].filter(job => jobKind(job) === kind).map(job => jobRow(context, job));
			case 'return':
				return [...jobs.all]
					.filter(({internal}) => !internal || this.#options.kinds.has('internal-job'))
					.flatMap(job => [...job.minions].map(id => returnRow(context, job, id)));
			case 'beacon':
				return [...this.#beacons.all].map(beacon => beaconRow(context, beacon));
			case 'event':
				return this.#events.all.map(({resource}) => resource);
			default: {
				const master = this.master();
				return master === null ? [] : [master];
			}
		}
	}

	/**
	 * Rows that are told while this runs win over a listing; they are told once more after it, because the listing
	 * has added to them.
	 */
	async during(listing: () => Promise<void>): Promise<void> {
		const touched = new Set<ResourceKey>();
		this.#listings.add(touched);
		try {
			await listing();
		} finally {
			this.#listings.delete(touched);
		}

		const {keys, minions, jobs} = this.#content;
		for (const key of keys.all) if (touched.has(this.#keyOf('key', keyId(key)))) this.key(key);
		for (const minion of minions.all) if (touched.has(this.#keyOf('minion', minion.id))) this.minion(minion);
		for (const job of jobs.all) if (touched.has(this.#keyOf('job', job.jid))) this.#tellJob(job, true);
	}

	#keyOf(type: string, id: string): ResourceKey {
		return rowKey(this.#options.source, type, id);
	}

	#tellJob(job: Job, lookedUp = false): void {
		this.#counted.delete(job);
		if (this.#options.kinds.has(jobKind(job))) this.#tell(jobRow(this.context, job), lookedUp);
	}

	#tellCounted(): void {
		for (const job of this.#counted) this.#tellJob(job);
	}

	#tell(resource: Resource, lookedUp = false): void {
		for (const touched of this.#listings) touched.add(resource.key);
		this.#options.tell({type: 'changed', resource, ...(lookedUp && {lookedUp})});
	}

	#gone(type: string, id: string): void {
		this.#options.tell({type: 'removed', key: this.#keyOf(type, id)});
	}

	/** There were too many. */
	#forgotten(type: string, id: string): void {
		this.#options.tell({type: 'removed', key: this.#keyOf(type, id), quiet: true});
	}
}
