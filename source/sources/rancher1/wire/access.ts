import type {Credentials, SourceConfig} from '../../../model/source-config.js';
import {createHttpClient, type HttpClient} from '../../../transport/http.js';
import type {Budget} from '../../requests/budget.js';
import {basicHeader, CredentialHeaders, type Shown} from '../../requests/credential-headers.js';
import {type Login, logIn, loginAdvice} from './login.js';

const noKeyAdvice =
	'no key was given: for a source of the configuration file give accessKey and secretKey there, for any other set RANCHER_ACCESS_KEY and RANCHER_SECRET_KEY';

const advices: Readonly<Record<Credentials['type'], string>> = {
	none: noKeyAdvice,
	basic: 'check the access key and the secret key, and that the key is active, then refresh',
	bearer: 'check the token, or use an API key, then refresh',
	login: loginAdvice,
};

const isAccessKey = (username: string): boolean => /^[0-9A-F]{20}$/.test(username);

/** A user's name and password go to the login alone; the token that it gives is held in memory only. */
export class Access extends CredentialHeaders {
	readonly #config: SourceConfig;
	#type: Credentials['type'] = 'basic';
	/** While a login is under way. */
	#client: HttpClient | null = null;

	/** @param budget holds back what was refused */
	constructor(config: SourceConfig, budget: Budget) {
		super(config, budget);
		this.#config = config;
	}

	/** What sort of credentials the last request had. */
	get type(): Credentials['type'] {
		return this.#type;
	}

	/** What the person can do when the credentials are refused. */
	get advice(): string {
		return advices[this.#type];
	}

	/** Breaks off a login that is under way. */
	close(): void {
		void this.#client?.close();
	}

	protected override async show(credentials: Credentials): Promise<Shown> {
		this.#type = credentials.type;
		switch (credentials.type) {
			case 'none':
				return {headers: {}, renewable: false};
			case 'bearer':
				return {headers: {authorization: `Bearer ${credentials.token}`}, renewable: false};
			case 'basic':
				return {headers: basicHeader(credentials.username, credentials.password), renewable: false};
			case 'login':
				return this.#logIn(credentials);
		}
	}

	async #logIn(login: Login): Promise<Shown> {
		const {username, password} = login;
		const asKey: Shown = {headers: basicHeader(username, password), renewable: false};
		// A key that was given as a user is a key all the same, and has no login.
		if (isAccessKey(username)) return asKey;
		const client = createHttpClient(this.#config);
		this.#client = client;
		try {
			const token = await logIn(client, login);
			return token === null ? asKey : {headers: {authorization: `Bearer ${token}`}, renewable: true};
		} finally {
			await client.close();
		}
	}
}
