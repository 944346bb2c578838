import type {Clock} from '../../../transport/clock.js';
import {asObject} from '../../requests/json-values.js';
import {asTexts} from '../wire/frames.js';
import {untraced} from '../wire/internal.js';
import type {OptionalCalls, Reply} from '../wire/optional-calls.js';
import {isSince3008, wheelReturn} from '../wire/reply.js';
import type {Model} from './model.js';

/** What listing keys and minions needs. */
type RosterListingOptions = {
	readonly calls: OptionalCalls;
	readonly model: Model;
	readonly clock: Clock;
	readonly onRefused: (kinds: readonly string[], message: string | null) => void;
};

/** Asks the master who belongs to it. */
export class RosterListing {
	readonly #options: RosterListingOptions;
	/** The master that answered last is one since 3008. */
	isSince3008 = false;

	constructor(options: RosterListingOptions) {
		this.#options = options;
	}

	async listKeys(signal: AbortSignal): Promise<void> {
		if (this.#keepKeys(await this.#keys(signal)) === null) await this.#listFingerprints(signal);
	}

	/**
	 * Lists keys and minions into the model. The runner that has the grains takes a second, so that it is asked beside the
	 * calls of the wheel, which take milliseconds. `onRows` is called each time more is known of every minion.
	 */
	async listMinions(onRows: () => void, signal: AbortSignal): Promise<void> {
		const {calls, model, onRefused} = this.#options;
		const low = {client: 'runner', fun: 'cache.grains', tgt: '*'};
		// Kept as soon as they come: grains that a minion refreshes meanwhile are newer.
		const cached = calls.allowed(low, 'Cannot list grains', signal).then(reply => {
			model.roster.listGrains(asObject(reply.value));
			return reply;
		});
		// Where another call fails before, nobody waits for this one.
		cached.catch(() => undefined);
		const unlisted = this.#keepKeys(await this.#keys(signal));
		const present = await calls.allowed(
			untraced('minions.connected'),
			'Cannot list connected minions',
			signal,
		);
		this.#keepConnected(present);
		onRows();
		const fingerprints = unlisted === null ? this.#listFingerprints(signal) : undefined;
		const [grains] = await Promise.all([cached, fingerprints]);
		onRows();
		// Keys or grains name all minions; the connected ones are only some.
		onRefused(['minion'], unlisted === null || grains.refused === null ? null : unlisted);
		if (unlisted === null) for (const each of [present, grains]) calls.note(each);
	}

	#keys(signal: AbortSignal): Promise<Reply> {
		return this.#options.calls.allowed(untraced('key.list_all'), 'Cannot list keys', signal);
	}

	/** Returns why the keys may not be listed, or null. */
	#keepKeys({value, refused}: Reply): string | null {
		const {model, onRefused} = this.#options;
		if (value !== null) this.isSince3008 = isSince3008(value);
		onRefused(['key'], refused);
		const folders = wheelReturn(value);
		if (folders !== null) model.roster.listKeys(asObject(folders));
		return refused;
	}

	#keepConnected({value}: Reply): void {
		const {model, clock} = this.#options;
		const connected = wheelReturn(value);
		if (!Array.isArray(connected)) return;
		model.rows.emitter.listed(['minion'], () =>
			model.roster.connected(asTexts(connected), 'tcp', clock.now()),
		);
	}

	async #listFingerprints(signal: AbortSignal): Promise<void> {
		const {calls, model} = this.#options;
		if (!model.roster.keys.listed) return;
		const low = untraced('key.finger', {match: '*'});
		const fingers = wheelReturn(await calls.optional(low, 'Cannot list fingerprints', signal));
		model.roster.keys.fingerprints(asObject(fingers));
	}
}
