import {RefusedError} from '../../model/errors.ts';
import type {Credentials, SourceConfig} from '../../model/source-config.ts';
import {createHttpClient, type HttpClient} from '../../transport/http.ts';
import type {Budget} from '../budget.ts';
import {logIn, logOut} from './login.ts';

type Headers = Readonly<Record<string, string>>;

/** The token itself, whether given bare or as the cookie that a browser keeps it in. */
const bare = (token: string): string => token.replace(/^R_SESS=/, '');

/**
 * What every request shows to the server: asked for at the first of them, and again after it was refused.
 * A user's name and password go to the login alone; the token that it gives is held in memory only.
 */
export class Access {
	readonly #config: SourceConfig;
	readonly #budget: Budget;
	/** What was last asked for, as one text. */
	#credentials = '';
	#headers: Promise<Headers> | null = null;
	/** A session that a login made can be made again by itself. */
	#renewable = false;
	/** The token that the last login gave. */
	#session: string | null = null;
	/** Sends no credentials of its own. */
	#client: HttpClient | null = null;

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
	refuse(refused: Promise<Headers>, error: RefusedError, isLast: boolean, realm: string): boolean {
		const isRenewing = this.#renewable && !isLast;
		if (this.#headers === refused) {
			this.#headers = null;
			if (!isRenewing) this.#budget.refuse(this.#credentials, error, realm);
		}

		return isRenewing;
	}

	/** Asks for something without credentials. */
	get anonymous(): HttpClient {
		this.#client ??= createHttpClient(this.#config);
		return this.#client;
	}

	/** Ends the session that a login made, and its connections. Never rejects. */
	async close(): Promise<void> {
		const session = this.#session;
		if (session !== null) {
			this.#session = null;
			this.#headers = null;
			await logOut(this.anonymous, session);
		}

		void this.#client?.close();
		this.#client = null;
	}

	async #ask(): Promise<Headers> {
		const credentials = await this.#config.credentials();
		this.#credentials = JSON.stringify(credentials);
		this.#budget.checkCredentials(this.#credentials);
		this.#renewable = credentials.type === 'login';
		switch (credentials.type) {
			case 'none':
				return {};
			case 'bearer':
				return {authorization: `Bearer ${bare(credentials.token)}`};
			case 'basic': {
				// An access key is the name of a token (rancher pkg/auth/tokens/token_util.go).
				const {username, password} = credentials;
				return {authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`};
			}

			case 'login':
				return {authorization: `Bearer ${await this.#logIn(credentials)}`};
		}
	}

	async #logIn(login: Extract<Credentials, {type: 'login'}>): Promise<string> {
		try {
			this.#session = await logIn(this.anonymous, login);
			return this.#session;
		} catch (error) {
			if (error instanceof RefusedError) this.#budget.refuse(this.#credentials, error);
			throw error;
		}
	}
}
