import {asText} from '../../requests/json-values.js';
import type {BatchNews} from '../wire/batch-news.js';
import type {Step} from '../wire/events.js';
import {isInternal} from '../wire/internal.js';
import type {Published, Returned} from '../wire/job.js';
import {type Job, missingFrom, type Side, settle, settleCached, stateOf} from './job.js';
import type {CachedJob} from './job-cache.js';
import {advance, answered, stepped} from './job-news.js';
import {type JobBounds, KeptJobs} from './kept-jobs.js';
import {outcomeOf} from './outcome.js';

/** As many as jobs are kept. */
const maxCopies = 500;

/** Under what the master's own part of a runner's or wheel function's job is kept. */
export const masterPart = 'master';

const killing: ReadonlySet<string | null> = new Set([
	'saltutil.kill_job',
	'saltutil.term_job',
	'saltutil.signal_job',
]);
const killed = /^Signal (?:9|15) sent to job (\S+) at pid/;

/**
 * All jobs that are known, by jid. Every event is applied in constant time, whatever its order: a return makes the job
 * where its `new` did not come (scheduled jobs have none, salt/utils/schedule.py), and there is no event at its end.
 */
export class Jobs {
	readonly #jobs: KeptJobs;
	readonly #copies = new Set<string>();

	/** `onForgotten` receives the jobs that the bounds take away. */
	constructor(bounds?: JobBounds, onForgotten: (job: Job) => void = () => undefined) {
		this.#jobs = new KeptJobs(bounds, onForgotten);
	}

	get all(): Iterable<Job> {
		return this.#jobs.all;
	}

	get(jid: string): Job | undefined {
		return this.#jobs.get(jid);
	}

	/** A job was published (for these minions), or a runner or wheel function began. */
	publish(reported: Published, side: Side, at: number, minions = reported.minions): Job {
		const job = this.#jobs.open(reported.jid, side, reported.fun, at);
		this.#describe(job, reported);
		for (const id of minions ?? []) job.minions.add(id);
		if (side !== 'minions') job.minions.add(masterPart);
		job.isBare ||= reported.isBare === true && job.args.length === 0;
		job.complete ||= reported.minions !== null || side !== 'minions';
		job.missing = reported.missing;
		settle(job, at);
		return job;
	}

