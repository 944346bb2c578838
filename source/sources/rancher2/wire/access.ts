import type {Credentials, SourceConfig} from '../../../model/source-config.js';
import {createHttpClient, type HttpClient} from '../../../transport/http.js';
import type {Budget} from '../../requests/budget.js';
import {basicHeader, CredentialHeaders, type Shown} from '../../requests/credential-headers.js';
import {logIn, logOut} from './login.js';

/** The token itself, whether given bare or as the cookie that a browser keeps it in. */
const bare = (token: string): string => token.replace(/^R_SESS=/, '');

const bearer = (token: string, renewable: boolean): Shown => ({
	headers: {authorization: `Bearer ${token}`},
	renewable,
});

/** A user's name and password go to the login alone; the token that it gives is held in memory only. */
export class Access extends CredentialHeaders {
	readonly #config: SourceConfig;
	/** The token that the last login gave. */
	#session: string | null = null;
	/** Sends no credentials of its own. */
	#client: HttpClient | null = null;

	/** @param budget holds back what was refused */
	constructor(config: SourceConfig, budget: Budget) {
		super(config, budget);
		this.#config = config;
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
			this.forget();
			await logOut(this.anonymous, session);
		}

		void this.#client?.close();
		this.#client = null;
	}

	protected override async show(credentials: Credentials): Promise<Shown> {
		switch (credentials.type) {
			case 'none':
				return {headers: {}, renewable: false};
			case 'bearer':
				// Those that expire are given again without a person.
				return bearer(bare(credentials.token), credentials.expiresAt !== undefined);
			case 'basic': {
				// An access key is the name of a token (rancher pkg/auth/tokens/token_util.go).
				const {username, password} = credentials;
				return {headers: basicHeader(username, password), renewable: false};
			}

			case 'login':
				this.#session = await logIn(this.anonymous, credentials);
				return bearer(this.#session, true);
		}
	}
}
