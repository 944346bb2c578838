import {type Highstate, highstateOf, isHighstate} from '../jobs/highstate.js';
import {type Job, missingFrom} from '../jobs/job.js';
import type {CachedJob} from '../jobs/job-cache.js';
import type {Jobs} from '../jobs/jobs.js';
import {isStateRun} from '../jobs/outcome.js';
import type {Minion} from '../minions/minions.js';
import type {RowFeed} from '../rows/row-feed.js';
import type {Published, Returned} from '../wire/job.js';
import type {Roster} from './roster.js';

/** What a missing answer means: nothing, where the answer itself may be what cannot be read. */
const silence = ({unreadable}: Job): [boolean | null, string] =>
	unreadable ? [null, 'its return cannot be read'] : [false, 'no response'];

/** Which jobs minions work on, and what came of their last one. */
export class MinionJobs {
	readonly #jobs: Jobs;
	readonly #roster: Roster;
	readonly #rows: RowFeed;
	/** The last highstates of minions that are not listed yet. */
	readonly #early = new Map<string, Highstate>();

	constructor(jobs: Jobs, roster: Roster, rows: RowFeed) {
		this.#jobs = jobs;
		this.#roster = roster;
		this.#rows = rows;
	}

	/** Marks the minions that work on a job. */
	assign(job: Job, at: number): void {
		if (job.side !== 'minions' || job.internal || job.unread !== null) return;
		for (const id of missingFrom(job)) {
			const minion = this.#roster.minions.get(id);
			if (minion === undefined || minion.running.has(job.jid)) continue;
			minion.running.add(job.jid);
			this.#roster.emit(minion, at);
		}
	}

	/** Whether a minion may still have to begin with a state run, because it works on an earlier one. */
	mayWait({jid, fun}: Pick<Published, 'jid' | 'fun'>, minion: string): boolean {
		if (!isStateRun(fun)) return false;
		const others = [...(this.#roster.minions.get(minion)?.running ?? [])];
		return others.some(other => other < jid && isStateRun(this.#jobs.get(other)?.fun ?? ''));
	}

	/** A minion has returned. Does not emit its row. */
	returned(minion: Minion, job: Job, reported: Returned): void {
		const part = job.parts.get(minion.id);
		if (part !== undefined) this.#over(minion, job, part.ok, part.summary);
		this.#keepHighstate(minion, job, reported);
	}

	/** A minion says that it killed a job. */
	killed(reported: Returned, at: number, isCached = false): void {
		const killed = this.#jobs.kills(reported, at, isCached);
		const minion = this.#roster.minions.get(reported.minion);
		if (killed === null) return;
		this.#rows.job(killed, reported.minion);
		if (minion === undefined) return;
		this.#over(minion, killed, null, 'killed');
		this.#roster.emit(minion, at);
	}

	/** A minion has not answered a job and does not work on it. */
	silent(minion: Minion, job: Job, at: number): void {
		this.#over(minion, job, ...silence(job));
		this.#roster.emit(minion, at);
	}

	/** What the job cache says of the last thing that minions did. */
	readCached(cached: CachedJob, job: Job, at: number): void {
		if (job.side !== 'minions' || job.internal) return;
		const changed: string[] = [];
		for (const [id, reported] of cached.results ?? []) {
			const returned = {...reported, fun: reported.fun ?? job.fun};
			this.killed(returned, at, true);
			const before = this.#roster.minions.get(id)?.highstate;
			this.#readHighstate(id, job, returned);
			if (this.#roster.minions.get(id)?.highstate !== before) changed.push(id);
		}

		this.#keepLasts(job, at);
		for (const id of changed) this.#roster.reportAgain(id);
	}

	/** All minions are known now: they get what was read of their jobs before. */
	minionsListed(at: number): void {
		for (const [id, highstate] of this.#early) {
			const minion = this.#roster.minions.get(id);
			if (minion === undefined || (minion.highstate?.jid ?? '') >= highstate.jid) continue;
			minion.highstate = highstate;
			this.#roster.reportAgain(id);
		}

		this.#early.clear();
		for (const job of this.#jobs.all) {
			if (job.side === 'minions' && !job.internal) this.#keepLasts(job, at);
		}
	}

	forget(job: Job): void {
		for (const id of job.minions) {
			const minion = this.#roster.minions.get(id);
			if (minion?.running.delete(job.jid)) this.#roster.reportAgain(id);
		}
	}

	#keepLasts(job: Job, at: number): void {
		for (const [id, {ok, summary}] of job.parts) this.#keepLast(id, job, [ok, summary], at);
		for (const id of job.silent) this.#keepLast(id, job, silence(job), at);
	}

	#keepLast(id: string, job: Job, [ok, summary]: [boolean | null, string], at: number): void {
		const minion = this.#roster.minions.get(id);
		const worked = minion?.running.has(job.jid) === true;
		if (minion === undefined || (!worked && (minion.last?.jid ?? '') >= job.jid)) return;
		this.#over(minion, job, ok, summary);
		this.#roster.emit(minion, at);
	}

	#readHighstate(id: string, job: Job, reported: Returned): void {
		const minion = this.#roster.minions.get(id);
		if (minion !== undefined) this.#keepHighstate(minion, job, reported);
		else if (!this.#roster.keys.listed && isHighstate(job)) {
			const highstate = highstateOf(job, reported);
			if (highstate !== null && (this.#early.get(id)?.jid ?? '') < job.jid) this.#early.set(id, highstate);
		}
	}

	#keepHighstate(minion: Minion, job: Job, reported: Returned): void {
		const known = minion.highstate?.jid ?? '';
		// The return of one that was too big for the bus may be whole in the job cache.
		const isKnown = known === job.jid && minion.highstate?.changed !== null;
		if (known <= job.jid && !isKnown && isHighstate(job))
			minion.highstate = highstateOf(job, reported) ?? minion.highstate;
	}

	#over(minion: Minion, job: Job, ok: boolean | null, summary: string): void {
		minion.running.delete(job.jid);
		if (minion.last === null || minion.last.jid <= job.jid) {
			minion.last = {jid: job.jid, key: this.#rows.context.jobKey(job), fun: job.fun, ok, summary};
		}
	}
}
