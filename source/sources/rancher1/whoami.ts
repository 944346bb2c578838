import type {Identity} from '../../model/identity.js';
import {mapsOf, textOf} from '../requests/json-fields.js';
import {rightsOf, type SchemaPart} from '../requests/schema-rights.js';
import {firstKinds} from './rows/kinds.js';
import type {Api} from './wire/api.js';
import type {Found} from './wire/discover.js';

// Each is half a megabyte of schemas.
const maxProjects = 10;

const isUsual = (id: string): boolean => firstKinds.some(({name}) => name === id);

const partsOf = async (api: Api, {root, project}: Found, signal: AbortSignal) => {
	if (project !== null) return [{where: '', base: `${root}/projects/${project}`}];
	const {body} = await api.call({path: `${root}/projects`, attempted: 'Cannot list the projects', signal});
	const projects = mapsOf(body, 'data').slice(0, maxProjects);
	return projects.flatMap(one => {
		const id = textOf(one, 'id');
		return id === null ? [] : [{where: textOf(one, 'name') ?? id, base: `${root}/projects/${id}`}];
	});
};

const readRights = async (api: Api, found: Found, signal: AbortSignal): Promise<Identity['rights']> => {
	const parts: SchemaPart[] = [];
	for (const {where, base} of await partsOf(api, found, signal)) {
		const request = {path: `${base}/schemas`, attempted: 'Cannot read the schemas', signal};
		parts.push({where, schemas: mapsOf((await api.call(request)).body, 'data')});
	}

	return rightsOf(parts, isUsual);
};

const meansOf = (kind: string | null, isRenewed: boolean): string | null => {
	if (isRenewed) return 'user and password';
	if (kind === 'project') return 'environment key';
	return kind === null ? 'key' : `account key (${kind})`;
};

/**
 * As whom a Rancher 1 is asked, by the headers that it puts on every answer (cattle ApiAuthenticator.java), and what that
 * account may do where that is wanted. Its keys have no end; a login is made again by itself.
 */
export const readIdentity = async (
	api: Api,
	found: Found,
	withRights: boolean,
	signal: AbortSignal,
): Promise<Identity> => {
	const {headers} = await api.call({path: found.root, attempted: 'Cannot ask who is logged in', signal});
	const {type, isRenewable} = api.login();
	const kind = headers['x-api-account-kind'] ?? null;
	const id = headers['x-api-account-id'] ?? null;
	const name = headers['x-api-account-name'] ?? '';
	return {
		user: name === '' ? id : `${name} (${id ?? 'no id'})`,
		means: type === 'none' ? 'nothing: its access control is off' : meansOf(kind, isRenewable),
		expiresAt: type === 'bearer' || isRenewable ? null : 'never',
		isRenewed: isRenewable,
		rights: withRights ? await readRights(api, found, signal) : [],
	};
};
