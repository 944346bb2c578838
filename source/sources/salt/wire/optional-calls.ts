import {ServerError, UnreachableError} from '../../../model/errors.js';
import type {Api} from './api.js';
import {disabledCode, isNotAllowed, isUnreadable} from './failure.js';
import type {Low} from './low.js';
import {troubleIn} from './reply.js';

/** What came of a call: its value, or why it may not be made. */
export type Reply = {
	readonly value: unknown;
	readonly refused: string | null;
	readonly isDisabled: boolean;
	/** Why its answer cannot be read, or null. */
	readonly unreadable: string | null;
};

/** Calls of which each may fail or be refused without harm to the others. */
export class OptionalCalls {
	readonly #api: Api;
	readonly #onFault: (message: string) => void;

	constructor(api: Api, onFault: (message: string) => void) {
		this.#api = api;
		this.#onFault = onFault;
	}

	/** Null, and a fault, where there is no answer: the rest is as good without it. */
	async unlessSilent<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer | null> {
		try {
			return await answer;
		} catch (error) {
			if (signal.aborted || !(error instanceof UnreachableError)) throw error;
			this.#onFault(error.message);
			return null;
		}
	}

	/** Null where the call failed in a way that says nothing about the rest. */
	async optional(low: Low, attempted: string, signal: AbortSignal): Promise<unknown> {
		const reply = await this.allowed(low, attempted, signal);
		this.note(reply);
		return reply.value;
	}

	/** Reports that a call was refused or its answer cannot be read, where nothing else does. */
	note({refused, isDisabled, unreadable}: Reply): void {
		if (unreadable !== null) this.#onFault(unreadable);
		// A disabled client is reported once, with what to do about it.
		if (refused !== null && !isDisabled) this.#onFault(refused);
	}

	/** The value, null where the call failed or is not allowed; and in that case why. */
	async allowed(low: Low, attempted: string, signal: AbortSignal, quiet = false): Promise<Reply> {
		const none = {value: null, refused: null, isDisabled: false, unreadable: null};
		try {
			const value = await this.#api.read(low, attempted, signal);
			const trouble = troubleIn(low, value);
			if (trouble === null) return {...none, value};
			if (!quiet) this.#onFault(`${attempted}: ${trouble.trim().split('\n', 1)[0]}`);
		} catch (error) {
			if (!(error instanceof ServerError)) throw error;
			const isDisabled = error.code === disabledCode;
			if (isNotAllowed(error)) return {...none, refused: error.message, isDisabled};
			if (isUnreadable(error)) return {...none, unreadable: error.message};
			if (!quiet) this.#onFault(error.message);
		}

		return none;
	}
}
