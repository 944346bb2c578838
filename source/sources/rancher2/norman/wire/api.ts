import {ProtocolError} from '../../../../model/errors.js';
import {isObject, type JsonObject} from '../../../../model/json-object.js';
import {readCollection} from '../../../requests/collection-text.js';
import {PageCount} from '../../../requests/page-count.js';
import {type Api, notJson} from '../../wire/api.js';
import {type NormanObject, objectOf, type Page, pageOf} from './frames.js';

/** A whole collection to read. */
type ListRequest = {
	readonly api: Api;
	/** With its query: `/v3/nodes?clusterId=c-x`. */
	readonly path: string;
	readonly noun: string;
	readonly signal: AbortSignal;
};

/**
 * Lists a collection, giving some resources at a time, as they come; none twice. A page begins with the resource that its
 * marker names (norman api/handler/query.go), so nothing is passed over. Returns what was not a resource, in words.
 * Rejects with `ProtocolError`, after the resources that there are, where the server keeps some of them back.
 */
export const listAll = async (
	{api, path, noun, signal}: ListRequest,
	emit: (objects: readonly NormanObject[]) => void,
): Promise<readonly string[]> => {
	const attempted = `Cannot list ${noun}`;
	const seen = new Set<string>();
	const faults: string[] = [];
	const count = new PageCount({attempted, target: api.url});
	let entries = 0;
	const read = async (address: string): Promise<Page> => {
		const answer = await api.read({path: address, attempted, signal});
		let head: JsonObject = {};
		let held = 0;
		const take = {
			// Where the next page is.
			isEnough: (before: JsonObject) => 'pagination' in before,
			head(body: JsonObject) {
				head = body;
			},
			items(values: readonly unknown[]) {
				held += values.length;
				const some = pageOf({data: values});
				const fresh = some?.objects.filter(({id}) => !seen.has(id)) ?? [];
				for (const {id} of fresh) seen.add(id);
				emit(fresh);
				faults.push(...(some?.faults ?? []));
			},
		};
		if (!(await readCollection(answer.parts(), 'data', take, signal)))
			throw notJson(attempted, new URL(address, api.url).href, answer);
		const page = pageOf(head, held);
		if (page === null)
			throw new ProtocolError({attempted, target: api.url, answer: 'the answer is not a collection'});
		entries += held;
		count.expect(page.total);
		return page;
	};

	let page = await read(path);
	while (page.next !== null) {
		count.next();
		count.follow(page.next);
		page = await read(page.next);
	}

	const isCut = () => page.cut || count.lacks(entries);
	if (isCut()) {
		entries = 0;
		// No limit (norman parse/parse.go).
		page = await read(`${path}${path.includes('?') ? '&' : '?'}limit=-1`);
	}

	if (isCut()) throw count.cut(entries, page.cut ? 'name a project in the URL' : undefined);
	return faults;
};

/** Reads one resource. Rejects with the errors of `Api.call`. */
export const readObject = async (
	api: Api,
	path: string,
	noun: string,
	signal: AbortSignal,
): Promise<NormanObject> => {
	const attempted = `Cannot read ${noun}`;
	const object = objectOf(await api.call({path, attempted, signal}));
	if (typeof object !== 'string') return object;
	throw new ProtocolError({attempted, target: api.url, answer: object});
};

/** True where the management API answers at all. Rejects where the credentials are refused. */
export const isHere = async (api: Api, signal: AbortSignal): Promise<boolean> => {
	const response = await api.ask({path: '/v3', attempted: 'Cannot find the API', signal});
	const body = response.json();
	return response.status < 300 && isObject(body) && body.type !== 'error';
};
