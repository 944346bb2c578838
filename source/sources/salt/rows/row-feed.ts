import type {Action} from '../../../model/action.js';
import type {Resource, ResourceKey} from '../../../model/resource.js';
import {Surge} from '../../follow/surge.js';
import type {ObjectColumns} from '../../requests/object-columns.js';
import type {Job} from '../jobs/job.js';
import {type Key, keyId} from '../minions/keys.js';
import type {Minion} from '../minions/minions.js';
import type {BusEvent} from '../wire/frames.js';
import {glance} from '../wire/redact.js';
import {Beacons} from './beacons.js';
import {type BusRow, BusRows} from './bus-rows.js';
import {type Content, createContext, type RowContext} from './context.js';
import {Emitter, type EmitterOptions, type RowNote} from './emitter.js';
import {isJobNews, jobKind, jobRow, returnRow} from './job-row.js';
import {listRows} from './list-rows.js';
import {beaconRow, hasSameCells, isMinionNews, keyRow, minionRow} from './to-resource.js';
import {type Later, Waiting} from './waiting.js';

const maxBeacons = 500;

const isLookedUp = {lookedUp: true} as const;

/** What rows need to know of the outside. */
type RowFeedOptions = EmitterOptions & {
	readonly readOnly: boolean;
	/** The actions of a list that the user may use. */
	readonly permitted: (actions: readonly Action[]) => readonly Action[];
	/** Those that the configuration makes of paths. */
	readonly columns?: ObjectColumns;
	/** No change is skipped in a surge. */
	readonly everyChange?: boolean;
	/** When changes that only count something are emitted; at once if omitted. */
	readonly later?: Later;
};

const atOnce: Later = call => {
	call();
	return () => undefined;
};

/** Turns what changed into rows of the wanted kinds, and emits them. */
export class RowFeed {
	readonly context: RowContext;
	readonly emitter: Emitter;
	/** The row of the master itself, asked for when it is listed. */
	master: () => Resource | null = () => null;
	readonly #options: RowFeedOptions;
	readonly #content: Content;
	readonly #events: BusRows;
	readonly #waiting: Waiting<Job | Minion>;
	readonly #surge: Surge<Minion>;
	readonly #beacons = new Beacons(maxBeacons);

