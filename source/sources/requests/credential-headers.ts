import {RefusedError} from '../../model/errors.js';
import type {Credentials, SourceConfig} from '../../model/source-config.js';
import type {Budget} from './budget.js';

/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

/** What credentials are shown as; `renewable`: a login made it, and can make it again by itself. */
export type Shown = {readonly headers: Headers; readonly renewable: boolean};

/**
 * What every request shows to the server: asked for at the first of them, and again after it was refused. Each family
 * says how credentials become headers.
 */
export abstract class CredentialHeaders {
	readonly #config: SourceConfig;
	readonly #budget: Budget;
	/** What was last asked for, as one text. */
	#credentials = '';
	#headers: Promise<Headers> | null = null;
	#renewable = false;

	/** @param budget holds back what was refused */
	constructor(config: SourceConfig, budget: Budget) {
		this.#config = config;
		this.#budget = budget;
	}

	/** The same promise until it is refused. Rejects with what refused the credentials, where they are held back. */
	headers(): Promise<Headers> {
		this.#headers ??= this.#ask();
		const asked = this.#headers;
		asked.catch(() => {
			if (this.#headers === asked) this.#headers = null;
		});
		return asked;
	}

	/** Throws what refused the credentials in this realm, where they are held back there. */
	check(realm: string): void {
		if (realm !== '') this.#budget.checkCredentials(this.#credentials, realm);
	}

	/**
	 * They were refused. True where the request should be sent again, because a new login may help, or another request
	 * just made one; not after the last try.
	 */
	refuse(refused: Promise<Headers>, error: RefusedError, isLast: boolean, realm = ''): boolean {
		const isRenewing = this.#renewable && !isLast;
		if (this.#headers === refused) {
			this.#headers = null;
			if (!isRenewing) this.#budget.refuse(this.#credentials, error, realm);
		}

		return isRenewing;
	}

	/** The headers, after a login where the credentials are for one. Rejects with `RefusedError` where that is refused. */
	protected abstract show(credentials: Credentials): Promise<Shown>;

	/** The next request asks again. */
	protected forget(): void {
		this.#headers = null;
	}

	async #ask(): Promise<Headers> {
		const credentials = await this.#config.credentials();
		this.#credentials = JSON.stringify(credentials);
		this.#budget.checkCredentials(this.#credentials);
		try {
			const {headers, renewable} = await this.show(credentials);
			this.#renewable = renewable;
			return headers;
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
