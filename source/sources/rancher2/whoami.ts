import {ServerError} from '../../model/errors.js';
import type {Identity} from '../../model/identity.js';
import type {JsonObject} from '../../model/json-object.js';
import {mapOf, mapsOf, textOf, textsOf} from '../requests/json-fields.js';
import {rightsOf, type SchemaPart} from '../requests/schema-rights.js';
import {kindOfSchema} from './rows/kinds.js';
import {readSchemas, steveBase} from './steve/wire/api.js';
import type {Api, Apis} from './wire/api.js';
import type {Place} from './wire/place.js';

// Each is a megabyte of schemas.
const maxClusters = 10;

const isUsual = (id: string): boolean => kindOfSchema.has(id);

const timeOf = (text: string | null): number | null => {
	const at = Date.parse(text ?? '');
	return Number.isNaN(at) ? null : at;
};

/**
 * When a token expires. In its first second `expiresAt` is empty, whatever its life
 * (test/fixtures/rancher2/more/token-one-hour.http); a life of 0 has no end.
 */
const expiryOf = (ttl: unknown, expiresAt: string | null, created: string | null): Identity['expiresAt'] => {
	const expires = timeOf(expiresAt);
	if (expires !== null) return expires;
	if (ttl === 0) return 'never';
	const since = timeOf(created);
	return typeof ttl === 'number' && since !== null ? since + ttl : null;
};

type Token = Pick<Identity, 'means' | 'expiresAt'> & {readonly user: string | null};

const sortOf = (token: JsonObject): string => (token.isDerived === false ? 'session' : 'token');

const readToken = async (api: Api, name: string, signal: AbortSignal): Promise<Token> => {
	const attempted = 'Cannot read the token';
	if (name.startsWith('ext/')) {
		const path = `/v1/ext.cattle.io.tokens/${encodeURIComponent(name.slice('ext/'.length))}`;
		const body = await api.call({path, attempted, signal});
		const [spec, status] = [mapOf(body, 'spec'), mapOf(body, 'status')];
		const created = textOf(mapOf(body, 'metadata'), 'creationTimestamp');
		return {
			means: `token ${name}`,
			expiresAt: expiryOf(spec.ttl, textOf(status, 'expiresAt'), created),
			user: textOf(spec, 'userID'),
		};
	}

	const body = await api.call({path: `/v3/tokens/${encodeURIComponent(name)}`, attempted, signal});
	const cluster = textOf(body, 'clusterId');
	return {
		means: `${sortOf(body)} ${name}${cluster === null ? '' : ` of cluster ${cluster}`}`,
		expiresAt: expiryOf(body.ttl, textOf(body, 'expiresAt'), textOf(body, 'created')),
		user: textOf(body, 'userId'),
	};
};

const readUser = async (api: Api, signal: AbortSignal): Promise<string | null> => {
	const body = await api.call({path: '/v3/users?me=true', attempted: 'Cannot read the user', signal});
	const [me] = mapsOf(body, 'data');
	if (!me) return null;
	const [login, name] = [textOf(me, 'username'), textOf(me, 'name')];
	return login ?? name ?? textOf(me, 'id');
};

// A token of one cluster is refused by all else (test/fixtures/rancher2/more/cluster-token-on-v3-401.http).
const unlessRefused = async <Value>(work: Promise<Value>): Promise<Value | null> => {
	try {
		return await work;
	} catch (error) {
		if (error instanceof ServerError) return null;
		throw error;
	}
};

// What a server says of itself has no objects behind it: `count`, `schema`, `subscribe`.
const isObjects = (schema: JsonObject): boolean => textsOf(mapOf(schema, 'attributes'), 'verbs').length > 0;

type Part = {readonly where: string; readonly base: string};

const partsOf = async (api: Api, {cluster}: Place, signal: AbortSignal): Promise<readonly Part[]> => {
	if (cluster !== null) return [{where: `cluster ${cluster}`, base: steveBase(cluster)}];
	const attempted = 'Cannot list the clusters';
	const body = await unlessRefused(api.call({path: '/v3/clusters', attempted, signal}));
	const clusters = body === null ? [] : mapsOf(body, 'data');
	return [
		{where: '', base: steveBase(null)},
		...clusters.slice(0, maxClusters).flatMap(one => {
			const id = textOf(one, 'id');
			const where = `cluster ${textOf(one, 'name') ?? id ?? ''}`;
			return id === null || id === 'local' ? [] : [{where, base: steveBase(id)}];
		}),
	];
};

const readRights = async (api: Api, place: Place, signal: AbortSignal): Promise<Identity['rights']> => {
	const parts: SchemaPart[] = [];
	const silent: string[] = [];
	for (const {where, base} of await partsOf(api, place, signal)) {
		const schemas = await unlessRefused(readSchemas(api, base, signal));
		if (schemas === null) silent.push(where === '' ? 'the server itself' : where);
		else parts.push({where, schemas: schemas.filter(isObjects)});
	}

	const rights = rightsOf(parts, isUsual);
	return silent.length === 0 ? rights : [...rights, ['not known of', silent.join(', ')]];
};

/** Who is logged in at a Rancher 2, with which token, until when; and what the user may do where that is wanted. */
export const readIdentity = async (
	{urgent: api, login}: Pick<Apis, 'urgent' | 'login'>,
	place: Place,
	withRights: boolean,
	signal: AbortSignal,
): Promise<Identity> => {
	const user = place.direct ? null : await unlessRefused(readUser(api, signal));
	// Known once something was asked.
	const rights = withRights ? await readRights(api, place, signal) : [];
	const {tokenName, isRenewable} = login();
	const token =
		tokenName === null || place.direct ? null : await unlessRefused(readToken(api, tokenName, signal));
	return {
		user: user ?? token?.user ?? null,
		means: token?.means ?? (tokenName === null ? null : `token ${tokenName}`),
		expiresAt: token?.expiresAt ?? null,
		isRenewed: isRenewable,
		rights,
	};
};
