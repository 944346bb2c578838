import type {Json, World} from '../world/world.js';

/** Somebody whom the master's external_auth knows. An empty `perms` lets one log in and do nothing. */
export type SaltUser = {
	readonly username: string;
	readonly password: string;
	/** `.*`, `test.ping`, `@runner`, `{"@wheel": ["key.*"]}` … */
	readonly perms: readonly Json[];
};

/** A session of salt-api and the token behind it. */
export type Session = {
	readonly token: string;
	readonly user: SaltUser;
	readonly eauth: string;
	/** Epoch seconds. */
	readonly start: number;
	/** When the token behind the session expires, epoch seconds. */
	expire: number;
};

/** Who is logged in. Sessions are salt-api's, tokens the master's: either can die first. */
export class Sessions {
	readonly #world: World;
	readonly #sessions = new Map<string, Session>();
	#users: readonly SaltUser[];
	#tokenExpireSeconds: number;

	constructor(
		world: World,
		options: {readonly users: readonly SaltUser[]; readonly tokenExpireSeconds: number},
	) {
		this.#world = world;
		this.#users = options.users;
		this.#tokenExpireSeconds = options.tokenExpireSeconds;
	}

	/** A new session, or null for credentials that are not known. */
	logIn(username: string, password: string, eauth: string): Session | null {
		const user = this.#users.find(known => known.username === username && known.password === password);
		if (user === undefined || eauth === '') return null;
		const start = this.#world.clock.now() / 1000;
		const session: Session = {
			token: this.#world.random.hex(40),
			user,
			eauth,
			start,
			expire: start + this.#tokenExpireSeconds,
		};
		this.#sessions.set(session.token, session);
		return session;
	}

	find(token: string): Session | null {
		return this.#sessions.get(token) ?? null;
	}

	/** Sessions that are open now. */
	get open(): readonly Session[] {
		return [...this.#sessions.values()];
	}

	isExpired(session: Session): boolean {
		return session.expire <= this.#world.clock.now() / 1000;
	}

	/** Ends one session. */
	logOut(token: string): boolean {
		return this.#sessions.delete(token);
	}

	/** As a restart of salt-api does: every session is unknown from now on. */
	forgetAll(): void {
		this.#sessions.clear();
	}

	/** The tokens behind all sessions expire now; the sessions stay. */
	expireAll(): void {
		for (const session of this.#sessions.values()) session.expire = 0;
	}

	/** From now on only these can log in. */
	setUsers(users: readonly SaltUser[]): void {
		this.#users = users;
	}

	/** Life of the tokens of later logins, seconds. */
	setTokenExpire(seconds: number): void {
		this.#tokenExpireSeconds = seconds;
	}
}

/** A plain pattern with `*` against a word. */
const matches = (pattern: string, word: string): boolean =>
	new RegExp(`^(?:${pattern.replace(/\.\*$/, '.*').replace(/(?<!\.)\*/g, '.*')})$`).test(word);

/**
 * Whether `perms` let somebody call a function. `side` is `@runner`, `@wheel`, or '' for functions of minions.
 * Only what the demo needs of salt/utils/minions.py `CkMinions.auth_check`.
 */
export const mayCall = (perms: readonly Json[], side: '' | '@runner' | '@wheel', fun: string): boolean =>
	perms.some(perm => {
		if (typeof perm === 'string')
			return side === '' ? !perm.startsWith('@') && matches(perm, fun) : perm === side;
		if (typeof perm !== 'object' || perm === null || Array.isArray(perm)) return false;
		return Object.entries(perm).some(
			([name, functions]) =>
				(side === '' ? !name.startsWith('@') : name === side) &&
				Array.isArray(functions) &&
				functions.some(pattern => typeof pattern === 'string' && matches(pattern, fun)),
		);
	});
