import {messageOf, retryAfterOf, UnreachableError} from '../../model/errors.ts';
import {parseJson} from '../../model/json.ts';
import type {Resource} from '../../model/resource.ts';
import type {Stats} from '../../model/source.ts';
import {type Backoff, createBackoff} from '../../transport/backoff.ts';
import {wait} from '../../transport/clock.ts';
import type {Api} from './api.ts';
import type {CattleObject} from './frames.ts';
import {StatsRates} from './stats-rates.ts';
import {openTicket, ticketByLink} from './ticket.ts';

/** Figures to follow, of a container, a service, a host or a project. */
export type StatsRequest = {
	readonly api: Api;
	readonly read: () => Promise<CattleObject>;
	readonly resource: Resource;
	readonly tell: (stats: Stats) => void;
	readonly signal: AbortSignal;
	readonly backoff?: Backoff;
};

// Samples come each second.
const silenceMs = 15_000;
const mostFailures = 5;

/**
 * Follows live figures until aborted, over broken connections too, with a fresh ticket each. Rejects where
 * there are none to be had, or no more: the errors of `Api.call`, `UnreachableError`.
 */
export const followStats = async (request: StatsRequest): Promise<void> => {
	const {api, read, resource, tell, signal, backoff = createBackoff()} = request;
	const asked = {api, attempted: `Cannot read the figures of ${resource.name}`, signal};
	const ofHost = resource.kind === 'host' || resource.kind === 'project';
	for (let failures = 0, samples = 0; !signal.aborted; ) {
		const before = samples;
		const begun = performance.now();
		try {
			const ticket = await ticketByLink(asked, await read(), ofHost ? 'hostStats' : 'containerStats');
			// Counters begin anew with the container, so rates do too.
			const rates = new StatsRates(ofHost);
			const onFrame = (text: string) => {
				const stats = rates.take(parseJson(text), Date.now());
				if (!stats || signal.aborted) return;
				samples++;
				tell(stats);
			};
			const socket = await openTicket(asked, ticket, {onFrame, silenceMs});
			const end = await socket.ended;
			if (signal.aborted) return;
			throw new UnreachableError({attempted: asked.attempted, target: api.url, answer: end.detail});
		} catch (error) {
			if (signal.aborted) return;
			failures = samples > before ? 1 : failures + 1;
			if (samples === 0 || failures >= mostFailures) {
				throw error instanceof Error ? error : new Error(messageOf(error));
			}

			const delayMs = backoff.next(samples > before ? performance.now() - begun : 0);
			await wait(Math.max(delayMs, retryAfterOf(error)), signal);
		}
	}
};
