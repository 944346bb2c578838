import {expect, test} from 'vitest';
import {listAll} from '../../../../../source/sources/rancher2/steve/wire/listing.js';
import {podsOf} from './listing-stage.js';

/** Lists pods of a server that answers each request so. */
const listFrom = async (type: string, body: string): Promise<unknown> => {
	const {request} = await podsOf(() => body, type);
	const ignore = () => undefined;
	return listAll(request, {objects: ignore, fault: ignore}).catch((error: unknown) => error);
};

const pods = Array.from({length: 600}, (_, index) => ({
	id: `shop/p-${index}`,
	type: 'pod',
	metadata: {name: `p-${index}`, note: 'x'.repeat(300)},
}));
const whole = JSON.stringify({type: 'collection', revision: '7', count: pods.length, data: pods});
const json = 'application/json';

test.each([
	['cut off in its first objects', json, whole.slice(0, 5000), /HTTP 200 with incomplete JSON; .*proxy/],
	['cut off after many objects', json, whole.slice(0, -5000), /HTTP 200 with incomplete JSON; .*proxy/],
	['broken behind its objects', json, whole.replace(/\}$/, ',}'), /HTTP 200 with incomplete JSON; .*proxy/],
	['empty', json, '', /HTTP 200 with incomplete JSON; .*proxy/],
	['a page', 'text/html', '<html>Back soon</html>', /a page instead of JSON; .*Rancher 2 server/],
	['without a list', json, '{"type":"collection","revision":"7"}', /the answer is not a collection/],
])('a listing that is %s is not a complete one', async (_title, type, body, message) => {
	const error = await listFrom(type, body);
	expect(error).toBeInstanceOf(Error);
	expect(String(error)).toMatch(message);
});

test('an empty listing of null is a complete one', async () => {
	expect(await listFrom(json, '{"type":"collection","revision":"7","data":null}')).toBe('7');
});
