import {isObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {type Clock, wait} from '../../../transport/clock.js';
import {type Job, stateOf} from '../jobs/job.js';
import {type CallRunner, findJobs} from '../jobs/job-search.js';
import type {Api} from '../wire/api.js';
import {activeBatchesOf} from '../wire/batch-news.js';
import {fieldsOf} from '../wire/frames.js';
import {OptionalCalls} from '../wire/optional-calls.js';
import type {Model} from './model.js';
import {Results} from './results.js';
import {RosterListing} from './roster-listing.js';

/** What listing needs. */
export type ListingOptions = {
	readonly api: Api;
	readonly model: Model;
	readonly clock: Clock;
	/** Something that could not be had, while the rest could. */
	readonly onFault: (message: string) => void;
	/** These kinds cannot be had, because the user's rights or the configuration do not allow it; or, with null, they can. */
	readonly onRefused: (kinds: readonly string[], message: string | null) => void;
};

type Page = (resources: readonly Resource[]) => void;

/** How many jobs have their results read: each costs the master a runner, and a job in its cache for a day. */
const readJobs = 20;
/** Who asks for minions waits no longer than that for their last highstates, milliseconds. */
const highstatePatienceMs = 5000;

/** What is known of jobs only. */
const jobKinds = ['job', 'return', 'internal-job'];

/**
 * Asks the master for everything. A call that its configuration or the user's rights forbid leaves its part away: what
 * the events tell is shown all the same.
 */
export class Lister {
	readonly #options: ListingOptions;
	readonly #calls: OptionalCalls;
	readonly #results: Results;
	readonly #roster: RosterListing;
	/** Minions were listed before. */
	#hasMinions = false;
	/** The last search for jobs. */
	#search: Promise<unknown> = Promise.resolve();
	/** The last listing of jobs, whether it failed or not. */
	#jobsListed: Promise<unknown> = Promise.resolve();
	/** The last reading of highstates, which gives the jobs that it read. */
	#highstates: Promise<ReadonlySet<Job>> = Promise.resolve(new Set<Job>());

	constructor(options: ListingOptions) {
		this.#options = options;
		this.#calls = new OptionalCalls(options.api, options.onFault);
		this.#results = new Results({...options, calls: this.#calls});
		this.#roster = new RosterListing({...options, calls: this.#calls});
	}

	/**
	 * Lists these kinds into the model, and gives their rows; of jobs first what the list tells, and then what came of
	 * them. The results of the newest 20 are read before the listing is whole, and of those that run. What is older stays
	 * `finished` until it is listed again or looked at: nothing tells the results of many jobs at once. Throws where the
	 * server does not answer.
	 */
	list(kinds: readonly string[], page: Page, signal: AbortSignal): Promise<void> {
		const whole = this.#listKinds(kinds, page, signal);
		if (kinds.includes('job')) this.#jobsListed = whole.catch(() => null);
		return whole;
	}

	async #listKinds(kinds: readonly string[], page: Page, signal: AbortSignal): Promise<void> {
		const model = this.#options.model;
		const hasMinions = kinds.includes('minion');
		const pageAll = (): void => {
			for (const kind of kinds) page(model.rows.list(kind));
		};

		await model.rows.during(async () => {
			await model.roster.during(async () => {
				if (!hasMinions) {
					if (kinds.includes('key')) await this.#roster.listKeys(signal);
					return;
				}

				// Later the rows are there, and what is new of them comes together.
				const onRows = this.#hasMinions ? () => undefined : pageAll;
				await this.#roster.listMinions(onRows, signal);
				await this.#listHighstates(model, signal);
			});
			const jobs = kinds.includes('job') ? this.#listJobs(model, signal) : null;
			this.#search = jobs ?? this.#search;
			const hasJobs = await jobs;
			// They are parts of jobs, whose listing runs beside this one.
			if (jobs === null && kinds.some(kind => jobKinds.includes(kind))) await this.#jobsListed;
			pageAll();
			if (hasJobs) await this.#listResults(model, page, signal);
		});
	}

	/** Reads one job with its results from the job cache, and tells its rows. */
	async read(jid: string, signal: AbortSignal): Promise<void> {
		const {model, clock} = this.#options;
		const reply = await this.#results.read(jid, signal);
		this.#calls.told(reply);
		const job = model.readJob(jid, reply.value, clock.now());
		if (job !== null) model.rows.lookedUp(job);
	}

	/** Reads the grains of minions that have new ones, and tells their rows. */
	async refreshGrains(ids: readonly string[], signal: AbortSignal): Promise<void> {
		const {roster} = this.#options.model;
		const low = {client: 'runner', fun: 'cache.grains', tgt: ids, tgt_type: 'list'};
		roster.listGrains(fieldsOf(await this.#calls.optional(low, 'Cannot read grains', signal)));
		for (const id of ids) roster.retell(id);
	}

	/** False where they may not be listed. */
	async #listJobs(model: Model, signal: AbortSignal): Promise<boolean> {
		const {clock, onRefused} = this.#options;
		const call: CallRunner = (fun, kwargs, quiet) =>
			this.#calls.allowed({client: 'runner', fun, ...kwargs}, 'Cannot list jobs', signal, quiet);
		const {jobs, refused} = await findJobs(call, clock.now());
		onRefused(jobKinds, refused);
		model.rows.emitter.listed(jobKinds, () => {
			for (const [jid, job] of jobs ?? []) model.readJob(jid, job, clock.now());
		});
		return jobs !== null;
	}

	/**
	 * Reads the last highstates, which belong to the minions: the jobs among them are those that were found. Whoever waits
	 * for the minions does not wait for a slow job cache; a failure is that of the listing of jobs.
	 */
	async #listHighstates(model: Model, signal: AbortSignal): Promise<void> {
		const {clock} = this.#options;
		model.rows.emitter.listed(['minion'], () => model.minionsListed(clock.now()));
		this.#highstates = this.#search.then(() => this.#results.readHighstates(signal));
		const read = this.#highstates.catch(() => null);
		// Later the minions have those of before: what else is new of them is not to wait.
		if (this.#hasMinions) return;
		this.#hasMinions = true;
		const over = new AbortController();
		await Promise.race([read, wait(highstatePatienceMs, AbortSignal.any([signal, over.signal]), clock)]);
		over.abort();
	}

	/** Finds out how the jobs are of which only the listing is known, the newest in full. */
	async #listResults(model: Model, page: Page, signal: AbortSignal): Promise<void> {
		const tell = (jobs: readonly Job[]): void => page(jobs.flatMap(job => model.rows.of(job)));
		const batches = await this.#batches(signal);
		const early = await this.#highstates;
		const {running, over} = await this.#readActive(model, signal);
		const changed = [...batches, ...running, ...over];
		const newest = [...model.jobs.all]
			.filter(({internal}) => !internal)
			.sort((one, other) => (one.jid < other.jid ? 1 : -1));
		const queue = [
			...newest.filter(job => job.side === 'minions' && stateOf(job) === 'running').slice(0, readJobs),
			...newest.filter(job => job.unread !== null).slice(0, readJobs),
		].filter(({unreadable}) => !unreadable);
		const unread = new Set(queue);
		tell(changed.filter(job => !unread.has(job)));
		const isOver = (job: Job): boolean => job.unread === 'over' || (early.has(job) && !running.includes(job));
		await this.#results.readAll(queue, {tell, isOver}, signal);
	}

	/** Those of which something new is known. The master asks every minion, and may wait long for those that are away. */
	async #readActive(
		model: Model,
		signal: AbortSignal,
	): Promise<{readonly running: readonly Job[]; readonly over: readonly Job[]}> {
		const low = {client: 'runner', fun: 'jobs.active'};
		const active = await this.#calls.unlessSilent(
			this.#calls.optional(low, 'Cannot list running jobs', signal),
			signal,
		);
		if (!isObject(active)) return {running: [], over: []};
		const running = Object.entries(active).flatMap(
			([jid, each]) => model.readJob(jid, each, this.#options.clock.now()) ?? [],
		);
		return {running, over: [...model.jobs.settleUnread()]};
	}

	/** Finds out which batches are under way, and reports the rows of those that are and of those that are not any more. */
	async readBatches(signal: AbortSignal): Promise<void> {
		for (const job of await this.#batches(signal)) this.#options.model.rows.whole(job);
	}

	async #batches(signal: AbortSignal): Promise<readonly Job[]> {
		const model = this.#options.model;
		const known = model.jobs.batches;
		// Where keys may not be listed, a batch itself says that it is such a master.
		if (!this.#roster.isSince3008 && known.length === 0) return [];
		const low = {client: 'runner', fun: 'batch.list_active'};
		const reply = await this.#calls.unlessSilent(
			this.#calls.allowed(low, 'Cannot list batches', signal, true),
			signal,
		);
		if (!Array.isArray(reply?.value)) return [];
		return model.listBatches(activeBatchesOf(reply.value), known, this.#options.clock.now());
	}
}
