import {isObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import {type Clock, wait} from '../../../transport/clock.js';
import {type Job, stateOf} from '../jobs/job.js';
import {type CallRunner, findJobs} from '../jobs/job-search.js';
import type {Api} from '../wire/api.js';
import {activeBatchesOf} from '../wire/batch-news.js';
import {OptionalCalls} from '../wire/optional-calls.js';
import {Grains} from './grains.js';
import type {Model} from './model.js';
import {Results} from './results.js';
import {RosterListing} from './roster-listing.js';

/** What listing needs. */
type ListingOptions = {
	readonly api: Api;
	readonly model: Model;
	readonly clock: Clock;
	/** Something could not be read, while the rest could. */
	readonly onFault: (message: string) => void;
	/** These kinds may not be listed, by the user's rights or the configuration; or, with null, they may. */
	readonly onRefused: (kinds: readonly string[], message: string | null) => void;
};

type Page = (resources: readonly Resource[]) => void;

/** For how many jobs results are read: each costs the master a runner, and a job in its cache for a day. */
const readJobs = 20;
/** How long the listing of minions waits for their last highstates, milliseconds. */
const highstatePatienceMs = 5000;

/** Kinds that are listed together: minions are known by their keys. */
export const peopleKinds: readonly string[] = ['minion', 'key'];
/** The same: returns are parts of jobs. */
export const jobKinds: readonly string[] = ['job', 'return', 'internal-job'];

/**
 * Asks the master for everything. Where its configuration or the user's rights forbid a call, that part comes from the
 * events alone.
 */
export class Lister {
	readonly #options: ListingOptions;
	readonly #calls: OptionalCalls;
	readonly #results: Results;
	readonly #roster: RosterListing;
	readonly #grains: Grains;
	/** Minions were listed before. */
	#hasMinions = false;
	/** Jobs are or were searched. */
	#hasSearched = false;
	/** Minions were listed before any search for jobs, and lack their last highstates. */
	#lacksHighstates = false;
	/** The last search for jobs. */
	#search: Promise<unknown> = Promise.resolve();
	/** The last listing of jobs, whether it failed or not. */
	#jobsListed: Promise<unknown> = Promise.resolve();
	/** How many gaps there were, and how many of them the listing of jobs has filled. */
	#gaps = 0;
	#filled = 0;
	/** The last reading of highstates, which gives the jobs that it read. */
	#highstates: Promise<ReadonlySet<Job>> = Promise.resolve(new Set<Job>());

	constructor(options: ListingOptions) {
		this.#options = options;
		this.#calls = new OptionalCalls(options.api, options.onFault);
		this.#results = new Results({...options, calls: this.#calls});
		this.#grains = new Grains({...options, calls: this.#calls, sessionless: options.api.sessionless});
		this.#roster = new RosterListing({...options, calls: this.#calls, grains: this.#grains});
	}

	/**
	 * Lists these kinds into the model and gives their rows: of jobs first the list, then the results. The results of the
	 * newest 20 and of running ones are read before the listing is complete. Older ones stay `finished` until somebody looks at
	 * them, because no call gives the results of many jobs at once. Throws where the server does not answer.
	 */
	list(kinds: readonly string[], page: Page, signal: AbortSignal): Promise<void> {
		const whole = this.#listKinds(kinds, page, signal);
		if (!kinds.includes('job')) return whole;
		const gaps = this.#gaps;
		this.#jobsListed = whole
			.catch(() => null)
			.then(() => {
				this.#filled = gaps;
			});
		return whole;
	}

	/** A stream begins: what happened before it was missed. */
	missed(): void {
		this.#gaps++;
		this.#grains.missed();
	}

	/** Whether jobs were listed, or could not be, since the stream began: until then returns may be in the job cache only. */
	get hasCaughtUp(): boolean {
		return this.#filled === this.#gaps;
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

				// In later listings the rows are there already, and what is new comes together.
				const onRows = this.#hasMinions ? () => undefined : pageAll;
				await this.#roster.listMinions(onRows, signal);
				await this.#listHighstates(model, signal);
			});
			const jobs = kinds.includes('job') ? this.#listJobs(model, signal) : null;
			this.#search = jobs ?? this.#search;
			this.#hasSearched ||= jobs !== null;
			const hasJobs = await jobs;
			// They are parts of jobs, whose listing runs beside this one.
			if (jobs === null && kinds.some(kind => jobKinds.includes(kind))) await this.#jobsListed;
			pageAll();
			if (!hasJobs) return;
			if (this.#lacksHighstates) this.#highstates = this.#results.readHighstates(signal);
			this.#lacksHighstates = false;
			await this.#listResults(model, page, signal);
		});
	}

	/** Reads one job with its results from the job cache, and emits its rows. */
	async read(jid: string, signal: AbortSignal): Promise<void> {
		const {model, clock} = this.#options;
		const reply = await this.#results.read(jid, signal);
		this.#calls.note(reply);
		const job = model.readJob(jid, reply.value, clock.now());
		if (job !== null) model.rows.lookedUp(job);
	}

	/** Reads the grains of minions that have new ones, and emits their rows. */
	async refreshGrains(ids: readonly string[], signal: AbortSignal): Promise<void> {
		await this.#grains.read(ids, signal);
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
	 * Reads the last highstates of the minions, from the jobs that were found. Minions do not wait for a slow job cache, and a
	 * failure counts as one of the listing of jobs.
	 */
	async #listHighstates(model: Model, signal: AbortSignal): Promise<void> {
		const {clock} = this.#options;
		model.rows.emitter.listed(['minion'], () => model.minionsListed(clock.now()));
		this.#lacksHighstates = !this.#hasSearched;
		this.#hasMinions ||= this.#lacksHighstates;
		if (this.#lacksHighstates) return;
		this.#highstates = this.#search.then(() => this.#results.readHighstates(signal));
		const read = this.#highstates.catch(() => null);
		// In later listings the known highstates stand, and nothing waits.
		if (this.#hasMinions) return;
		this.#hasMinions = true;
		const over = new AbortController();
		await Promise.race([read, wait(highstatePatienceMs, AbortSignal.any([signal, over.signal]), clock)]);
		over.abort();
	}

	/** Finds out the state of jobs that were only listed; of the newest ones, the results. */
	async #listResults(model: Model, page: Page, signal: AbortSignal): Promise<void> {
		const emit = (jobs: readonly Job[]): void => page(jobs.flatMap(job => model.rows.of(job)));
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
		emit(changed.filter(job => !unread.has(job)));
		const isOver = (job: Job): boolean => job.unread === 'over' || (early.has(job) && !running.includes(job));
		await this.#results.readAll(queue, {emit, isOver}, signal);
	}

	/** The jobs that run, and those that turn out to be over. The master asks every minion, and may wait long for absent ones. */
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

	/** Finds out which batches are under way, and emits the rows of these and of those that are over. */
	async readBatches(signal: AbortSignal): Promise<void> {
		for (const job of await this.#batches(signal)) this.#options.model.rows.whole(job);
	}

	async #batches(signal: AbortSignal): Promise<readonly Job[]> {
		const model = this.#options.model;
		const known = model.jobs.batches;
		// Where keys may not be listed, a batch shows that the master has them.
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
