import {RefusedError, ServerError} from '../../../model/errors.js';
import {isObject} from '../../../model/json-object.js';
import type {Credentials, SourceConfig} from '../../../model/source-config.js';
import type {Clock} from '../../../transport/clock.js';
import {answerText} from '../../../transport/errors.js';
import {createHttpClient, type HttpClient} from '../../../transport/http.js';
import {routeOf} from '../../../transport/route.js';
import type {Headers} from '../../requests/credential-headers.js';
import {textOf} from '../../requests/json-fields.js';
import {type Attempt, attemptTwice, Renewable} from '../../requests/renewable.js';
import {logIn, logOut} from './login.js';
import {ProxyRefusedError, TooOldError, tooOld} from './proxy-answer.js';

/** What requests authenticate to Rancher with. */
type Access = {
	readonly token: string | null;
	/** A login made it: another can be had, and it is to be ended. */
	readonly isOwn: boolean;
};

/** The token of credentials other than a user's; an access key is the name of a token (rancher pkg/auth/tokens/token_util.go). */
const tokenOf = (credentials: Exclude<Credentials, {type: 'login'}>): string | null => {
	if (credentials.type === 'none') return null;
	if (credentials.type === 'bearer') return credentials.token.replace(/^R_SESS=/, '');
	return `${credentials.username}:${credentials.password}`;
};

const isOld = (version: string): boolean => /^v?2\.[0-2]\./.test(version);

/** How long it is taken for granted that a cloud credential can be read. */
const readableMs = 30_000;

/** `Basic credID=cattle-global-data:cc-abcde …` names this credential. */
const credentialIn = (cloudCredential: string): string => / credID=(\S+)/.exec(cloudCredential)?.[1] ?? '';

/**
 * What is sent through `/meta/proxy` of one Rancher for one server behind it, authenticated in a way that stays at Rancher:
 * by cookie, or, where Rancher signs with a cloud credential, by Bearer, which the signature replaces
 * (test/fixtures/meta-proxy, 20 to 25).
 */
export class ProxySession {
	readonly #proxy: SourceConfig;
	readonly #config: SourceConfig;
	readonly #clock: Clock;
	readonly #access = new Renewable(() => this.#withClient(client => this.#open(client)));
	#tooOld: TooOldError | null = null;
	/** That the cloud credential could be read, and when that was asked. */
	#readable: {readonly at: number; readonly asked: Promise<void>} | null = null;

	/**
	 * @param proxy the Rancher
	 * @param config the server behind it
	 */
	constructor(proxy: SourceConfig, config: SourceConfig, clock: Clock) {
		this.#proxy = proxy;
		this.#config = config;
		this.#clock = clock;
	}

	/** Sends a request, and once more with a new session where Rancher refused the one that a login had made. */
	send<Value>(request: (headers: Headers) => Promise<Value>): Promise<Value> {
		return attemptTwice(
			this.#access,
			async (access): Promise<Attempt<Value>> => {
				try {
					return {result: await this.#attempt(access, request)};
				} catch (error) {
					if (!(error instanceof ProxyRefusedError)) throw error;
					return {refused: () => Promise.reject(error)};
				}
			},
			{canRenew: ({isOwn}) => isOwn},
		);
	}

	/** Ends the session if a login made it. Never rejects. */
	async logOut(): Promise<void> {
		const {current} = this.#access;
		if (current === null) return;
		this.#access.discard(current);
		const access = await current.catch(() => null);
		if (access) await this.#withClient(client => this.#end(client, access));
	}

	async #attempt<Value>(access: Access, request: (headers: Headers) => Promise<Value>): Promise<Value> {
		await this.#confirmRecent(access);
		await this.#confirmReadable(access);
		try {
			return await request(this.#headers(access));
		} catch (error) {
			if (error instanceof TooOldError) this.#tooOld = error;
			throw error;
		}
	}

	#headers({token}: Access): Headers {
		const {cloudCredential} = this.#config;
		const cookie: Headers = token === null ? {} : {cookie: `R_SESS=${token}`};
		if (cloudCredential === undefined) return cookie;
		const bearer: Headers = token === null ? {} : {authorization: `Bearer ${token}`};
		return {...bearer, 'x-api-cattleauth-header': cloudCredential};
	}

