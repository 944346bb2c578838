import {ProtocolError} from '../../../../model/errors.js';
import {isObject, type JsonObject} from '../../../../model/json-object.js';
import {readCollection} from '../../../requests/collection-text.js';
import {readCounted} from '../../../requests/page-count.js';
import {type Api, notJson} from '../../wire/api.js';
import {type NormanObject, objectOf, type Page, pageOf} from './frames.js';

/** A whole collection to read. */
type ListRequest = {
	readonly api: Api;
	/** With its query: `/v3/nodes?clusterId=c-x`. */
	readonly path: string;
	readonly noun: string;
	readonly signal: AbortSignal;
	/** The server counts more resources than it lists, in words. */
	readonly onMiscount?: (message: string) => void;
};

/** Takes what one page holds, as it comes: some resources, and what was not a resource, in words. */
type Take = (objects: readonly NormanObject[], entries: number, faults: readonly string[]) => void;

const readPage = async ({api, noun, signal}: ListRequest, address: string, take: Take): Promise<Page> => {
	const attempted = `Cannot list ${noun}`;
	const answer = await api.read({path: address, attempted, signal});
	let head: JsonObject = {};
	let held = 0;
	const reader = {
		// Where the next page is.
		isEnough: (before: JsonObject) => 'pagination' in before,
		head(body: JsonObject) {
			head = body;
		},
		items(values: readonly unknown[]) {
			held += values.length;
			const some = pageOf({data: values});
			take(some?.objects ?? [], values.length, some?.faults ?? []);
		},
	};
	if (!(await readCollection(answer.parts(), 'data', reader, signal)))
		throw notJson(attempted, new URL(address, api.url).href, answer);
	const page = pageOf(head, held);
	if (page !== null) return page;
	throw new ProtocolError({attempted, target: api.url, answer: 'the answer is not a collection'});
};

/**
 * Lists a collection, giving some resources at a time, as they come; none twice. A page begins with the resource that its
 * marker names (norman api/handler/query.go), so nothing is passed over. Returns what was not a resource, in words.
 * Rejects with `ProtocolError`, after the resources that there are, where the server keeps some of them back.
 */
export const listAll = async (
	request: ListRequest,
	emit: (objects: readonly NormanObject[]) => void,
): Promise<readonly string[]> => {
	const {api, path, noun, onMiscount} = request;
	let faults: string[] = [];
	await readCounted({
		account: {attempted: `Cannot list ${noun}`, target: api.url},
		async read(count, isAgain) {
			faults = [];
			const read = async (address: string): Promise<Page> => {
				const page = await readPage(request, address, (objects, entries, some) => {
					emit(count.take(objects, entries - objects.length));
					faults.push(...some);
				});
				count.expect(page.total);
				return page;
			};

			// No limit (norman parse/parse.go).
			let page = await read(isAgain ? `${path}${path.includes('?') ? '&' : '?'}limit=-1` : path);
			while (page.next !== null) {
				count.next();
				count.follow(page.next);
				page = await read(page.next);
			}

			if (isAgain && page.cut) throw count.cut('name a project in the URL');
			return !page.cut;
		},
		onMiscount,
	});
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
