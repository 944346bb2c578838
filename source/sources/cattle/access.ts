import {RefusedError} from '../../model/errors.ts';
import type {Credentials, SourceConfig} from '../../model/source-config.ts';
import {createHttpClient, type HttpClient} from '../../transport/http.ts';
import type {Budget} from '../budget.ts';
import {type Login, logIn, loginAdvice} from './login.ts';

type Headers = Readonly<Record<string, string>>;

const noKeyAdvice =
	'no key was given: for a source of the configuration file give accessKey and secretKey there, for any other set RANCHER_ACCESS_KEY and RANCHER_SECRET_KEY';

const advices: Readonly<Record<Credentials['type'], string>> = {
	none: noKeyAdvice,
	basic: 'check the access key and the secret key, and that the key is active, then refresh',
	bearer: 'check the token, or use an API key, then refresh',
	login: loginAdvice,
};

const basic = (username: string, password: string): Headers => ({
	authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

const isAccessKey = (username: string): boolean => /^[0-9A-F]{20}$/.test(username);

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
	#type: Credentials['type'] = 'basic';
	#renewable = false;
	/** While a login is under way. */
	#client: HttpClient | null = null;

	/** @param budget holds back what was refused */
	constructor(config: SourceConfig, budget: Budget) {
		this.#config = config;
		this.#budget = budget;
	}

	/** What the person can do when the credentials are refused. */
	get advice(): string {
		return advices[this.#type];
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

	/**
	 * They were refused. True where the request should be sent again, because a new login may help, or another request
	 * just made one; not after the last try.
	 */
	refuse(refused: Promise<Headers>, error: RefusedError, isLast: boolean): boolean {
		const isRenewing = this.#renewable && !isLast;
		if (this.#headers === refused) {
			this.#headers = null;
			if (!isRenewing) this.#budget.refuse(this.#credentials, error);
		}

		return isRenewing;
	}

	/** Breaks off a login that is under way. */
	close(): void {
		void this.#client?.close();
	}

	async #ask(): Promise<Headers> {
		const credentials = await this.#config.credentials();
		this.#credentials = JSON.stringify(credentials);
		this.#budget.checkCredentials(this.#credentials);
		this.#type = credentials.type;
		this.#renewable = credentials.type === 'login' && !isAccessKey(credentials.username);
		switch (credentials.type) {
			case 'none':
				return {};
			case 'bearer':
				return {authorization: `Bearer ${credentials.token}`};
			case 'basic':
				return basic(credentials.username, credentials.password);
			case 'login':
				return this.#logIn(credentials);
		}
	}

	async #logIn(login: Login): Promise<Headers> {
		const {username, password} = login;
		// A key that was given as a user is a key all the same, and has no login.
		if (isAccessKey(username)) return basic(username, password);
		const client = createHttpClient(this.#config);
		this.#client = client;
		try {
			const token = await logIn(client, login);
			if (token !== null) return {authorization: `Bearer ${token}`};
			this.#renewable = false;
			return basic(username, password);
		} catch (error) {
			if (error instanceof RefusedError) this.#budget.refuse(this.#credentials, error);
			throw error;
		} finally {
			await client.close();
		}
	}
}
