import {isObject} from '../../../model/json-object.js';
import {type Clock, wait} from '../../../transport/clock.js';
import {asObject} from '../../requests/json-values.js';
import type {Minion} from '../minions/minions.js';
import type {Returned} from '../wire/job.js';
import type {OptionalCalls, Reply} from '../wire/optional-calls.js';
import type {Model} from './model.js';

/** What reading grains needs. */
type GrainsOptions = {
	readonly calls: OptionalCalls;
	readonly model: Model;
	readonly clock: Clock;
	/** Nothing is followed: what minions answer would not be heard. */
	readonly sessionless: boolean;
};

/** So many minions are asked at once. */
const maxAtOnce = 50;
/** The next ones are asked when all have answered, or after this time, milliseconds; late answers count too. */
const paceMs = 2000;
/** What rows show, and what identifies the machine. */
const names = ['os', 'osrelease', 'saltversion', 'fqdn', 'host', 'ipv4', 'ipv6', 'machine_id'];

const attempted = 'Cannot read grains';

/** A question to minions that is open. */
type Question = {
	/** Who has not answered. */
	readonly pending: Set<string>;
	/** Who answered with something else, such as an error. */
	readonly odd: string[];
	readonly over: AbortController;
};

/**
 * Reads the grains of minions, once for each while a stream is followed. The minions themselves are asked, under a job
 * whose answers the master does not keep (`nocache`, salt/returners/local_cache.py): a runner would leave everything it
 * answers in the job cache. Only where minions may not be asked, the master's own cache is.
 */
export class Grains {
	readonly #options: GrainsOptions;
	/** Since the stream began: before, they may have changed unheard. */
	#read = new WeakSet<Minion>();
	readonly #questions = new Set<Question>();
	/** The configuration shows grains that nobody can foresee. */
	readonly #isWhole: boolean;
	#byCache: boolean;

	constructor(options: GrainsOptions) {
		const {model, sessionless} = options;
		this.#options = options;
		this.#byCache = sessionless;
		this.#isWhole = (model.rows.context.columns?.fieldsOf('minion').length ?? 0) > 0;
		model.listeners.add({
			event: (_event, meaning) => {
				if (meaning.type === 'return') this.#hear(meaning.returned);
			},
		});
	}

	/** A stream begins: what happened before it was missed. */
	missed(): void {
		this.#read = new WeakSet();
	}

	/** Reads those of all minions that may be there, and are not known. Throws where the master does not answer. */
	async readMissing(signal: AbortSignal): Promise<void> {
		const {minions} = this.#options.model.roster;
		const missing = [...minions.all].filter(
			minion => !this.#read.has(minion) && (minion.liveness?.up !== false || this.#byCache),
		);
		const isByCache = this.#byCache;
		await this.read(
			missing.map(({id}) => id),
			signal,
		);
		// The cache has those of minions that are down, too.
		if (this.#byCache !== isByCache) await this.readMissing(signal);
	}

	/** Reads those of these minions; as `readMissing`. */
	async read(ids: readonly string[], signal: AbortSignal): Promise<void> {
		const {minions} = this.#options.model.roster;
		for (let start = 0; start < ids.length && !signal.aborted; start += maxAtOnce) {
			const some = ids.slice(start, start + maxAtOnce);
			const read = some.flatMap(id => minions.get(id) ?? []);
			for (const minion of read) this.#read.add(minion);
			try {
				const left = this.#byCache ? some : await this.#ask(some, signal);
				if (left.length > 0) this.#options.calls.note(await this.#readCache(left, signal));
			} catch (error) {
				for (const minion of read) this.#read.delete(minion);
				throw error;
			}
		}
	}

	/** Reads what the master has in its cache, of all minions that it knows. */
	async readAllCached(signal: AbortSignal): Promise<Reply> {
		const reply = await this.#readCache('*', signal);
		for (const minion of this.#options.model.roster.minions.all)
			if (minion.grains !== null) this.#read.add(minion);
		return reply;
	}

	/** Asks minions; returns those of which only the master's cache may know. */
	async #ask(ids: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
		const {calls, clock} = this.#options;
		const question: Question = {pending: new Set(ids), odd: [], over: new AbortController()};
		// Answers can come before the reply.
		this.#questions.add(question);
		try {
			const call = this.#isWhole ? {fun: 'grains.items'} : {fun: 'grains.item', arg: names};
			const low = {client: 'local_async', tgt: ids, tgt_type: 'list', ...call, nocache: true};
			const {value, refused} = await calls.allowed(low, attempted, signal);
			if (refused !== null) this.#byCache = true;
			else if (isObject(value)) await wait(paceMs, AbortSignal.any([signal, question.over.signal]), clock);
			return this.#byCache ? ids : question.odd;
		} finally {
			this.#questions.delete(question);
		}
	}

	#hear({fun, args, minion, value}: Returned): void {
		const isOurs = fun === 'grains.item' && names.every((name, index) => args[index] === name);
		if (!isOurs && fun !== 'grains.items') return;
		if (isObject(value)) this.#options.model.roster.takeGrains(minion, value);
		for (const {pending, odd, over} of this.#questions) {
			if (!pending.delete(minion)) continue;
			if (!isObject(value)) odd.push(minion);
			if (pending.size === 0) over.abort();
		}
	}

	async #readCache(target: string | readonly string[], signal: AbortSignal): Promise<Reply> {
		const {calls, model} = this.#options;
		const list = typeof target === 'string' ? {tgt: target} : {tgt: target, tgt_type: 'list'};
		const reply = await calls.allowed({client: 'runner', fun: 'cache.grains', ...list}, attempted, signal);
		model.roster.listGrains(asObject(reply.value));
		if (typeof target !== 'string') for (const id of target) model.roster.reportAgain(id);
		return reply;
	}
}
