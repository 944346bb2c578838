import {jidTime} from '../wire/frames.js';
import {isInternal} from '../wire/internal.js';
import {emptyJob, type Job, type Side, stateOf} from './job.js';

/** How many jobs are kept, the internal ones apart; at times a twentieth more. */
export type JobBounds = {readonly jobs: number; readonly internal: number};

const defaultBounds: JobBounds = {jobs: 500, internal: 100};

/** A bounded number of jobs, by jid and in the order in which they were first heard of. */
export class KeptJobs {
	readonly #jobs = new Map<string, Job>();
	readonly #bounds: JobBounds;
	readonly #onForgotten: (job: Job) => void;
	#internal = 0;

	constructor(bounds: JobBounds = defaultBounds, onForgotten: (job: Job) => void) {
		this.#bounds = bounds;
		this.#onForgotten = onForgotten;
	}

	get all(): Iterable<Job> {
		return this.#jobs.values();
	}

	get(jid: string): Job | undefined {
		return this.#jobs.get(jid);
	}

	/** The job, made if it is new. `fun` names one whose function is not known yet. */
	open(jid: string, side: Side, fun: string, at: number): Job {
		const known = this.#jobs.get(jid);
		if (known !== undefined) {
			if (known.fun === '') this.name(known, fun);
			return known;
		}

		const job = emptyJob(jid, side, jidTime(jid), at);
		this.#jobs.set(jid, job);
		this.name(job, fun);
		this.#forget(job.internal);
		return job;
	}

	/** The function of a job is known. */
	name(job: Job, fun: string): void {
		if (fun === job.fun) return;
		const internal = isInternal(fun);
		if (internal !== job.internal) this.#internal += internal ? 1 : -1;
		job.fun = fun;
		job.internal = internal;
	}

	/** Drops the oldest that are over, then the oldest; several at once, because it looks through them. */
	#forget(internal: boolean): void {
		const held = internal ? this.#internal : this.#jobs.size - this.#internal;
		const max = internal ? this.#bounds.internal : this.#bounds.jobs;
		if (held <= max + Math.floor(max / 20)) return;
		const over = this.#oldest(held - max, job => job.internal === internal && stateOf(job) !== 'running');
		for (const job of over) this.#drop(job);
		const others = this.#oldest(held - max - over.length, job => job.internal === internal);
		for (const job of others) this.#drop(job);
	}

	#oldest(count: number, isMeant: (job: Job) => boolean): readonly Job[] {
		const found: Job[] = [];
		for (const job of this.#jobs.values()) {
			if (found.length >= count) break;
			if (isMeant(job)) found.push(job);
		}

		return found;
	}

	#drop(job: Job): void {
		this.#jobs.delete(job.jid);
		if (job.internal) this.#internal--;
		this.#onForgotten(job);
	}
}
