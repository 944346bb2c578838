import type {JsonObject} from '../../../model/json-object.js';
import {asObject, asText} from '../../requests/json-values.js';
import {asTexts} from '../wire/frames.js';
import {type KeyState, keyFolders} from '../wire/key-state.js';

/** One key: an id can have an accepted one and a denied one at once. */
export type Key = {
	readonly minion: string;
	readonly state: KeyState;
	readonly fingerprint: string | null;
	/** Since when, where an event said so, epoch milliseconds. */
	readonly since: number | null;
};

/** The row id of a key: the minion's, and for a denied one that it is denied, because both can be there. */
export const keyId = (key: Pick<Key, 'minion' | 'state'>): string =>
	key.state === 'denied' ? `${key.minion}:denied` : key.minion;

/** All keys that the master has, by row id. */
export class Keys {
	readonly #keys = new Map<string, Key>();
	/** The master was asked for all of them. */
	listed = false;

	get all(): Iterable<Key> {
		return this.#keys.values();
	}

	get size(): number {
		return this.#keys.size;
	}

	/** The key of a minion that is not the denied one. */
	of(minion: string): Key | undefined {
		return this.#keys.get(minion);
	}

	get(id: string): Key | undefined {
		return this.#keys.get(id);
	}

	/** Whether a minion has a denied key and another one. */
	hasBoth(minion: string): boolean {
		return this.#keys.has(minion) && this.#keys.has(keyId({minion, state: 'denied'}));
	}

	/** A key came to be in a state; gives it back, or null where that was known. */
	set(minion: string, state: KeyState, since: number | null): Key | null {
		const id = keyId({minion, state});
		const known = this.#keys.get(id);
		if (known?.state === state) return null;
		// Events can come in another order than they were fired: a minion that asks each ten seconds would seem to wait again.
		if (known !== undefined && since !== null && since < (known.since ?? 0)) return null;
		const key = {minion, state, fingerprint: known?.fingerprint ?? null, since};
		this.#keys.set(id, key);
		return key;
	}

	/** Every key of a minion is gone; returns the row ids. */
	delete(minion: string): readonly string[] {
		return [minion, keyId({minion, state: 'denied'})].filter(id => this.#keys.delete(id));
	}

	/** Takes in the answer of `key.list_all`: ids by directory. */
	list(folders: JsonObject): void {
		const seen = new Set<string>();
		for (const [folder, state] of Object.entries(keyFolders)) {
			for (const minion of asTexts(folders[folder])) {
				seen.add(keyId({minion, state}));
				this.set(minion, state, null);
			}
		}

		for (const id of this.#keys.keys()) if (!seen.has(id)) this.#keys.delete(id);
		this.listed = true;
	}

	/** Takes in the answer of `key.finger`: fingerprints by id, by directory. */
	fingerprints(folders: JsonObject): void {
		for (const [folder, state] of Object.entries(keyFolders)) {
			for (const [minion, reported] of Object.entries(asObject(folders[folder]))) {
				const id = keyId({minion, state});
				const key = this.#keys.get(id);
				if (key !== undefined) this.#keys.set(id, {...key, fingerprint: asText(reported)});
			}
		}
	}
}
