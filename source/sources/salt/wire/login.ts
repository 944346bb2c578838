import {RefusedError, UsageError} from '../../../model/errors.js';
import type {Credentials, SourceConfig} from '../../../model/source-config.js';
import type {Clock} from '../../../transport/clock.js';
import type {HttpRequest, HttpResponse} from '../../../transport/http.js';
import {asList, asNumber, asObject, asText} from '../../requests/json-values.js';
import {Renewable} from '../../requests/renewable.js';
import {errorOf, firstReturn, loginRefusal, pageError, refusalOf} from './failure.js';

/** A session of salt-api. */
export type Session = {
	readonly token: string;
	readonly user: string | null;
	readonly eauth: string | null;
	/** What the user may do; [] when nothing, or when nobody said. */
	readonly perms: readonly unknown[];
	/** When it was opened, epoch milliseconds. */
	readonly since: number;
	/** When the token behind it expires, epoch milliseconds; null where nobody said. */
	readonly expires: number | null;
	/** rwatch opened it itself, and closes it. */
	readonly own: boolean;
};

/** What `/login` and `/run` take. */
type LoginFields = {readonly username: string; readonly password: string; readonly eauth: string};

/** User, password and eauth as `/login` and `/run` take them; pepper's default eauth is `auto`. Throws `UsageError`. */
export const loginFields = (credentials: Credentials): LoginFields => {
	if (credentials.type === 'login' || credentials.type === 'basic') {
		const {username, password} = credentials;
		const eauth = (credentials.type === 'login' ? credentials.eauth : null) ?? 'auto';
		return {username, password, eauth};
	}

	// Found out only now to be a Salt master, from its answers.
	throw new UsageError(
		'Salt needs a user with a password: username and password in the configuration file, or, for a source that it does not name, SALTAPI_USER and SALTAPI_PASS',
	);
};

// A login of a master that is down is never answered.
const loginTimeoutMs = 15_000;
const logoutTimeoutMs = 1000;
/** A session is replaced that long before it expires. */
const earlyMs = 60_000;

/** What came of one try with a session: an answer, or an error status with what was asked. */
export type Attempt<Value> =
	| {readonly value: Value}
	| {
			readonly status: number;
			readonly body: string;
			readonly request: Pick<HttpRequest, 'attempted' | 'path'>;
	  };

/** What a login needs. */
type LoginOptions = {
	readonly config: SourceConfig;
	readonly clock: Clock;
	readonly request: (request: HttpRequest) => Promise<HttpResponse>;
	/** The password, or the session that was given, was refused. */
	readonly onRefused: (error: RefusedError) => Promise<void>;
};

/** Sends the user's name and password. Throws `RefusedError`, `UnreachableError` and so on. */
const logIn = async (
	{config, clock, request, onRefused}: LoginOptions,
	signal?: AbortSignal,
): Promise<Session> => {
	const credentials = await config.credentials();
	const since = clock.now();
	if (credentials.type === 'bearer') {
		return {token: credentials.token, user: null, eauth: null, perms: [], since, expires: null, own: false};
	}

	const attempted = 'Cannot log in';
	const body = loginFields(credentials);
	const response = await request({
		method: 'POST',
		path: 'login',
		body,
		attempted,
		...(signal && {signal}),
		timeoutMs: loginTimeoutMs,
	});
	const target = `${config.url}/login`;
	if (response.status === 401) {
		const refused = loginRefusal(attempted, target, response.text);
		await onRefused(refused);
		throw refused;
	}

	if (response.status !== 200) throw errorOf(attempted, target, response.status, response.text);
	const answer = asObject(firstReturn(response.json()));
	const token = asText(answer.token);
	if (token === null) throw pageError(attempted, target, response.status);
	// The master's clock may differ from ours: the length of the life is what counts.
	const start = asNumber(answer.start);
	const expire = asNumber(answer.expire);
	const expires = start === null || expire === null ? null : since + (expire - start) * 1000;
	const [user, eauth] = [asText(answer.user), asText(answer.eauth)];
	return {token, user, eauth, perms: asList(answer.perms), since, expires, own: true};
};

/**
 * The session of one source: opened when it is first needed, once however many ask, and again when it is about to expire
 * or was found dead. There is no call that renews one (salt/netapi/rest_cherrypy/app.py).
 */
export class Login {
	readonly #options: LoginOptions;
	#session: Session | null = null;
	readonly #login: Renewable<Session>;

	constructor(options: LoginOptions) {
		this.#options = options;
		this.#login = new Renewable(async signal => {
			this.#session = await logIn(options, signal);
			return this.#session;
		});
	}

	/** The session that is open now, if any. */
	get current(): Session | null {
		return this.#session;
	}

	/** A session that lives. Rejects with `RefusedError` where the credentials are wrong. */
	async session(signal: AbortSignal): Promise<Session> {
		const known = this.#session;
		if (known !== null && this.#options.clock.now() >= this.renewAt(known)) this.#forget(known);
		return this.#login.get(signal);
	}

	/** Tries with the session, and once more with a new one where that turned out to be dead. */
	async use<Value>(
		signal: AbortSignal,
		attempt: (session: Session) => Promise<Attempt<Value>>,
	): Promise<Attempt<Value>> {
		const session = await this.session(signal);
		const result = await attempt(session);
		if ('value' in result || !['session', 'token'].includes(refusalOf(result.status, result.body)))
			return result;
		await this.drop(session);
		const renewed = await this.session(signal);
		const second = await attempt(renewed);
		if ('status' in second && renewed.own) await this.drop(renewed);
		return second;
	}

	/** When a session is to be replaced: a minute before it expires, or at its tenth last part where it is short. */
	renewAt({expires, since}: Session): number {
		if (expires === null) return Number.POSITIVE_INFINITY;
		return expires - Math.min(earlyMs, (expires - since) / 10);
	}

	/** This session was found dead. Rejects with `RefusedError` where the token was given: another cannot be had. */
	async drop(session: Session): Promise<void> {
		this.#forget(session);
		if (session.own) return;
		const refused = new RefusedError({
			attempted: 'Cannot use the token',
			target: this.#options.config.url,
			answer: 'salt-api does not know it, or it has expired',
			advice: 'give a new session token, or a user and a password',
		});
		await this.#options.onRefused(refused);
		throw refused;
	}

	/** Closes the session if rwatch opened it. Never rejects, and waits a second at most. */
	async logOut(): Promise<void> {
		const session = this.#session;
		if (session === null) return;
		this.#forget(session);
		if (!session.own) return;
		const headers = {'x-auth-token': session.token};
		const request = {method: 'POST', path: 'logout', headers, body: {}, timeoutMs: logoutTimeoutMs} as const;
		// It expires by itself if this fails: nobody has to know.
		await this.#options.request({...request, attempted: 'Cannot log out'}).catch(() => null);
	}

	/** The next call logs in again, unless another did so before. */
	#forget(session: Session): void {
		if (this.#session !== session) return;
		this.#session = null;
		if (this.#login.current) this.#login.discard(this.#login.current);
	}
}
