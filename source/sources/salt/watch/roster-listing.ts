import {messageOf} from '../../../model/errors.js';
import type {JsonObject} from '../../../model/json-object.js';
import {type Clock, wait} from '../../../transport/clock.js';
import {ListFaults} from '../../follow/list-faults.js';
import {asList, asObject} from '../../requests/json-values.js';
import {asTexts} from '../wire/frames.js';
import {untraced} from '../wire/internal.js';
import {keyFolders} from '../wire/key-state.js';
import type {OptionalCalls, Reply} from '../wire/optional-calls.js';
import {isSince3008, wheelReturn} from '../wire/reply.js';
import type {Grains} from './grains.js';
import type {Model} from './model.js';

/** What listing keys and minions needs. */
type RosterListingOptions = {
	readonly calls: OptionalCalls;
	readonly model: Model;
	readonly clock: Clock;
	readonly grains: Grains;
	readonly onFault: (message: string) => void;
	readonly onRefused: (kinds: readonly string[], message: string | null) => void;
};

/** How long the listing of minions waits for their grains, milliseconds. */
const patienceMs = 5000;

/** Asks the master who belongs to it. */
export class RosterListing {
	readonly #options: RosterListingOptions;
	readonly #faults = new ListFaults();
	/** The master that answered last is one since 3008. */
	isSince3008 = false;

	constructor(options: RosterListingOptions) {
		this.#options = options;
		this.#faults.emit = event => void (event.type === 'fault' && options.onFault(event.message));
	}

	async listKeys(signal: AbortSignal): Promise<void> {
		if (this.#keepKeys(await this.#keys(signal)) === null) await this.#listFingerprints(signal);
	}

	/**
	 * Lists keys and minions into the model. `onRows` is called as soon as it is known who is there: the grains, which the
	 * minions are asked for, take longer.
	 */
	async listMinions(onRows: () => void, signal: AbortSignal): Promise<void> {
		const {calls, grains, onRefused} = this.#options;
		const unlisted = this.#keepKeys(await this.#keys(signal));
		const present = await calls.allowed(
			untraced('minions.connected'),
			'Cannot list connected minions',
			signal,
		);
		this.#keepConnected(present);
		onRows();
		const fingerprints = unlisted === null ? this.#listFingerprints(signal) : undefined;
		// Where keys may not be listed, the master's cache names all minions; the connected ones are only some.
		const cached = unlisted === null ? null : await grains.readAllCached(signal);
		await Promise.all([this.#readGrains(signal), fingerprints]);
		onRows();
		onRefused(['minion'], cached === null || cached.refused === null ? null : unlisted);
		if (unlisted === null) calls.note(present);
	}

	/** Reads the grains that are missing; does not wait long for minions that are slow. */
	async #readGrains(signal: AbortSignal): Promise<void> {
		const {grains, clock, onFault} = this.#options;
		const over = new AbortController();
		const read = grains.readMissing(signal).finally(() => over.abort());
		read.catch(error => {
			if (!signal.aborted) onFault(messageOf(error));
		});
		await wait(patienceMs, AbortSignal.any([signal, over.signal]), clock);
	}

	#keys(signal: AbortSignal): Promise<Reply> {
		return this.#options.calls.allowed(untraced('key.list_all'), 'Cannot list keys', signal);
	}

	/** Returns why the keys may not be listed, or null. */
	#keepKeys({value, refused}: Reply): string | null {
		const {onRefused} = this.#options;
		if (value !== null) this.isSince3008 = isSince3008(value);
		onRefused(['key'], refused);
		const folders = wheelReturn(value);
		if (folders !== null) this.#listFolders(asObject(folders));
		return refused;
	}

	#listFolders(folders: JsonObject): void {
		const {model} = this.#options;
		const entries = Object.keys(keyFolders).flatMap(folder => asList(folders[folder]));
		const malformed = entries.filter(entry => typeof entry !== 'string');
		if (malformed.length > 0) {
			const example = JSON.stringify(malformed[0]).slice(0, 80);
			const counts = `${malformed.length} of ${entries.length}`;
			const message = `Cannot list all keys: ${counts} entries are not ids, such as ${example}`;
			this.#faults.report(message, {message});
		}

		model.roster.listKeys(folders);
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
