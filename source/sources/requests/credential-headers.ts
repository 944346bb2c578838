import {RefusedError} from '../../model/errors.js';
import type {Credentials, SourceConfig} from '../../model/source-config.js';
import type {Budget} from './budget.js';
import {type Attempt, attemptTwice, Renewable} from './renewable.js';

/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

/** The headers that credentials become; `renewable`: a login made them, and can make them again by itself. */
export type Shown = {readonly headers: Headers; readonly renewable: boolean};

const expiryOf = (credentials: Credentials): number =>
	(credentials.type === 'bearer' ? credentials.expiresAt : undefined) ?? Number.POSITIVE_INFINITY;

/** How one attempt went. `error`: the credentials were refused; `result` beside it: that is an answer for the caller all the same. */
type Tried<Result> =
	| {readonly result: Result; readonly error?: RefusedError | null}
	| {readonly error: RefusedError};

/**
 * The headers by which every request authenticates: made at the first of them, and again after they were refused. Each
 * family says how credentials become headers.
 */
export abstract class CredentialHeaders {
	readonly #config: SourceConfig;
	readonly #budget: Budget;
	/** The credentials that were last read, as one text. */
	#credentials = '';
	#current: Shown | null = null;
	/** When the credentials expire, epoch milliseconds. */
	#expiresAt = Number.POSITIVE_INFINITY;
	readonly #shown = new Renewable(() => this.#ask());

	/** @param budget holds back what was refused */
	constructor(config: SourceConfig, budget: Budget) {
		this.#config = config;
		this.#budget = budget;
	}

	/**
	 * Makes an attempt with the headers, and one more with those of a new login where the first login had run out. Rejects
	 * as `work` does, and with what refused the credentials, where they are held back (in this realm).
	 */
	attempt<Result>(work: (headers: Headers) => Promise<Tried<Result>>, realm = ''): Promise<Result> {
		let refusal: RefusedError | null = null;
		if (Date.now() >= this.#expiresAt) {
			// Once, however many attempts begin before there are others.
			this.#expiresAt = Number.POSITIVE_INFINITY;
			this.forget();
		}

		return attemptTwice(
			this.#shown,
			async ({headers}): Promise<Attempt<Result>> => {
				if (realm !== '') this.#budget.checkCredentials(this.#credentials, realm);
				const tried = await work(headers);
				const {error = null} = tried;
				if ('result' in tried && error === null) return {result: tried.result};
				refusal = error;
				return {refused: () => ('result' in tried ? tried.result : Promise.reject(error))};
			},
			{
				canRenew: ({renewable}) => renewable,
				onRefused: (made, isLast) => {
					const isFirst = this.#shown.current === made;
					if (isLast && isFirst && refusal !== null) this.#budget.refuse(this.#credentials, refusal, realm);
				},
			},
		);
	}

	/** The headers that the last request had; null before the first. */
	get current(): Shown | null {
		return this.#current;
	}

	/** The headers, after a login where the credentials are for one. Rejects with `RefusedError` where that is refused. */
	protected abstract show(credentials: Credentials): Promise<Shown>;

	/** The next request asks again. */
	protected forget(): void {
		if (this.#shown.current) this.#shown.discard(this.#shown.current);
	}

	async #ask(): Promise<Shown> {
		const credentials = await this.#config.credentials();
		this.#credentials = JSON.stringify(credentials);
		this.#expiresAt = expiryOf(credentials);
		this.#budget.checkCredentials(this.#credentials);
		try {
			this.#current = await this.show(credentials);
			return this.#current;
		} catch (error) {
			if (error instanceof RefusedError) this.#budget.refuse(this.#credentials, error);
			throw error;
		}
	}
}

/** An `Authorization` header with a name and a password, such as an access key and its secret. */
export const basicHeader = (username: string, password: string): Headers => ({
	authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});
