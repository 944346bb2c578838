import {RefusedError, UnreachableError, UsageError} from '../model/errors.ts';
import type {SourceConfig} from '../model/source-config.ts';
import {answerText} from '../transport/errors.ts';
import {createHttpClient, type HttpClient} from '../transport/http.ts';
import {routeOf} from '../transport/route.ts';
import {openSocket, UpgradeAnswer} from '../transport/websocket.ts';
import {logIn} from './rancher2/login.ts';
import type {Way, WaySocket} from './way.ts';

type Headers = Readonly<Record<string, string>>;

/** What came back, as far as it tells whether it is the proxy's own answer or the target's. */
type Answer = {readonly status: number; readonly contentType: string; readonly body: string};

/**
 * The source called `via`, through which another is reached. Throws `UsageError` where it cannot be that.
 *
 * @param named all configured sources by name
 */
export const proxyOf = (
	{name}: SourceConfig,
	via: string,
	named: ReadonlyMap<string, SourceConfig>,
): SourceConfig => {
	const proxy = named.get(via);
	if (!proxy)
		throw new UsageError(`${name}: no source is called '${via}', through which it is to be reached`);
	if (proxy.family === null || proxy.family === 'rancher2') return proxy;
	throw new UsageError(`${name}: '${via}' has no proxy to reach it through; expected a Rancher 2`);
};

/**
 * What the proxy is asked with. Only a cookie will do: the proxy hands `Authorization` on to the target, and takes every
 * cookie away (rancher pkg/httpproxy/proxy.go).
 */
class ProxySession {
	readonly #proxy: SourceConfig;
	#token: Promise<string | null> | null = null;
	/** It was made by a login, and can be made anew. */
	#isRenewable = false;

	constructor(proxy: SourceConfig) {
		this.#proxy = proxy;
	}

	async headers(): Promise<Headers> {
		this.#token ??= this.#ask();
		const asked = this.#token;
		asked.catch(() => {
			if (this.#token === asked) this.#token = null;
		});
		const token = await asked;
		return token === null ? {} : {cookie: `R_SESS=${token}`};
	}

	/** Sends a request, and once more with a new session where the proxy did not take the one that a login had made. */
	async send<Value>(request: () => Promise<Value>): Promise<Value> {
		try {
			return await request();
		} catch (error) {
			if (!(error instanceof RefusedError)) throw error;
			const wasRenewable = this.#isRenewable;
			this.#token = null;
			this.#isRenewable = false;
			if (!wasRenewable) throw error;
			return request();
		}
	}

	async #ask(): Promise<string | null> {
		const credentials = await this.#proxy.credentials();
		if (credentials.type === 'none') return null;
		if (credentials.type === 'bearer') return credentials.token.replace(/^R_SESS=/, '');
		// An access key is the name of a token (rancher pkg/auth/tokens/token_util.go).
		if (credentials.type === 'basic') return `${credentials.username}:${credentials.password}`;
		const client = createHttpClient({url: this.#proxy.url, ...routeOf(this.#proxy)});
		try {
			const token = await logIn(client, credentials);
			this.#isRenewable = true;
			return token;
		} finally {
			await client.close();
		}
	}
}

/** Throws where an answer is a refusal of the proxy itself, and not the target's. */
const throwOwn = (
	proxy: SourceConfig,
	config: SourceConfig,
	attempted: string,
	{status, contentType, body}: Answer,
): void => {
	const target = `${config.url} through ${proxy.name}`;
	// Pages of salt-api are HTML (salt/netapi/rest_cherrypy/app.py), Rancher's refusals JSON or plain text.
	if (status === 401 && !contentType.includes('html')) {
		const answer = `${proxy.name} answers ${answerText(status, body)}`;
		throw new RefusedError({attempted, target, answer, advice: `check the credentials of ${proxy.name}`});
	}

	// One that is not on the list is not told from one that does not answer: both leave the answer empty.
	if ((status !== 502 && status !== 503) || body.trim() !== '') return;
	const {hostname, protocol} = new URL(config.url);
	const trust = protocol === 'https:' ? ' and trust its certificate' : '';
	throw new UnreachableError({
		attempted,
		target,
		answer: `${proxy.name} answers ${answerText(status, '')} without a reason`,
		advice: `an administrator of that Rancher must allow the host ${hostname} (setting whitelist-domain, or a ProxyEndpoint), and Rancher must be able to reach it${trust}`,
	});
};

/**
 * The way to a server through `/meta/proxy` of a Rancher 2. No credential of Rancher's reaches the server; a cloud
 * credential, where one is configured, is put in by Rancher itself.
 */
export const wayThrough = (proxy: SourceConfig, config: SourceConfig): Way => {
	const session = new ProxySession(proxy);
	const {protocol, host, pathname} = new URL(config.url);
	const route = routeOf(proxy);
	// One slash after the scheme: two are answered with a redirect (rancher pkg/httpproxy/proxy.go).
	const url = `${new URL(proxy.url).origin}/meta/proxy/${protocol}/${host}${pathname.replace(/\/+$/, '')}`;
	const {cloudCredential} = config;

	const headers = async (): Promise<Headers> => ({
		...(cloudCredential !== undefined && {'x-api-cattleauth-header': cloudCredential}),
		...(await session.headers()),
	});

	const check = (attempted: string, answer: Answer): void => throwOwn(proxy, config, attempted, answer);

	const client = (): HttpClient => {
		const inner = createHttpClient({url, headers, ...route});
		return {
			...inner,
			request: request =>
				session.send(async () => {
					const response = await inner.request(request);
					const contentType = response.headers['content-type'] ?? '';
					check(request.attempted, {status: response.status, contentType, body: response.text});
					return response;
				}),
			stream: request =>
				session.send(async () => {
					const response = await inner.stream(request);
					if (response.status < 400) return response;
					const body = await response.text();
					const contentType = response.headers['content-type'] ?? '';
					check(request.attempted, {status: response.status, contentType, body});
					return {...response, text: async () => body};
				}),
		};
	};

	const socket = (path: string, options: WaySocket) =>
		session.send(async () => {
			const all = {...options.headers, ...(await headers())};
			try {
				return await openSocket({...options, ...route, url: `${url}/${path}`, headers: all});
			} catch (error) {
				const answer = error instanceof Error ? error.cause : null;
				if (answer instanceof UpgradeAnswer) check(options.attempted, answer);
				throw error;
			}
		});

	return {client, socket};
};
