import type {LogEvent, LogLine, LogOptions} from '../../model/log.js';
import {wait} from '../../transport/clock.js';
import {LogResume} from './log-resume.js';

/** Why the lines of a log end for now. */
export type LogStop = Omit<Extract<LogEvent, {type: 'stopped'}>, 'type'> & {
	/** When it is looked at again; null for never, as nothing more can come. */
	readonly waitMs: number | null;
};

/** What a session needs. */
type LogSessionOptions = {
	readonly options: LogOptions;
	readonly emit: (event: LogEvent) => void;
	readonly signal: AbortSignal;
	/** What was written before a restart is part of the log after it. */
	readonly survivesRestart: boolean;
};

/** One log over all its streams: each line once, each state once. */
export class LogSession {
	readonly #options: LogSessionOptions;
	readonly #resume = new LogResume();
	/** What was emitted last about the state of the log: a repeated one is not news. */
	#said = '';
	#isBroken = false;

	constructor(options: LogSessionOptions) {
		this.#options = options;
	}

	/** From when the next stream has to begin, epoch milliseconds; null before the first line. */
	get from(): number | null {
		return this.#resume.from;
	}

	/** No state was emitted yet, or it is `live`. */
	get isFine(): boolean {
		return this.#said === '' || this.#said === 'live';
	}

	/** The last stream broke off: lines may be missing. */
	get isBroken(): boolean {
		return this.#isBroken;
	}

	/** Everything up to here was read: the next stream begins where this ends. */
	closeGap(): void {
		this.#isBroken = false;
		this.#resume.begin();
	}

	/**
	 * Follows the log until aborted, or until nothing more can come.
	 *
	 * @param attempt follows one stream to its end; never rejects
	 */
	async run(attempt: () => Promise<LogStop>): Promise<void> {
		const {options, emit, signal} = this.#options;
		while (!signal.aborted) {
			this.#resume.begin();
			const {waitMs, ...stop} = await attempt();
			if (signal.aborted) return;
			this.#isBroken = stop.why === 'broken';
			if (this.#said !== stop.message) {
				this.#said = stop.message;
				emit({type: 'stopped', ...stop});
			}

			if (waitMs === null || options.once) return;
			await wait(waitMs, signal);
		}
	}

	/** Lines come from now on. */
	live(): void {
		if (this.#said === 'live' || this.#options.signal.aborted) return;
		this.#said = 'live';
		this.#options.emit({type: 'live'});
	}

	/** Emits a line unless it was emitted before; true if it was new. */
	line(line: LogLine): boolean {
		const {emit, signal, survivesRestart} = this.#options;
		if (signal.aborted) return false;
		const verdict = this.#resume.take(line);
		if (verdict === 'repeated') return false;
		this.live();
		// A log that ended was read to its end; the next one may be another.
		if (verdict === 'gap' && (this.#isBroken || survivesRestart)) {
			const message = 'it was followed again only from a later place';
			emit({type: 'lost', count: null, message});
		}

		emit({type: 'line', line});
		return true;
	}
}
