import type {Answer, DemoRequest} from '../../serve/serve.js';
import type {Clock} from '../../world/clock.js';
import type {Random} from '../../world/random.js';
import {bodyOf, json, normanError} from './answers.js';

/** A token that the server knows. */
export type Token = {
	readonly name: string;
	readonly secret: string;
	/** The only cluster that it is good for, or null. */
	readonly cluster: string | null;
	/** The clusters that its user has no access to. */
	readonly denied: readonly string[];
	/** Epoch milliseconds, or null for never. */
	readonly expiresAt: number | null;
	/** Epoch milliseconds (0). */
	readonly createdAt?: number;
	/** A login made it (false). */
	readonly isSession?: boolean;
};

/** The users and tokens of a server. */
export type Accounts = {
	/** A token of the same name is replaced. */
	readonly add: (token: Token) => void;
	readonly revoke: (name: string) => void;
	/** A token by its name. */
	readonly find: (name: string) => Token | undefined;
	/** The token of a request, where it is known and good. */
	readonly tokenOf: (request: DemoRequest) => Token | null;
	/** Answers what has to do with logging in; undefined for any other path. */
	readonly login: (request: DemoRequest) => Answer | undefined;
};

/** How a server lets people in. */
type AccountOptions = {
	readonly clock: Clock;
	readonly random: Random;
	readonly user: {readonly name: string; readonly password: string};
	/** Has `/v1-public`, as from about 2.13 on. */
	readonly newLogin: boolean;
	/** How long the tokens of a login are good, milliseconds. */
	readonly sessionMs: number;
};

const presented = ({headers}: DemoRequest): string => {
	const {authorization, cookie} = headers;
	// The cookie counts only where there is no such header at all (`rancher pkg/auth/tokens/token_util.go`).
	if (authorization === undefined) return /(?:^|;\s*)R_SESS=([^;]*)/.exec(cookie ?? '')?.[1] ?? '';
	const [scheme = '', value = ''] = authorization.split(' ');
	if (scheme.toLowerCase() === 'bearer') return value;
	return scheme.toLowerCase() === 'basic' ? Buffer.from(value, 'base64url').toString() : '';
};

/** Accounts with one local user and no token. */
export const createAccounts = ({clock, random, user, newLogin, sessionMs}: AccountOptions): Accounts => {
	const tokens = new Map<string, Token>();

	const logIn = (request: DemoRequest, modern: boolean): Answer => {
		const {username, password, type} = bodyOf(request.body) ?? {};
		if (modern && type !== 'localProvider')
			return normanError(422, 'InvalidBodyContent', 'unknown provider type');
		if (username !== user.name || password !== user.password) {
			return json(401, {
				type: 'error',
				baseType: 'error',
				code: 'Unauthorized',
				status: 401,
				message: 'authentication failed',
			});
		}

		const name = `token-${random.hex(5)}`;
		const secret = random.hex(54);
		const expiresAt = clock.now() + sessionMs;
		tokens.set(name, {
			...{name, secret, cluster: null, denied: [], expiresAt},
			createdAt: clock.now(),
			isSession: true,
		});
		const token = {
			id: name,
			type: 'token',
			baseType: 'token',
			token: `${name}:${secret}`,
			expiresAt: new Date(expiresAt).toISOString(),
		};
		return json(
			201,
			modern ? token : {...token, userId: 'user-abcde', ttl: sessionMs, current: false, links: {}},
		);
	};

	return {
		add: token => tokens.set(token.name, token),
		revoke: name => tokens.delete(name),
		find: name => tokens.get(name),
		tokenOf(request) {
			const [name = '', secret = '', ...more] = presented(request).split(':');
			const token = tokens.get(name);
			if (!token || more.length > 0 || token.secret !== secret) return null;
			return token.expiresAt === null || token.expiresAt > clock.now() ? token : null;
		},
		login(request) {
			const {pathname, searchParams} = request.url;
			const provider = {id: 'local', type: 'localProvider'};
			if (pathname.startsWith('/v1-public/') && newLogin) {
				if (pathname === '/v1-public/authproviders') return json(200, {type: 'collection', data: [provider]});
				if (pathname === '/v1-public/login' && request.method === 'POST') return logIn(request, true);
			}

			if (pathname === '/v3-public/authProviders') return json(200, {type: 'collection', data: [provider]});
			const isOld = pathname === '/v3-public/localProviders/local' && searchParams.get('action') === 'login';
			if (isOld && request.method === 'POST') return logIn(request, false);
			const isPublic = pathname.startsWith('/v1-public') || pathname.startsWith('/v3-public');
			return isPublic ? normanError(404, 'NotFound', 'not found') : undefined;
		},
	};
};
