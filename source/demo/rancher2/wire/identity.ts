import type {Answer, DemoRequest} from '../../serve/serve.js';
import type {Clock} from '../../world/clock.js';
import type {Fields} from '../../world/world.js';
import type {Token} from './accounts.js';
import {json, normanError} from './answers.js';

const userId = 'user-4grsw';

const second = 1000;

// As of test/fixtures/rancher2/more/users-me.http: of the users that one sees only oneself where `me` is asked for.
const user = (origin: string): Fields => ({
	id: userId,
	type: 'user',
	baseType: 'user',
	links: {self: `${origin}/v3/users/${userId}`, tokens: `${origin}/v3/tokens?userId=${userId}`},
	actions: {},
	enabled: true,
	me: true,
	name: 'Default Admin',
	username: 'admin',
	principalIds: [`local://${userId}`],
});

// As of token-current.http, token-one-hour.http and session-token-by-cookie.http.
const written = (token: Token, presented: Token, origin: string, clock: Clock): Fields => {
	const {name, cluster, expiresAt, createdAt = 0, isSession = false} = token;
	const end = expiresAt === null ? '' : new Date(expiresAt).toISOString();
	return {
		id: name,
		type: 'token',
		baseType: 'token',
		name,
		authProvider: 'local',
		clusterId: cluster,
		created: new Date(createdAt).toISOString(),
		createdTS: createdAt,
		// Only of a session it is true, whatever the request was made with.
		current: isSession && token === presented,
		description: 'rwatch',
		enabled: true,
		expired: expiresAt !== null && expiresAt <= clock.now(),
		// A controller writes it, a moment later.
		expiresAt: clock.now() - createdAt < second ? '' : end,
		isDerived: !isSession,
		links: {self: `${origin}/v3/tokens/${name}`, remove: `${origin}/v3/tokens/${name}`},
		ttl: expiresAt === null ? 0 : expiresAt - createdAt,
		userId,
	};
};

/** Answers who the caller is, and which token is whose; undefined for any other path. */
export const identityAnswer = (
	{url, method}: DemoRequest,
	{
		presented,
		find,
		clock,
	}: {
		readonly presented: Token;
		readonly find: (name: string) => Token | undefined;
		readonly clock: Clock;
	},
): Answer | undefined => {
	const [first, second, name, ...more] = url.pathname.split('/').filter(Boolean);
	if (first !== 'v3' || method !== 'GET' || more.length > 0) return undefined;
	if (second === 'users' && name === undefined) {
		const links = {self: `${url.origin}/v3/users`};
		return json(200, {type: 'collection', resourceType: 'user', links, data: [user(url.origin)]});
	}

	if (second !== 'tokens' || name === undefined) return undefined;
	const token = find(decodeURIComponent(name));
	return token
		? json(200, written(token, presented, url.origin, clock))
		: normanError(404, 'NotFound', 'failed to find resource by id');
};