	constructor(options: RowFeedOptions, content: Content) {
		this.#options = options;
		this.#content = content;
		this.context = createContext(options, content);
		this.emitter = new Emitter(options);
		this.#surge = new Surge<Minion>({
			subjectIn: ({id}) => id,
			timeIn: () => 0,
			read: (minion, skipped) => this.#minionChanged(minion, skipped),
			...(options.everyChange && {max: Number.POSITIVE_INFINITY}),
		});
		this.#waiting = new Waiting(options.later ?? atOnce, changed => this.#emitNow(changed));
		this.#events = new BusRows(this.context);
	}

	/** How many events of the bus were rows so far. */
	get changeCount(): number {
		return this.#events.count;
	}

	key(key: Key): void {
		if (this.emitter.isWanted('key')) this.emitter.changed(keyRow(this.context, key));
	}

	/** Keys changed in a way that only a listing shows. */
	keysDue(): void {
		this.emitter.due(['minion', 'key']);
	}

	keyGone(id: string): void {
		this.emitter.gone('key', id);
	}

	/** A minion changed. */
	minion(minion: Minion): void {
		if (this.emitter.isWanted('minion')) this.#surge.take(minion);
	}

	minionGone(id: string): void {
		this.emitter.gone('minion', id);
	}

	/** Something of the master itself changed, such as how many events there were. */
	masterChanged(): void {
		if (!this.#options.kinds.has('master')) return;
		const master = this.master();
		if (master !== null) this.emitter.changed(master);
	}

	/** A job changed, and with it what one minion made of it. Mere counts are emitted later. */
	job(job: Job, minion: string | null): void {
		if (isJobNews(job)) this.#emitJob(job);
		else this.#waiting.add(job);

		if (minion !== null) this.part(job, minion);
	}

	/** A job changed as a whole. */
	whole(job: Job): void {
		isJobNews(job);
		this.#emitJob(job);
		if (this.#options.kinds.has('return')) for (const id of job.minions) this.part(job, id);
	}

	/** A job was read from the job cache, which does not say since when it has been in its state. */
	lookedUp(job: Job): void {
		for (const resource of this.of(job)) this.emitter.changed(resource, isLookedUp);
	}

	/** The rows of a job and of its returns, of the wanted kinds: for a listing. */
	of(job: Job): Resource[] {
		isJobNews(job);
		this.#waiting.delete(job);
		const {kinds} = this.#options;
		const own = kinds.has(jobKind(job)) ? [jobRow(this.context, job)] : [];
		if (!kinds.has('return') || (job.internal && !kinds.has('internal-job'))) return own;
		return [...own, ...[...job.minions].map(id => returnRow(this.context, job, id))];
	}

	/** What one minion made of a job. */
	part(job: Job, minion: string): void {
		if (job.internal && !this.#options.kinds.has('internal-job')) return;
		if (this.emitter.isWanted('return')) this.emitter.changed(returnRow(this.context, job, minion));
	}

	jobGone(job: Job): void {
		this.#waiting.delete(job);
		this.#forget('job', job.jid);
		if (!this.#options.kinds.has('return')) return;
		for (const id of job.minions) this.#forget('return', `${job.jid}/${id}`);
	}

	beacon(minion: string, name: string, failed: boolean, payload: unknown, at: number): void {
		const report = {failed, text: failed ? '' : glance(payload)};
		const {beacon, forgotten} = this.#beacons.fired(minion, name, report, at);
		if (forgotten !== null) this.#forget('beacon', forgotten);
		if (this.#options.kinds.has('beacon')) this.emitter.changed(beaconRow(this.context, beacon));
	}

	/** Keeps an event of the bus as a row; the oldest go when there are too many. */
	event(event: BusEvent, minion: string | null, at: number): void {
		const isWanted = this.#options.kinds.has('event');
		this.#events.keep(event, minion, at);
		if (isWanted) this.emitter.changed(this.#events.rowOf(event, minion, at));
		for (const key of this.#events.letGo()) {
			if (isWanted) this.emitter.forgotten(key);
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
		const {kinds} = this.#options;
		const [beacons, events, master] = [this.#beacons, this.#events, this.master];
		return listRows(kind, this.context, {...this.#content, beacons, events, master, kinds});
	}

	/**
	 * Rows that are emitted while this runs win over the listing; they are emitted once more afterwards, because the listing
	 * has added to them.
	 */
	async during(listing: () => Promise<void>): Promise<void> {
		const {emitter} = this;
		const touched = await emitter.touchedDuring(listing);
		const {keys, minions, jobs} = this.#content;
		for (const key of keys.all) if (touched.has(emitter.keyOf('key', keyId(key)))) this.key(key);
		for (const minion of minions.all)
			if (touched.has(emitter.keyOf('minion', minion.id))) this.#emitMinion(minion);
		for (const job of jobs.all)
			if (touched.has(emitter.keyOf('job', job.jid))) this.#emitJob(job, isLookedUp);
	}

	/** Emits nothing later any more. */
	stop(): void {
		this.#surge.close();
		this.#waiting.stop();
	}

	#forget(type: string, id: string): void {
		this.emitter.forgotten(this.emitter.keyOf(type, id));
	}

	#emitJob(job: Job, note?: RowNote): void {
		this.#waiting.delete(job);
		if (this.emitter.isWanted(jobKind(job))) this.emitter.changed(jobRow(this.context, job), note);
	}

	/** A minion changed; `skipped` changes right before were not looked at. */
	#minionChanged(minion: Minion, skipped: number): void {
		if (this.#content.minions.get(minion.id) !== minion) return;
		const row = minionRow(this.context, minion);
		if (skipped > 0 || isMinionNews(minion.row, row)) this.#emitMinion(minion, row, skipped);
		else this.#waiting.add(minion);
	}

	#emitMinion(minion: Minion, row = minionRow(this.context, minion), skipped = 0): void {
		this.#waiting.delete(minion);
		minion.row = row;
		this.emitter.changed(row, skipped > 0 ? {skipped} : {});
	}

	#emitNow(changed: Job | Minion): void {
		const {jobs, minions} = this.#content;
		if ('jid' in changed) {
			if (jobs.get(changed.jid) === changed) this.#emitJob(changed);
		} else if (minions.get(changed.id) === changed) {
			const row = minionRow(this.context, changed);
			if (!hasSameCells(changed.row, row)) this.#emitMinion(changed, row);
		}
	}
}
