import {AccountedError, messageOf, retryAfterOf, ServerError} from '../../../model/errors.js';
import {parseJson} from '../../../model/json.js';
import type {Resource} from '../../../model/resource.js';
import type {StatsEvent} from '../../../model/source.js';
import {type Backoff, createBackoff} from '../../../transport/backoff.js';
import {wait} from '../../../transport/clock.js';
import type {Socket} from '../../../transport/websocket.js';
import type {Api} from '../wire/api.js';
import type {Rancher1Object} from '../wire/frames.js';
import {StatsRates} from './stats-rates.js';
import {obstacleOf, openStream, type TicketRequest, ticketByLink} from './ticket.js';

/** Figures to follow, of a container, a service, a host or a project. */
type StatsRequest = {
	readonly api: Api;
	/** Path of the project. */
	readonly base: string;
	readonly read: () => Promise<Rancher1Object>;
	readonly resource: Resource;
	readonly emit: (event: StatsEvent) => void;
	readonly signal: AbortSignal;
	/** Between two samples, milliseconds. */
	readonly periodMs: number;
	readonly backoff?: Backoff;
};

const maxPeriods = 3;
// A host that is back is soon seen again.
const maxWaitMs = 5000;

/** Figures of one resource over all their streams. */
class StatsFollower {
	readonly #request: StatsRequest;
	readonly #asked: TicketRequest;
	readonly #ofHost: boolean;
	#samples = 0;
	/** Why there are no figures now, as it was last reported. */
	#paused: string | null = null;

	constructor(request: StatsRequest) {
		const {api, base, resource, signal} = request;
		this.#request = request;
		this.#asked = {api, base, attempted: `Cannot read the figures of ${resource.name}`, signal};
		this.#ofHost = resource.kind === 'host' || resource.kind === 'project';
	}

	async run(): Promise<void> {
		const {signal, backoff = createBackoff()} = this.#request;
		while (!signal.aborted) {
			const begun = performance.now();
			const before = this.#samples;
			let retryMs = 0;
			try {
				await this.#stream();
			} catch (error) {
				if (signal.aborted) return;
				if (isFinal(error)) throw error;
				this.#pause(sentenceOf(error));
				retryMs = retryAfterOf(error);
			}

			if (signal.aborted) return;
			const delayMs = backoff.next(this.#samples > before ? performance.now() - begun : 0);
			await wait(Math.max(Math.min(delayMs, maxWaitMs), retryMs), signal);
		}
	}

	/** One stream, until it ends or falls silent. */
	async #stream(): Promise<void> {
		const {read, signal, emit} = this.#request;
		const object = await read();
		// Counters begin at zero with the container, so rates do too.
		const rates = new StatsRates(this.#ofHost);
		let heard = performance.now();
		const onFrame = (text: string) => {
			const stats = rates.take(parseJson(text), Date.now());
			if (!stats || signal.aborted) return;
			heard = performance.now();
			this.#samples++;
			this.#paused = null;
			emit(stats);
		};
		const link = this.#ofHost ? 'hostStats' : 'containerStats';
		const getTicket = () => ticketByLink(this.#asked, object, link);
		const socket = await openStream(this.#asked, object, getTicket, {onFrame, silenceMs: null});
		heard = performance.now();
		const isSilent = await this.#untilSilent(socket, () => performance.now() - heard);
		if (!signal.aborted) await this.#explain(isSilent);
	}

	/** True after three periods without a sample, and false where the other side closed it before. */
	async #untilSilent(socket: Socket, silentMs: () => number): Promise<boolean> {
		const {periodMs} = this.#request;
		let timer: NodeJS.Timeout | undefined;
		const silence = new Promise<true>(resolve => {
			timer = setInterval(() => {
				if (silentMs() > maxPeriods * periodMs) resolve(true);
			}, periodMs / 2);
		});
		const isSilent = await Promise.race([silence, socket.ended.then(() => false)]);
		clearInterval(timer);
		socket.close();
		return isSilent;
	}

	// A lost host sends nothing, and the stream of a stopped container continues with zeros (stream-containerstats-stopped.txt).
	async #explain(isSilent: boolean): Promise<void> {
		const {read, periodMs} = this.#request;
		const what = isSilent
			? `no figures for ${(maxPeriods * periodMs) / 1000} s`
			: 'the stream of figures ended';
		const obstacle = await obstacleOf(this.#asked, await read());
		this.#pause(obstacle === null ? what : `${what}: ${obstacle}`);
	}

	#pause(message: string): void {
		if (this.#paused === message) return;
		this.#paused = message;
		this.#request.emit({at: Date.now(), stopped: message});
	}
}

// Not temporary: it is gone, or is not measured at all.
const isFinal = (error: unknown): boolean =>
	error instanceof ServerError && error.status === 404 && error.code !== '';

const sentenceOf = (error: unknown): string =>
	error instanceof AccountedError ? `no figures: ${error.account.answer}` : messageOf(error);

/**
 * Follows live figures until aborted, over broken connections too, with a fresh ticket each: what keeps them away is
 * reported, and they go on when it is over. Rejects where there is nothing that could be measured.
 */
export const followStats = (request: StatsRequest): Promise<void> => new StatsFollower(request).run();
