import type {Answer} from '../../serve/serve.js';
import type {Clock} from '../../world/clock.js';
import type {Random} from '../../world/random.js';
import type {Fields} from '../../world/world.js';
import {json, Refusal, refuse} from './answers.js';
import type {Rancher1Key} from './caller.js';

/** A user who logs in with a password, and has the rights of a key from then on. */
export type Rancher1User = {readonly name: string; readonly password: string; readonly key: Rancher1Key};

/** The users of a server and the tokens that their logins made. */
export type Logins = {
	/** Answers `POST /v1/token`; what cannot be taken is a `Refusal`. */
	readonly take: (body: Fields) => Answer;
	/** Whose token it is; undefined for one that is unknown or too old. */
	readonly find: (token: string) => Rancher1Key | undefined;
	/** Tokens that were given out so far are no longer taken. */
	readonly expire: () => void;
};

const lifeMs = 57_600_000;
const encoded = (text: string): string => Buffer.from(text).toString('base64url');

/** Logins as local authentication has them (`cattle LocalAuthTokenCreator.java`); with access control off there are none. */
export const createLogins = (
	users: readonly Rancher1User[],
	{clock, random, open}: {readonly clock: Clock; readonly random: Random; readonly open: boolean},
): Logins => {
	const tokens = new Map<string, {readonly key: Rancher1Key; readonly until: number}>();
	return {
		take({code}) {
			if (open) {
				const message = 'No Auth provider is configured.';
				throw new Refusal({status: 500, code: 'NoAuthProvider', message});
			}

			if (typeof code !== 'string' || !code.includes(':')) throw refuse(403);
			const user = users.find(({name, password}) => code === `${name}:${password}`);
			if (!user) throw refuse(401);
			const until = clock.now() + lifeMs;
			const claims = JSON.stringify({exp: Math.floor(until / 1000), sub: 'cattle', jti: random.hex(8)});
			const jwt = `${encoded('{"alg":"RS256"}')}.${encoded(claims)}.${random.hex(64)}`;
			tokens.set(jwt, {key: user.key, until});
			const token = {jwt, accountId: '1a7', userType: 'admin', user: user.name, security: true};
			return json(201, {id: null, type: 'token', links: {}, actions: {}, baseType: 'token', ...token});
		},
		find(token) {
			const found = tokens.get(token);
			return found && found.until > clock.now() ? found.key : undefined;
		},
		expire: () => tokens.clear(),
	};
};
