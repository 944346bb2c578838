import {jsonText} from '../../../model/json.js';
import type {Clock} from '../../../transport/clock.js';
import {isUnreadable} from './failure.js';
import type {Low} from './low.js';

/** Runs a command; throws the errors of `model/errors.ts`. */
type Run = (low: Low, attempted: string, signal: AbortSignal) => Promise<unknown>;

/** How long a question is still waited for once nobody wants its answer, milliseconds. */
const graceMs = 3000;
const maxKept = 1000;

/**
 * Questions that a master was asked. One whose answer holds bytes ends every event stream of every client, because the
 * runner's own return goes over the bus (test/fixtures/salt/found/01-poison-list_job.sse): it is never asked again. As the
 * stream ends before that answer comes, the answer is waited for although the stream is over.
 */
export class Reads {
	readonly #clock: Clock;
	readonly #open = new Map<string, Promise<unknown>>();
	readonly #unreadable = new Map<string, unknown>();
	#life = new AbortController();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Asks once at a time. Throws what `run` throws, again and without asking where the answer cannot be read. */
	async read(run: Run, low: Low, attempted: string, signal: AbortSignal): Promise<unknown> {
		const question = jsonText(low) ?? '';
		await this.#settled(question, signal);
		if (this.#unreadable.has(question)) throw this.#unreadable.get(question);
		const asking = new AbortController();
		const life = this.#life.signal;
		const answer = run(low, attempted, AbortSignal.any([asking.signal, life]))
			.catch((error: unknown) => {
				if (isUnreadable(error)) this.#keep(question, error);
				throw error;
			})
			.finally(() => this.#open.delete(question));
		this.#open.set(question, answer);
		const stop = (): void => {
			const cancel = this.#clock.after(graceMs, () => asking.abort(signal.reason));
			void answer.then(cancel, cancel);
		};

		return orAborted(answer, signal, stop);
	}

	/** Ends every question. */
	stop(): void {
		this.#life.abort();
		this.#life = new AbortController();
	}

	async #settled(question: string, signal: AbortSignal): Promise<void> {
		const before = this.#open.get(question);
		if (before === undefined) return;
		const over = before.then(
			() => undefined,
			() => undefined,
		);
		await orAborted(over, signal, () => undefined);
	}

	#keep(question: string, error: unknown): void {
		this.#unreadable.set(question, error);
		if (this.#unreadable.size <= maxKept) return;
		for (const oldest of this.#unreadable.keys()) {
			this.#unreadable.delete(oldest);
			break;
		}
	}
}

/** The answer; rejects with the reason of an abort as soon as there is one, after calling `stop`. */
const orAborted = <Answer>(answer: Promise<Answer>, signal: AbortSignal, stop: () => void): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const abort = (): void => {
			stop();
			reject(signal.reason);
		};

		if (signal.aborted) abort();
		else signal.addEventListener('abort', abort, {once: true});
		answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
