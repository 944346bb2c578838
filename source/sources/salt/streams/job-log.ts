import {messageOf} from '../../../model/errors.js';
import type {Instant} from '../../../model/instant.js';
import type {LogEvent, LogLine, LogOptions} from '../../../model/log.js';
import {redactText} from '../../../secrets/text.js';
import type {Clock} from '../../../transport/clock.js';
import {asText} from '../../requests/json-values.js';
import {type Job, stateOf} from '../jobs/job.js';
import {type CachedJob, cachedJobOf} from '../jobs/job-cache.js';
import {masterPart} from '../jobs/jobs.js';
import {stateResultOf, trimmed} from '../jobs/state-results.js';
import type {Model} from '../watch/model.js';
import type {Api} from '../wire/api.js';
import {type Meaning, meaningOf, type Step} from '../wire/events.js';
import {isNotAllowed} from '../wire/failure.js';
import {type BusEvent, timeOf} from '../wire/frames.js';
import type {Returned} from '../wire/job.js';
import {listenUntilAborted} from './listen.js';
import {returnLines, stateLines, type TextLine} from './log-lines.js';

/** What the log of a job needs. */
type JobLogOptions = {
	readonly api: Api;
	readonly model: Model;
	readonly clock: Clock;
	readonly jid: string;
	/** Only what this minion says; null for all. */
	readonly only: string | null;
	readonly options: LogOptions;
	readonly emit: (event: LogEvent) => void;
	readonly signal: AbortSignal;
};

/** The log of one job: what its minions have done so far, then what comes, each return once. */
class JobLog {
	readonly #options: JobLogOptions;
	/** Minions whose return was written. */
	readonly #reported = new Set<string>();
	/** The steps of each minion that were written. */
	readonly #steps = new Map<string, Set<number>>();
	/** What came while the job cache was read. */
	#held: (() => void)[] | null = [];
	#over = '';
	/** The first state that failed, with its minion. */
	#firstFailure: string | null = null;

	constructor(options: JobLogOptions) {
		this.#options = options;
	}

	/** Follows until the signal aborts, or reads what there is by now. Never rejects. */
	async follow(): Promise<void> {
		const {model, signal, emit, options} = this.#options;
		if (options.once) {
			this.#hearKept();
			await this.#catchUp(options.lines);
			if (!signal.aborted)
				emit({type: 'stopped', why: 'ended', message: 'that is all so far', retryMs: null});
			return;
		}

		const listener = {
			event: (event: BusEvent, meaning: Meaning): void => this.#hold(() => this.#hear(event, meaning)),
			opened: (): void => void this.#catchUp(null),
			closed: (message: string): void => emit({type: 'stopped', why: 'broken', message, retryMs: null}),
		};
		const done = listenUntilAborted(model, listener, signal);
		this.#hearKept();
		void this.#catchUp(options.lines);
		return done;
	}

