import type {Action} from '../../../model/action.js';
import {asObject, asText} from '../../requests/json-values.js';
import type {ObjectColumns} from '../../requests/object-columns.js';
import type {Job} from '../jobs/job.js';
import {type CachedJob, cachedJobOf} from '../jobs/job-cache.js';
import {Jobs, masterPart} from '../jobs/jobs.js';
import type {JobBounds} from '../jobs/kept-jobs.js';
import {isStateRun} from '../jobs/outcome.js';
import {Keys} from '../minions/keys.js';
import {Minions} from '../minions/minions.js';
import {RowFeed} from '../rows/row-feed.js';
import type {Later} from '../rows/waiting.js';
import type {BatchNews} from '../wire/batch-news.js';
import {type Meaning, meaningOf} from '../wire/events.js';
import type {BusEvent} from '../wire/frames.js';
import type {Returned} from '../wire/job.js';
import {MinionJobs} from './minion-jobs.js';
import {takeMinionNews} from './minion-news.js';
import {isNoise} from './noise.js';
import {Roster} from './roster.js';

/** Hears every event of the bus, as a log does. Must not throw. */
export type BusListener = {
	/** `minion` is the one that it is about. */
	readonly event: (event: BusEvent, meaning: Meaning, minion: string | null, at: number) => void;
	/** The stream is open (again): what happened before may have been missed. */
	readonly opened?: () => void;
	/** The stream is over. */
	readonly closed?: (message: string) => void;
};

/** How a model is made. */
type ModelOptions = {
	readonly source: string;
	readonly readOnly: boolean;
	/** Which kinds are wanted: a live set. */
	readonly kinds: ReadonlySet<string>;
	/** The actions of a list that the user may use. */
	readonly permitted: (actions: readonly Action[]) => readonly Action[];
	readonly bounds?: JobBounds;
	/** Those that the configuration makes of paths. */
	readonly columns?: ObjectColumns;
	/** See `RowsOptions`. */
	readonly everyChange?: boolean;
	/** See `RowsOptions`. */
	readonly later?: Later;
};

/**
 * All that is known of a master, from its events in any order and its answers. Every event costs constant work, and emits
 * the rows that it changed.
 */
export class Model {
	readonly jobs: Jobs;
	readonly rows: RowFeed;
	readonly roster: Roster;
	readonly listeners = new Set<BusListener>();
	readonly #minionJobs: MinionJobs;

	constructor(options: ModelOptions) {
		this.jobs = new Jobs(options.bounds, job => this.#forget(job));
		const content = {keys: new Keys(), minions: new Minions(), jobs: this.jobs};
		this.rows = new RowFeed(options, content);
		this.roster = new Roster(content, this.rows);
		this.#minionJobs = new MinionJobs(this.jobs, this.roster, this.rows);
	}

	/** Takes in one event of the bus. `at` is when it was received, epoch milliseconds. */
	apply(event: BusEvent, at: number): void {
		const meaning = meaningOf(event);
		const minion = this.#take(event, meaning, at);
		for (const listener of this.listeners) listener.event(event, meaning, minion, at);
		if (!isNoise(meaning, this.jobs)) this.rows.event(event, minion, at);
	}

	/** Applies what an event means; returns the minion that it is about. */
	#take(event: BusEvent, meaning: Meaning, at: number): string | null {
		switch (meaning.type) {
			case 'new':
			case 'call':
				this.#published(meaning, at);
				return null;
			case 'return':
				this.#returned(meaning.returned, at);
				return meaning.returned.minion;
			case 'call-return': {
				const side = meaning.returned.fun?.startsWith('wheel.') ? 'wheel' : 'runner';
				this.rows.job(this.jobs.returns(meaning.returned, side, at, at), masterPart);
				return null;
			}
			case 'copy': {
				const job = this.jobs.copied(meaning.job);
				if (job !== null) this.rows.job(job, masterPart);
				return null;
			}

			case 'call-progress':
				this.rows.job(this.jobs.report(meaning.jid, 'runner', meaning.text, false, at), null);
				return null;
			case 'batch': {
				const job = this.jobs.advances(meaning.news, at);
				this.rows.whole(job);
				this.#minionJobs.assign(job, at);
				return null;
			}

			case 'job-error':
				if (meaning.jid !== null) {
					// A refusal that names no function has nothing to add to what is known.
					if (meaning.job.fun !== '') this.jobs.publish(meaning.job, 'minions', at);
					this.rows.job(this.jobs.report(meaning.jid, 'minions', meaning.message, true, at), null);
				}

				return null;
			case 'step': {
				const job = this.jobs.step(meaning.step, at);
				const minion = this.roster.minions.open(meaning.step.minion);
				if (!job.parts.has(minion.id)) minion.running.add(job.jid);
				this.roster.minions.heard(minion, at);
				this.rows.job(job, minion.id);
				this.roster.emit(minion, at);
				return minion.id;
			}
			default:
				return takeMinionNews(this.roster, this.rows, event, meaning, at);
		}
	}

