import type {Credentials, SourceConfig} from '../../model/source-config.ts';
import {createHttpClient, type HttpClient} from '../../transport/http.ts';
import {type Login, logIn, loginAdvice} from './login.ts';

type Headers = Readonly<Record<string, string>>;

const noKeyAdvice =
	'no key was given: for a source of the configuration file give accessKey and secretKey there, for any other set RANCHER_ACCESS_KEY and RANCHER_SECRET_KEY';

const advices: Readonly<Record<Credentials['type'], string>> = {
	none: noKeyAdvice,
	basic: 'check the access key and the secret key, and that the key is active',
	bearer: 'check the token, or use an API key',
	login: loginAdvice,
};

const basic = (username: string, password: string): Headers => ({
	authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

const isAccessKey = (username: string): boolean => /^[0-9A-F]{20}$/.test(username);

/**
 * What every request shows to the server: asked for at the first of them, and anew after it was refused.
 * A user's name and password go to the login alone; the token that it gives is held in memory only.
 */
export class Access {
	readonly #config: SourceConfig;
	#headers: Promise<Headers> | null = null;
	#type: Credentials['type'] = 'basic';
	#renewable = false;
	/** While a login is under way. */
	#client: HttpClient | null = null;

	constructor(config: SourceConfig) {
		this.#config = config;
	}

	/** What the person can do when the credentials are refused. */
	get advice(): string {
		return advices[this.#type];
	}

	/** The same promise until it is forgotten. */
	headers(): Promise<Headers> {
		this.#headers ??= this.#ask();
		const asked = this.#headers;
		asked.catch(() => this.forget(asked));
		return asked;
	}

	/** They were refused. True where a new login may help, or another request just made one. */
	forget(refused: Promise<Headers>): boolean {
		if (this.#headers === refused) this.#headers = null;
		return this.#renewable;
	}

	/** Breaks off a login that is under way. */
	close(): void {
		void this.#client?.close();
	}

	async #ask(): Promise<Headers> {
		const credentials = await this.#config.credentials();
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
		} finally {
			await client.close();
		}
	}
}