	/** Steps are in no cache: the recent ones are among the kept events of the bus. */
	#hearKept(): void {
		for (const {event} of this.#options.model.rows.events) {
			const meaning = event === null ? null : meaningOf(event);
			if (event !== null && meaning?.type === 'step') this.#hold(() => this.#hear(event, meaning));
		}
	}

	#hold(call: () => void): void {
		if (this.#held === null) call();
		else this.#held.push(call);
	}

	/** Writes what the job cache has and was not written yet; `max` bounds the lines from before now. */
	async #catchUp(max: number | null): Promise<void> {
		const {jid, emit, signal} = this.#options;
		this.#held ??= [];
		const lines: LogLine[] = [];
		try {
			const cached = await this.#read();
			for (const [id, returned] of cached?.results ?? []) {
				const minion = cached?.side === 'minions' ? id : masterPart;
				if (this.#reported.has(minion)) continue;
				// One by one: a call takes no more than some ten thousand arguments.
				for (const line of this.#returnLines({...returned, minion}, null)) lines.push(line);
			}
		} catch (error) {
			if (signal.aborted) return;
			const why = isNotAllowed(error)
				? messageOf(error)
				: `the job cache cannot be read: ${messageOf(error)}`;
			emit({type: 'lost', count: null, message: `earlier returns of ${jid}: ${why}`});
		}

		if (signal.aborted) return;
		const shown = max === null ? lines : lines.slice(Math.max(0, lines.length - max));
		if (shown.length < lines.length) {
			emit({type: 'lost', count: lines.length - shown.length, message: 'earlier lines were not asked for'});
		}

		for (const line of shown) emit({type: 'line', line});
		emit({type: 'live'});
		const held = this.#held ?? [];
		this.#held = null;
		for (const call of held) call();
		this.#emitEnd();
	}

	async #read(): Promise<CachedJob | null> {
		const {api, model, clock, jid, signal} = this.#options;
		const low = {client: 'runner', fun: 'jobs.list_job', jid: model.jobs.cachedAs(jid)};
		const reply = await api.read(low, 'Cannot read the job', signal);
		const job = model.readJob(jid, reply, clock.now());
		if (job !== null) model.rows.lookedUp(job);
		return cachedJobOf(jid, reply);
	}

	#hear(event: BusEvent, meaning: Meaning): void {
		const {jid} = this.#options;
		const time = timeOf(event.data._stamp);
		if (meaning.type === 'step' && meaning.step.jid === jid) {
			this.#hearStep(meaning.step, time);
		} else if (meaning.type === 'return' && meaning.returned.jid === jid) {
			this.#hearReturn(meaning.returned, time);
		} else if (meaning.type === 'call-return' && meaning.returned.jid === jid) {
			this.#hearReturn({...meaning.returned, minion: masterPart}, time);
		} else if (meaning.type === 'call-progress' && meaning.jid === jid) {
			this.#line({text: redactText(meaning.text), bad: false}, null, time);
		} else if (meaning.type === 'return' && asText(meaning.returned.args[0]) === jid) {
			// Somebody killed it, or asked after it.
			this.#emitEnd();
		}
	}

	/** A step, unless it comes again or the minion's whole return was written. */
	#hearStep({minion, index, total, result}: Step, time: Instant | null): void {
		const {only} = this.#options;
		const known = this.#steps.get(minion) ?? new Set();
		if (this.#reported.has(minion) || known.has(index) || (only !== null && only !== minion)) return;
		this.#steps.set(minion, known.add(index));
		for (const line of stateLines(stateResultOf(result), index, total)) this.#line(line, minion, time);
	}

	#hearReturn(returned: Returned, time: Instant | null): void {
		if (this.#reported.has(returned.minion)) return;
		if (returned.value === trimmed) void this.#loadWhole(returned, time);
		else for (const line of this.#returnLines(returned, time)) this.#options.emit({type: 'line', line});
		this.#emitEnd();
	}

	/** A return that was too big for the bus is whole in the job cache. */
	async #loadWhole(returned: Returned, time: Instant | null): Promise<void> {
		const {emit, signal} = this.#options;
		this.#reported.add(returned.minion);
		try {
			const whole = (await this.#read())?.results?.get(returned.minion);
			this.#reported.delete(returned.minion);
			for (const line of this.#returnLines(whole ?? returned, time)) emit({type: 'line', line});
		} catch (error) {
			if (!signal.aborted)
				emit({type: 'lost', count: null, message: `the return of ${returned.minion}: ${messageOf(error)}`});
		}
	}

	#returnLines(returned: Returned, time: Instant | null): LogLine[] {
		const {only, model, jid} = this.#options;
		if (only !== null && only !== returned.minion) return [];
		this.#reported.add(returned.minion);
		const origin = model.jobs.get(jid)?.side === 'minions' ? returned.minion : null;
		const steps = this.#steps.get(returned.minion) ?? new Set<number>();
		return returnLines(returned, steps).map(line => this.#lineOf(line, origin, time));
	}

	#lineOf({text, bad, isStep}: TextLine, origin: string | null, time: Instant | null): LogLine {
		if (bad && isStep) this.#firstFailure ??= origin === null ? text : `${origin}: ${text}`;
		return {stream: bad ? 'stderr' : 'stdout', time, text, origin};
	}

	#line(line: TextLine, origin: string | null, time: Instant | null): void {
		this.#options.emit({type: 'line', line: this.#lineOf(line, origin, time)});
	}

	/** Says once how the job ended, and again where a late return changes that. */
	#emitEnd(): void {
		const {model, jid} = this.#options;
		const job = model.jobs.get(jid);
		if (job === undefined || this.#held !== null) return;
		const end = endOf(job);
		if (end === this.#over) return;
		this.#over = end;
		if (end === '') return;
		const first = this.#firstFailure;
		if (first !== null) this.#line({text: `— first failure: ${first}`, bad: false}, null, null);
		this.#line({text: end, bad: false}, null, null);
	}
}

/** `— failed, 4 of 5 returned`, or '' while it runs. */
const endOf = (job: Job): string => {
	const state = stateOf(job);
	if (state === 'running' || state === 'unknown' || state === 'finished') return '';
	const left = [...job.killed]
		.map(id => `${id} was killed`)
		.concat([...job.silent].map(id => `${id} did not answer`));
	return [`— ${state}, ${job.parts.size} of ${job.minions.size} returned`, ...left].join(', ');
};

/** Follows a job until aborted: progress of each state as it comes, returns as they come, all in the order of the bus. */
export const followJob = (options: JobLogOptions): Promise<void> => new JobLog(options).follow();
