import type {RefusedError} from '../model/errors.ts';
import type {Clock} from '../transport/clock.ts';

/** How changed credentials are noticed. */
export type HeldOptions = {
	/** The credentials as they are now, as one text: a file or a command may give others than before. */
	readonly read: () => Promise<string>;
	/** Between two looks, milliseconds. */
	readonly recheckMs: number;
	readonly clock: Clock;
};

/**
 * Credentials that the server refused, which are not sent again until they change or a person acts: accounts are locked
 * after some wrong passwords.
 */
export class HeldCredentials {
	readonly #options: HeldOptions;
	readonly #waiters = new Set<() => void>();
	#held: {readonly credentials: string; readonly error: RefusedError} | null = null;
	#cancel: (() => void) | null = null;

	constructor(options: HeldOptions) {
		this.#options = options;
	}

	get isHeld(): boolean {
		return this.#held !== null;
	}

	hold(credentials: string, error: RefusedError): void {
		this.#held = {credentials, error};
	}

	/** Throws what refused these credentials; others end the hold. */
	check(credentials: string): void {
		if (this.#held?.credentials === credentials) throw this.#held.error;
		this.release();
	}

	/** They may be sent once more. */
	release(): void {
		this.#held = null;
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
		const now = await this.#options.read().catch(() => this.#held?.credentials);
		if (this.#held === null || this.#waiters.size === 0) return;
		if (now === this.#held.credentials) this.#cancel = this.#recheckLater();
		else this.release();
	}
}
