import type {RefusedError} from '../../model/errors.js';
import type {Clock} from '../../transport/clock.js';

/** How changed credentials are noticed. */
type HeldOptions = {
	/** The credentials as they are now, as one text: a file or a command may give others than before. */
	readonly read: () => Promise<string>;
	/** Between two looks, milliseconds. */
	readonly recheckMs: number;
	readonly clock: Clock;
};

type Held = {readonly credentials: string; readonly error: RefusedError};

/**
 * Credentials that the server refused, which are not sent again until they change or a person acts: accounts are locked
 * after some wrong passwords.
 */
export class HeldCredentials {
	readonly #options: HeldOptions;
	readonly #waiters = new Set<() => void>();
	/** By realm. */
	readonly #held = new Map<string, Held>();
	#cancel: (() => void) | null = null;

	constructor(options: HeldOptions) {
		this.#options = options;
	}

	get isHeld(): boolean {
		return this.#held.size > 0;
	}

	/** @param realm what they were shown to, where they may be good for the rest of the server */
	hold(credentials: string, error: RefusedError, realm: string): void {
		this.#held.set(realm, {credentials, error});
	}

	/** Throws what refused these credentials there; others end every hold. */
	check(credentials: string, realm: string): void {
		const held = this.#held.get(realm);
		if (held?.credentials === credentials) throw held.error;
		if (this.#differ(credentials)) this.release();
	}

	/** They may be sent once more. */
	release(): void {
		this.#held.clear();
		this.#cancel?.();
		this.#cancel = null;
		for (const go of [...this.#waiters]) go();
	}

	/** Resolves once nothing is held, or at the abort. */
	wait(signal: AbortSignal): Promise<void> {
		if (!this.isHeld || signal.aborted) return Promise.resolve();
		this.#cancel ??= this.#recheckLater();
		return new Promise(resolve => {
			const go = () => {
				this.#waiters.delete(go);
				signal.removeEventListener('abort', go);
				if (this.#waiters.size === 0) this.#stop();
				resolve();
			};

			this.#waiters.add(go);
			signal.addEventListener('abort', go, {once: true});
		});
	}

	#stop(): void {
		this.#cancel?.();
		this.#cancel = null;
	}

	#recheckLater(): () => void {
		const {clock, recheckMs} = this.#options;
		return clock.after(recheckMs, () => void this.#recheck());
	}

	async #recheck(): Promise<void> {
		// Where they cannot be read now, they have not changed.
		const now = await this.#options.read().catch(() => null);
		if (!this.isHeld || this.#waiters.size === 0) return;
		if (now === null || !this.#differ(now)) this.#cancel = this.#recheckLater();
		else this.release();
	}

	#differ(credentials: string): boolean {
		return [...this.#held.values()].some(held => held.credentials !== credentials);
	}
}