	async #withClient<Value>(use: (client: HttpClient) => Promise<Value>): Promise<Value> {
		const client = createHttpClient({url: this.#proxy.url, ...routeOf(this.#proxy)});
		try {
			return await use(client);
		} finally {
			await client.close();
		}
	}

	async #open(client: HttpClient): Promise<Access> {
		const credentials = await this.#proxy.credentials();
		const isOwn = credentials.type === 'login';
		const access = {token: isOwn ? await logIn(client, credentials) : tokenOf(credentials), isOwn};
		try {
			await this.#checkVersion(client, access);
			return access;
		} catch (error) {
			await this.#end(client, access);
			throw error;
		}
	}

	async #end(client: HttpClient, {token, isOwn}: Access): Promise<void> {
		if (isOwn && token !== null) await logOut(client, token);
	}

	/** Throws where Rancher says that it is too old. Where it does not say, the first answer shows it. */
	async #checkVersion(client: HttpClient, access: Access): Promise<void> {
		if (this.#config.allowOldRancher === true) return;
		const version = await this.#version(client, access);
		if (version === null || !isOld(version)) return;
		const {name: proxy} = this.#proxy;
		const attempted = `Cannot use ${proxy}`;
		throw tooOld({attempted, proxy, url: this.#config.url}, `${proxy} is Rancher ${version}`);
	}

	/** As the Rancher itself has it; null where it does not say. */
	async #version(client: HttpClient, {token}: Access): Promise<string | null> {
		if (token === null) return null;
		const attempted = `Cannot look up the version of ${this.#proxy.name}`;
		const headers = {authorization: `Bearer ${token}`};
		const response = await client.request({attempted, path: '/v3/settings/server-version', headers});
		const body = response.status === 200 ? response.json() : null;
		const version = isObject(body) ? textOf(body, 'value') : null;
		return version !== null && /^v?\d+\.\d+\./.test(version) ? version : null;
	}

	/** Rejects where an answer showed that Rancher is too old, and it has not become a newer one since. */
	async #confirmRecent(access: Access): Promise<void> {
		if (this.#tooOld === null) return;
		const version = await this.#withClient(client => this.#version(client, access));
		if (version === null || isOld(version)) throw this.#tooOld;
		this.#tooOld = null;
	}

	/**
	 * Rejects where Rancher could not sign: it would send the request on as it is, with the token. Asked now and then, as
	 * the credential may be taken away while it is used.
	 */
	#confirmReadable({token}: Access): Promise<void> {
		const {cloudCredential} = this.#config;
		if (cloudCredential === undefined || token === null) return Promise.resolve();
		const now = this.#clock.now();
		if (this.#readable && now - this.#readable.at < readableMs) return this.#readable.asked;
		const headers = {authorization: `Bearer ${token}`};
		const asked = this.#withClient(client => this.#checkCredential(client, headers, cloudCredential));
		this.#readable = {at: now, asked};
		asked.catch(() => {
			this.#readable = null;
		});
		return asked;
	}

	async #checkCredential(client: HttpClient, headers: Headers, cloudCredential: string): Promise<void> {
		const id = credentialIn(cloudCredential);
		const {name} = this.#proxy;
		const attempted = `Cannot sign with the cloud credential ${id}`;
		const {status, text} = await client.request({attempted, path: `/v3/cloudcredentials/${id}`, headers});
		if (status < 300) return;
		const account = {
			attempted,
			target: `${this.#config.url} through ${name}`,
			answer: `${name} answers ${answerText(status, text)}`,
		};
		if (status === 401) throw new ProxyRefusedError({...account, advice: `check the credentials of ${name}`});
		if (status >= 500) throw new ServerError(account, status, '');
		const advice = `check credID, and that this user of ${name} may read it: what Rancher cannot sign it sends on with its own token`;
		throw new RefusedError({...account, advice});
	}
}
