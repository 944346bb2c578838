import type {Clock} from '../../../transport/clock.js';
import {isHighstate} from '../jobs/highstate.js';
import type {Job} from '../jobs/job.js';
import type {OptionalCalls, Reply} from '../wire/optional-calls.js';
import type {Model} from './model.js';

/** What reading results needs. */
type ResultsOptions = {
	readonly calls: OptionalCalls;
	readonly model: Model;
	readonly clock: Clock;
	readonly onRefused: (kinds: readonly string[], message: string | null) => void;
};

/** Which results are read, and what is done with them. */
type Wanted = {
	/** Takes the jobs whose rows may have changed. */
	readonly emit: (jobs: readonly Job[]) => void;
	/** Nobody works on the job, so that who has not returned will not. */
	readonly isOver: (job: Job) => boolean;
	/** More of them are needed; always if omitted. */
	readonly isNeeded?: () => boolean;
};

const readAtOnce = 4;
/** For how many jobs results are read to find the last highstates of minions. */
const readHighstates = 20;

/** Reads what came of jobs from the job cache: each time costs the master a runner, and a job in its cache for a day. */
export class Results {
	readonly #options: ResultsOptions;

	constructor(options: ResultsOptions) {
		this.#options = options;
	}

	/** Asks for one job; its answer may be refused, or hold what cannot be read. */
	async read(jid: string, signal: AbortSignal): Promise<Reply> {
		const {calls, model, clock} = this.#options;
		const low = {client: 'runner', fun: 'jobs.list_job', jid: model.jobs.cachedAs(jid)};
		const reply = await calls.allowed(low, 'Cannot read the job', signal);
		if (reply.unreadable !== null) model.unreadable(jid, clock.now());
		return reply;
	}

	/** Reads the results of these jobs, some at once; once one is refused, the others are given as they are. */
	async readAll(jobs: readonly Job[], {emit, isOver, isNeeded}: Wanted, signal: AbortSignal): Promise<void> {
		const {calls, model, clock, onRefused} = this.#options;
		const queue = [...jobs];
		const readOn = async (): Promise<void> => {
			for (let next = queue.shift(); next !== undefined && !signal.aborted; next = queue.shift()) {
				if (isNeeded?.() === false) return;
				const reply = await calls.unlessSilent(this.read(next.jid, signal), signal);
				const over = isOver(next);
				const read =
					reply &&
					model.rows.emitter.lookingUp(() => model.readJob(next.jid, reply.value, clock.now(), over));
				emit([read ?? next]);
				if (reply?.refused === null) continue;
				// The others would not be answered either, or not soon.
				if (reply) onRefused(['job', 'return'], reply.refused);
				emit(queue.splice(0));
			}
		};

		await Promise.all(Array.from({length: readAtOnce}, readOn)).finally(() => {
			queue.length = 0;
		});
	}

	/**
	 * Reads the newest highstates, until the last one of every minion is known; returns those that may not be over.
	 */
	async readHighstates(signal: AbortSignal): Promise<ReadonlySet<Job>> {
		const {jobs, roster, rows} = this.#options.model;
		// A minion whose key was accepted again is a new one: of what it did before, only how it ended is kept.
		const isLacked = ({parts}: Job): boolean =>
			[...parts.keys()].some(id => roster.minions.get(id)?.highstate === null);
		const candidates = [...jobs.all]
			.filter(job => isHighstate(job) && !job.unreadable && (job.unread !== null || isLacked(job)))
			.sort((one, other) => (one.jid < other.jid ? 1 : -1))
			.slice(0, readHighstates);
		const isNeeded = (): boolean => [...roster.minions.all].some(({highstate}) => highstate === null);
		const emit = (read: readonly Job[]): void => {
			for (const job of read) rows.lookedUp(job);
		};
		const unknown = candidates.filter(({unread}) => unread === 'unknown');
		await this.readAll(candidates, {emit, isOver: ({unread}) => unread === 'over', isNeeded}, signal);
		return new Set(unknown.filter(({unread}) => unread === null));
	}
}
