import {ServerError, UnreachableError} from '../../../../model/errors.js';
import {mapOf, mapsOf, numberOf, textOf} from '../../../requests/json-fields.js';
import type {Api} from '../../wire/api.js';
import type {SteveType} from '../rows/catalogue.js';

/** Names asked for at once. */
const pageSize = 500;

/** Where one scope is asked how many objects there are, and which. */
export type ObjectCounts = {
	/** The number of objects of a type, in these namespaces or (null) in all; null if not reported. */
	readonly count: (schema: string, namespaces: ReadonlySet<string> | null) => number | null;
};

/** Expected failures: the user may not list it there, or the apiserver does not answer now. */
const unless = async <Result>(asked: Promise<Result>): Promise<Result | null> => {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof ServerError || error instanceof UnreachableError) return null;
		throw error;
	}
};

/**
 * How many objects of each type this user may see. Unlike Steve's lists they come from a cache that misses no removal
 * for longer than a minute (fixtures rancher2/more/ghost-counts, outage-*). Null where there are none.
 *
 * @param base path of the Steve
 */
export const readCounts = async (
	api: Pick<Api, 'call'>,
	base: string,
	signal: AbortSignal,
): Promise<ObjectCounts | null> => {
	const attempted = 'Cannot read how many objects there are';
	const body = await unless(api.call({path: `${base}/counts`, attempted, signal}));
	const [item] = body === null ? [] : mapsOf(body, 'data');
	if (!item) return null;
	const counts = mapOf(item, 'counts');
	return {
		count(schema, namespaces) {
			if (!(schema in counts)) return null;
			const reported = mapOf(counts, schema);
			// Types without objects are omitted.
			if (namespaces === null) return numberOf(mapOf(reported, 'summary'), 'count') ?? 0;
			const inside = mapOf(reported, 'namespaces');
			let sum = 0;
			for (const name of namespaces) sum += numberOf(mapOf(inside, name), 'count') ?? 0;
			return sum;
		},
	};
};

/** Which names to read. */
type NamesRequest = {
	readonly api: Pick<Api, 'call'>;
	readonly base: string;
	readonly type: SteveType;
	readonly namespace: string;
	readonly expected: number;
	readonly signal: AbortSignal;
};

const pathOf = ({base, type, namespace}: NamesRequest): string => {
	const inside = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
	return `${base.replace(/\/v1$/, '')}${type.native.group}${inside}/${type.native.resource}`;
};

/**
 * The ids of all objects of a type from Kubernetes itself, by the cluster proxy; null if this user may not list them.
 * The apiserver answers short lists from its cache, ignoring any limit; longer ones are read by pages.
 */
export const readNames = async (request: NamesRequest): Promise<ReadonlySet<string> | null> => {
	const {api, type, expected, signal} = request;
	const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
	const ids = new Set<string>();
	let next: string | null = null;
	do {
		const query: string = next === null ? '' : `&continue=${encodeURIComponent(next)}`;
		const cached = next === null && expected <= pageSize ? '&resourceVersion=0' : '';
		const path = `${pathOf(request)}?limit=${pageSize}${cached}${query}`;
		const attempted = `Cannot read the names of ${type.plural}`;
		const body = await unless(api.call({path, accept, attempted, signal}));
		if (body === null || !Array.isArray(body.items)) return null;
		for (const item of mapsOf(body, 'items')) {
			const metadata = mapOf(item, 'metadata');
			const name = textOf(metadata, 'name') ?? '';
			const space = textOf(metadata, 'namespace');
			ids.add(space === null ? name : `${space}/${name}`);
		}

		next = textOf(mapOf(body, 'metadata'), 'continue');
	} while (next !== null);
	return ids;
};