	/**
	 * Takes in a job from the job cache; null where that does not have it (any more), or it is known under another jid.
	 * `isOver`: nobody works on it, so missing returns will not come. Does not emit the job's own row.
	 */
	readJob(jid: string, value: unknown, at: number, isOver = false): Job | null {
		const cached: CachedJob | null = this.jobs.isCopy(jid) ? null : cachedJobOf(jid, value);
		if (cached === null) return null;
		const job = this.jobs.read(cached, at, minion => isOver && !this.#minionJobs.mayWait(cached.job, minion));
		this.#minionJobs.assign(job, at);
		this.#minionJobs.readCached(cached, job, at);
		return job;
	}

	/** Whether a minion may still have to begin with a state run, because it works on an earlier one. */
	mayWait(job: Job, minion: string): boolean {
		return this.#minionJobs.mayWait(job, minion);
	}

	/** All minions are known: they get what was read of their jobs before. */
	minionsListed(at: number): void {
		this.#minionJobs.minionsListed(at);
	}

	/** The job cache's entry of a job holds bytes. */
	unreadable(jid: string, at: number): void {
		const job = this.jobs.unreadable(jid, at);
		if (job !== null) this.rows.lookedUp(job);
	}

	/**
	 * The master listed the batches under way. Those of `known`, the ones from before it was asked, that it omits are over.
	 * Returns the jobs of both.
	 */
	listBatches(active: readonly BatchNews[], known: readonly Job[], at: number): readonly Job[] {
		const begun = active.map(news => this.jobs.advances(news, at));
		const over = known.flatMap(({jid}) =>
			begun.some(job => job.jid === jid) ? [] : this.jobs.ends(jid, at),
		);
		return [...begun, ...over];
	}

	/**
	 * These minions neither answered a job nor work on it. `askedAt`: they did not even answer the question about it, asked
	 * then, and may be away; null where they did.
	 */
	silence(jid: string, minions: readonly string[], askedAt: number | null, at: number): void {
		const job = this.jobs.silence(jid, minions, at);
		if (job === null) return;
		// One that has returned meanwhile is not silent.
		for (const id of minions.filter(each => job.silent.has(each))) {
			const minion = this.roster.minions.get(id);
			if (minion === undefined) continue;
			if (askedAt !== null) this.roster.minions.unanswered(id, askedAt, at);
			this.#minionJobs.silent(minion, job, at);
			this.rows.job(job, id);
		}

		this.rows.job(job, null);
	}

	#published(meaning: Extract<Meaning, {type: 'new' | 'call'}>, at: number): void {
		const {job: reported} = meaning;
		const side = meaning.type === 'new' ? 'minions' : reported.fun.startsWith('wheel.') ? 'wheel' : 'runner';
		// One string for each id, however many jobs name it.
		const minions = reported.minions?.map(id => this.roster.minions.get(id)?.id ?? id) ?? null;
		const job = this.jobs.publish(reported, side, at, minions);
		this.rows.whole(job);
		if (side === 'minions') this.#minionJobs.assign(job, at);
	}

	#returned(reported: Returned, at: number): void {
		const minion = this.roster.minions.open(reported.minion);
		const job = this.jobs.returns(reported, 'minions', at, at, minion.id);
		if (job.internal) {
			this.roster.answered(minion, at);
			this.#heardOfJob(reported, at);
		} else {
			this.#minionJobs.returned(minion, job, reported);
			this.roster.minions.heard(minion, at);
			this.roster.emit(minion, at);
		}

		this.rows.job(job, minion.id);
		this.#minionJobs.killed(reported, at);
	}

	/** `saltutil.find_job`, whoever asked: an empty answer is that of a minion that does not work on the job. */
	#heardOfJob(reported: Returned, at: number): void {
		const jid = asText(reported.args[0]);
		if (reported.fun !== 'saltutil.find_job' || jid === null) return;
		if (Object.keys(asObject(reported.value)).length === 0) {
			// A state run that waits for another one is not found either (see `runInquiries`).
			if (!isStateRun(this.jobs.get(jid)?.fun ?? '')) this.silence(jid, [reported.minion], null, at);
		} else {
			const job = this.jobs.working(jid, reported.minion, at);
			if (job !== null) this.rows.job(job, reported.minion);
		}
	}

	#forget(job: Job): void {
		this.#minionJobs.forget(job);
		this.rows.jobGone(job);
	}
}
