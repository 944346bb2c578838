import type {Identity} from '../../model/identity.js';
import {isObject} from '../../model/json-object.js';
import {asTexts} from './wire/frames.js';
import type {Login} from './wire/login.js';

/** `@runner`: all of them. */
const labels: Readonly<Record<string, string>> = {
	'@runner': 'runner',
	'@wheel': 'wheel',
	'@jobs': 'jobs',
};

const rightOf = (perm: unknown): Identity['rights'] => {
	if (typeof perm === 'string')
		return [labels[perm] === undefined ? ['on minions', perm] : [labels[perm], 'all']];
	if (!isObject(perm)) return [];
	return Object.entries(perm).map(([name, functions]) => [
		labels[name] ?? `on ${name}`,
		asTexts(functions).join(', ') || 'nothing',
	]);
};

/** What `perms` of a login let its user call (salt/netapi/__init__.py, `sorted_permissions`). */
export const rightsOf = (perms: readonly unknown[], isTold: boolean): Identity['rights'] => {
	if (perms.length === 0) return [['may call', isTold ? 'nothing' : 'not known: the session was given']];
	const rights = new Map<string, string>();
	for (const [label, text] of perms.flatMap(rightOf)) {
		const before = rights.get(label);
		rights.set(label, before === undefined ? text : `${before}, ${text}`);
	}

	return [...rights];
};

/** Who is logged in at a Salt master: by the answer to the login, the only one that says so. */
export const readIdentity = async (login: Login, signal: AbortSignal): Promise<Identity> => {
	const {user, perms, expires, own, eauth} = await login.session(signal);
	return {
		user,
		means: own ? `eauth ${eauth ?? 'auto'}` : 'a session that was given',
		expiresAt: expires,
		isRenewed: own,
		rights: rightsOf(perms, own),
	};
};
