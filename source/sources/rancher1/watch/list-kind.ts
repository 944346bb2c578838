import {ServerError} from '../../../model/errors.js';
import type {Resource} from '../../../model/resource.js';
import {firstKinds} from '../rows/kinds.js';
import {identityOf, type Scope} from '../rows/scope.js';
import {isGone} from '../rows/states.js';
import {resourceOf} from '../rows/to-resource.js';
import type {Api} from '../wire/api.js';
import type {Rancher1Object} from '../wire/frames.js';
import {allPages, firstPageSize, pageSize} from '../wire/pages.js';
import {isRecord, type Types, typesOf} from '../wire/types.js';

/** One kind to list. */
type KindRequest = {
	readonly api: Api;
	/** Path of what its collection is below: a project, or the root of the API. */
	readonly base: string;
	readonly kind: string;
	/** Last part of the collection's path. */
	readonly collection: string;
	/** More of the query: `&include=hosts`. */
	readonly include: string;
	readonly scope: Scope;
	/** The row as it is to be shown, before its page is given. */
	readonly onRow: (resource: Resource, object: Rancher1Object, kinds: Types['kinds']) => Resource;
	/** Somebody waits for its first rows. */
	readonly isAwaited?: boolean;
	/** The server counts more rows than it lists, in words. */
	readonly onMiscount: (message: string) => void;
	readonly signal: AbortSignal;
};

const recordPages = 10;

/** Whether a kind is one of those that are followed from the start. */
export const isFirst = (kind: string): boolean => firstKinds.some(({name}) => name === kind);

/**
 * Lists the rows of a kind, giving each page as it comes: whatever its collection lists belongs to it, under whatever
 * type. Returns what in the answers was not a resource. Rejects with the errors of `allPages`.
 */
export const listKind = (
	{api, base, kind, collection, include, scope, onRow, isAwaited = false, onMiscount, signal}: KindRequest,
	page: (resources: readonly Resource[]) => void,
): Promise<readonly string[]> => {
	const order = isRecord(kind) ? '&sort=id&order=desc' : '';
	const path = `${base}/${collection}?limit=${isAwaited ? firstPageSize : pageSize}${order}${include}`;
	// Virtual machines are containers too, and have rows of their own.
	const isOther = ({kinds}: Types) => isFirst(kind) && kinds[0] !== kind;
	return allPages(
		api,
		{path, attempted: `Cannot list ${collection}`, signal},
		objects => {
			const rows = objects.flatMap(object => {
				const types = typesOf(object);
				if (isGone(object) || isOther(types)) return [];
				return onRow(resourceOf(object, scope, identityOf(object, scope, types, kind)), object, types.kinds);
			});
			page(rows);
		},
		{max: isRecord(kind) ? recordPages : undefined, onMiscount},
	);
};

/** Whether a listing failed because the key's role hides the kind: it has no rows then. */
export const isHidden = (error: unknown, kind: string): boolean =>
	error instanceof ServerError && [403, 404, 405].includes(error.status) && !isFirst(kind);
