import {messageOf, ServerError} from '../../model/errors.ts';
import type {Resource} from '../../model/resource.ts';
import type {Clock} from '../../transport/clock.ts';
import type {Api, Low} from './api.ts';
import {fieldsOf, isFields, isJid, listOf, textOf, textsOf} from './frames.ts';
import {isInternal} from './internal.ts';
import {type Job, missingFrom, stateOf} from './job.ts';
import type {Model} from './model.ts';
import {disabledCode} from './refusal.ts';

/** What listing needs. */
export type ListingOptions = {
	readonly api: Api;
	readonly model: () => Model;
	readonly clock: Clock;
	/** Something that could not be had, while the rest could. */
	readonly onFault: (message: string) => void;
};

/** How many of the job cache's jobs are listed: its own polls are among them. */
const listedJobs = 200;
/** How many of them have their results read. */
const readJobs = 20;

/** The value of a wheel call, or null where it failed in band (HTTP 200 with `success: false`). */
export const wheelReturn = (reply: unknown): unknown => {
	const data = fieldsOf(fieldsOf(reply).data);
	return data.success === false ? null : (data.return ?? null);
};

/**
 * Asks the master for everything. A call that its configuration or the user's rights forbid leaves its part away: what
 * the events tell is shown all the same.
 */
export class Lister {
	readonly #options: ListingOptions;

	constructor(options: ListingOptions) {
		this.#options = options;
	}

	/** Lists these kinds into the model, and gives their rows. Throws where the server does not answer. */
	async list(
		kinds: readonly string[],
		page: (resources: readonly Resource[]) => void,
		signal: AbortSignal,
	): Promise<void> {
		const model = this.#options.model();
		await model.rows.during(async () => {
			if (kinds.includes('key') || kinds.includes('minion')) await this.#listKeys(model, signal);
			if (kinds.includes('minion')) await this.#listMinions(model, signal);
			if (kinds.includes('job')) await this.#listJobs(model, signal);
			for (const kind of kinds) page(model.rows.list(kind));
		});
	}

	/** Finds out how the jobs are of which only the listing is known, the newest in full. Ends on abort; never rejects. */
	async readResults(signal: AbortSignal): Promise<void> {
		const model = this.#options.model();
		try {
			await this.#readActive(model, signal);
			const jobs = [...model.jobs.all].filter(job => !isInternal(job.fun));
			const wanted = jobs.filter(job => job.side === 'minions' && stateOf(job) === 'running');
			const unread = jobs
				.filter(job => job.unread !== null)
				.sort((one, other) => (one.jid < other.jid ? 1 : -1));
			for (const job of [...wanted, ...unread.slice(0, readJobs)]) {
				if (signal.aborted) return;
				const wasOver = job.unread === 'over';
				await this.read(job.jid, signal);
				// Nobody works on it, so who has not returned will not.
				if (wasOver) model.silence(job.jid, missingFrom(job), false, this.#options.clock.now());
			}
		} catch (error) {
			if (!signal.aborted) this.#options.onFault(messageOf(error));
		}
	}

	/** Reads one job with its results from the job cache; null where that cannot be had. */
	async read(jid: string, signal: AbortSignal): Promise<Job | null> {
		const {model, clock} = this.#options;
		const reply = await this.#optional(
			{client: 'runner', fun: 'jobs.list_job', jid},
			'Cannot read the job',
			signal,
		);
		const job = model().readJob(jid, reply, clock.now());
		if (job !== null) model().rows.whole(job);
		return job;
	}

	/** Reads the grains of minions that have new ones, and tells their rows. */
	async refreshGrains(ids: readonly string[], signal: AbortSignal): Promise<void> {
		const {roster} = this.#options.model();
		const low = {client: 'runner', fun: 'cache.grains', tgt: ids, tgt_type: 'list'};
		roster.listGrains(fieldsOf(await this.#optional(low, 'Cannot read grains', signal)));
		for (const id of ids) roster.retell(id);
	}

	async #listKeys(model: Model, signal: AbortSignal): Promise<void> {
		const attempted = 'Cannot list keys';
		const folders = wheelReturn(
			await this.#optional({client: 'wheel', fun: 'key.list_all'}, attempted, signal),
		);
		if (!isFields(folders)) return;
		model.roster.listKeys(folders);
		const low = {client: 'wheel', fun: 'key.finger', match: '*'};
		const fingers = wheelReturn(await this.#optional(low, 'Cannot list fingerprints', signal));
		model.roster.keys.fingerprints(fieldsOf(fingers));
	}

	async #listMinions(model: Model, signal: AbortSignal): Promise<void> {
		const {clock} = this.#options;
		const low = {client: 'wheel', fun: 'minions.connected'};
		const connected = wheelReturn(await this.#optional(low, 'Cannot list connected minions', signal));
		if (Array.isArray(connected)) model.roster.connected(textsOf(connected), 'tcp', clock.now());
		const grains = {client: 'runner', fun: 'cache.grains', tgt: '*'};
		model.roster.listGrains(fieldsOf(await this.#optional(grains, 'Cannot list grains', signal)));
	}

	async #listJobs(model: Model, signal: AbortSignal): Promise<void> {
		const low = {client: 'runner', fun: 'jobs.list_jobs_filter', count: listedJobs};
		const jobs = await this.#optional(low, 'Cannot list jobs', signal);
		for (const each of listOf(jobs)) {
			const jid = textOf(fieldsOf(each).JID);
			if (jid !== null && isJid(jid)) model.readJob(jid, each, this.#options.clock.now());
		}
	}

	async #readActive(model: Model, signal: AbortSignal): Promise<void> {
		const active = await this.#optional(
			{client: 'runner', fun: 'jobs.active'},
			'Cannot list running jobs',
			signal,
		);
		if (!isFields(active)) return;
		for (const [jid, each] of Object.entries(active)) {
			const job = model.readJob(jid, each, this.#options.clock.now());
			if (job !== null) model.rows.whole(job);
		}

		for (const job of model.jobs.settleUnread()) model.rows.job(job, null);
	}

	/** Null where the call is not allowed, or failed in a way that says nothing about the rest. */
	async #optional(low: Low, attempted: string, signal: AbortSignal): Promise<unknown> {
		try {
			const value = await this.#options.api.run(low, attempted, signal);
			// A runner that throws answers with its traceback and HTTP 200.
			if (low.client === 'runner' && typeof value === 'string') {
				this.#options.onFault(`${attempted}: ${value.trim().split('\n', 1)[0]}`);
				return null;
			}

			return value;
		} catch (error) {
			if (!(error instanceof ServerError)) throw error;
			// A disabled client is told once, with what to do about it.
			if (error.code !== disabledCode) this.#options.onFault(messageOf(error));
			return null;
		}
	}
}