	/**
	 * A wheel call was reported once more, as the job cache has it. Gives it its arguments and its jid there, where only one
	 * of that function runs; null where nothing came of it.
	 */
	copied(reported: Published): Job | null {
		if (isInternal(reported.fun)) return null;
		this.#copies.add(reported.jid);
		const [oldest] = this.#copies;
		if (this.#copies.size > maxCopies && oldest !== undefined) this.#copies.delete(oldest);
		if (reported.isBare) return null;
		const {fun, args} = reported;
		// A copy begins after the call.
		const running = [...this.#jobs.all].filter(
			job => job.isBare && job.fun === fun && job.jid < reported.jid && stateOf(job) === 'running',
		);
		const [job] = running;
		if (job === undefined || running.length > 1) return null;
		job.args = args;
		job.isBare = false;
		job.cachedAs = reported.jid;
		return job;
	}

	/** The jid under which the job cache has a job. */
	cachedAs(jid: string): string {
		return this.#jobs.get(jid)?.cachedAs ?? jid;
	}

	/** Whether the job cache has under this jid what is known under another one. */
	isCopy(jid: string): boolean {
		return this.#copies.has(jid);
	}

	/** A minion (of this id) returned; also late, twice, or without a `new` before it. */
	returns(reported: Returned, side: Side, at: number | null, now: number, id = reported.minion): Job {
		const isNew = this.#jobs.get(reported.jid) === undefined;
		const job = this.#jobs.open(reported.jid, side, reported.fun ?? '', now);
		job.isBare ||= isNew && reported.isBare === true;
		const minion = side === 'minions' ? id : masterPart;
		job.args = job.args.length > 0 ? job.args : reported.args;
		job.user ??= reported.user;
		if (reported.schedule !== null) {
			job.schedule = reported.schedule;
			job.complete = true;
			if (job.target === '') job.target = minion;
		}

		job.complete ||= side !== 'minions';
		answered(job, minion, outcomeOf(reported), at);
		settle(job, at ?? now);
		return job;
	}

	/**
	 * A minion reported that it killed a job: returns that job, where it is known. `isCached`: the job cache reported it,
	 * which does not say when.
	 */
	kills(reported: Returned, at: number, isCached = false): Job | null {
		if (!killing.has(reported.fun)) return null;
		const jid = killed.exec(asText(reported.value) ?? '')?.[1];
		const job = jid === undefined ? undefined : this.#jobs.get(jid);
		if (job === undefined || job.parts.has(reported.minion)) return null;
		job.minions.add(reported.minion);
		job.silent.delete(reported.minion);
		job.killed.add(reported.minion);
		settle(job, at, isCached ? null : at);
		return job;
	}

	/** A state of a state run is done. Steps come in any order too. */
	step(reported: Step, at: number): Job {
		const job = this.#jobs.open(reported.jid, 'minions', '', at);
		if (stepped(job, reported)) settle(job, at);
		return job;
	}

	/** A runner reported its progress, or the master refused a job. */
	report(jid: string, side: Side, message: string, refused: boolean, at: number): Job {
		const job = this.#jobs.open(jid, side, '', at);
		job.message = message;
		job.refused ||= refused;
		settle(job, at);
		return job;
	}

	/** A batch began, goes on or is over. */
	advances(news: BatchNews, at: number): Job {
		const job = this.#jobs.open(news.jid, 'minions', news.fun, at);
		advance(job, news);
		settle(job, at);
		return job;
	}

	/** Batches that are under way, as far as is known. */
	get batches(): readonly Job[] {
		return [...this.#jobs.all].filter(({batch}) => batch?.isOver === false);
	}

	/** A batch is over, whatever its end was. */
	ends(jid: string, at: number): Job | [] {
		const job = this.#jobs.get(jid);
		if (job === undefined || job.batch === null) return [];
		job.batch = {...job.batch, isOver: true};
		settle(job, at, null);
		return job;
	}

	/** Its entry in the job cache holds bytes. */
	unreadable(jid: string, at: number): Job | null {
		const job = this.#jobs.get(jid);
		if (job === undefined) return null;
		job.unreadable = true;
		settleCached(job, at, null);
		return job;
	}

	/** These minions do not work on it (any more), and have not answered. A late return takes it back. */
	silence(jid: string, minions: Iterable<string>, at: number): Job | null {
		const job = this.#jobs.get(jid);
		if (job === undefined) return null;
		for (const id of minions) {
			if (job.minions.has(id) && !job.parts.has(id) && !job.killed.has(id)) job.silent.add(id);
		}

		settle(job, at, job.cached ? null : at);
		return job;
	}

	/** A minion says that it still works on it. */
	working(jid: string, minion: string, at: number): Job | null {
		const job = this.#jobs.get(jid);
		if (job === undefined || job.parts.has(minion)) return null;
		job.minions.add(minion);
		job.silent.delete(minion);
		job.unread = null;
		settle(job, at);
		return job;
	}

	/** Takes in the job cache's entry, without touching what events reported. `isOver`: a return that is missing will not come. */
	read(cached: CachedJob, at: number, isOver: (minion: string) => boolean = () => false): Job {
		const isNew = this.#jobs.get(cached.job.jid) === undefined;
		const job = this.#jobs.open(cached.job.jid, cached.side, cached.job.fun, at);
		this.#describe(job, cached.job);
		const {minions} = cached.job;
		for (const id of minions ?? []) job.minions.add(id);
		if (cached.side !== 'minions') job.minions.add(masterPart);
		job.complete ||= minions !== null || cached.side !== 'minions';
		for (const [id, reported] of cached.results ?? []) {
			const minion = cached.side === 'minions' ? id : masterPart;
			if (job.args.length === 0) job.args = reported.args;
			job.isBare ||= reported.isBare === true && job.args.length === 0;
			if (!job.parts.has(minion)) answered(job, minion, outcomeOf(reported), null);
		}

		const known = cached.results !== null || job.parts.size > 0;
		if (known || cached.running) job.unread = null;
		else if (isNew) job.unread = 'unknown';
		if (cached.results !== null && !job.complete) job.complete = !cached.running;
		for (const id of missingFrom(job)) if (isOver(id)) job.silent.add(id);
		settleCached(job, at, cached.endedAt);
		return job;
	}

	/** Nobody works on the jobs of which only the listing is known: they are over. */
	*settleUnread(): Iterable<Job> {
		for (const job of this.#jobs.all) {
			if (job.unread !== 'unknown') continue;
			job.unread = 'over';
			yield job;
		}
	}

	/** Jobs of minions that wait for somebody since `before` (epoch milliseconds), oldest first. */
	*overdue(before: number): Iterable<Job> {
		for (const job of this.#jobs.all) {
			if (job.side !== 'minions' || job.internal) continue;
			if (job.lastAt < before && stateOf(job) === 'running') yield job;
		}
	}

	#describe(job: Job, reported: Published): void {
		if (reported.fun !== '') this.#jobs.name(job, reported.fun);
		job.args = reported.args.length > 0 ? reported.args : job.args;
		if (job.batch === null) {
			job.target = reported.target;
			job.targetType = reported.targetType;
		}

		job.user ??= reported.user;
	}
}
