import {afterEach, expect, test} from 'vitest';
import {type EventStreamListener, readEventStream} from '../../source/transport/event-stream.js';
import {createHttpClient} from '../../source/transport/http.js';
import {serve} from './servers.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

async function* chunksOf(bytes: Uint8Array, length: number, failure?: Error) {
	for (let index = 0; index < bytes.length; index += length) yield bytes.subarray(index, index + length);
	if (failure) throw failure;
}

const read = async (
	text: string,
	length = 7,
	options: Partial<EventStreamListener> = {},
	failure?: Error,
) => {
	const data: string[] = [];
	const dropped: string[] = [];
	const body = chunksOf(new TextEncoder().encode(text), length, failure);
	const end = await readEventStream(body, {
		onData: each => data.push(each),
		onDropped: each => dropped.push(each),
		...options,
	});
	return {data, dropped, end};
};

test.each([1, 2, 3, 5, 1000])('events are whole in chunks of %d bytes', async length => {
	const text =
		'retry: 400\ntag: salt/auth\ndata: {"a": "ü\u2028€😀"}\n\n: comment\n\ntag: b\nc: d\ndata: two\r\n\r\ndata:x\ndata:y\n\n';
	for (const options of [{}, {ignoredField: 'tag'}]) {
		const {data, end} = await read(text, length, options);
		expect(data).toEqual(['{"a": "ü\u2028€😀"}', 'two', 'x\ny']);
		expect(end.clean).toBe(true);
	}
});

test.each([1, 4, 1000])(
	'a byte order mark is no part of the first line (chunks of %d bytes)',
	async length => {
		const {data} = await read('\uFEFFdata: one\n\ndata: \uFEFFtwo\n\n', length);
		expect(data).toEqual(['one', '\uFEFFtwo']);
	},
);

test.each([1, 2, 9, 1000])(
	'what an ignored field holds is not a field (chunks of %d bytes)',
	async length => {
		const text = 'tag: a data: b\rdata: forged\ndata: one\n\ntag: \ndata: two\ntag: c\ndata: three\n\n';
		const {data} = await read(text, length, {ignoredField: 'tag'});
		expect(data).toEqual(['one', 'two\nthree']);
	},
);

test('an event without its blank line is not reported', async () => {
	const {data} = await read('data: one\n\ntag: poison\n');
	expect(data).toEqual(['one']);
});

test('a broken connection is an end that is not clean', async () => {
	const failure = new TypeError('terminated', {
		cause: Object.assign(new Error('x'), {code: 'UND_ERR_SOCKET'}),
	});
	const {data, end} = await read('data: one\n\ndata: tw', 7, {}, failure);
	expect(data).toEqual(['one']);
	expect(end).toEqual({clean: false, detail: 'the other side closed the connection'});
});

test.each([3, 10, 64])(
	'an event over the limit is dropped, counted, and the next comes through (chunks of %d)',
	async length => {
		const huge = `data: ${'x'.repeat(500)}\ndata: still the same event\n\n`;
		const {data, dropped} = await read(`data: one\n\n${huge}data: two\n\n${huge}data: three\n\n`, length, {
			maxCharacters: 100,
		});
		expect(data).toEqual(['one', 'two', 'three']);
		expect(dropped).toHaveLength(2);
		expect(dropped[0]).toMatch(/more than 100 characters/);
	},
);

test('bytes are reported before what they hold', async () => {
	const seen: string[] = [];
	await read('data: one\n\n', 1000, {onBytes: () => seen.push('bytes'), onData: data => seen.push(data)});
	expect(seen).toEqual(['bytes', 'one']);
});

test.each([
	['its proper end', true, /server ended/],
	['a cut', false, /closed the connection/],
])('over HTTP %s is reported as what it is', async (_title, clean, detail) => {
	const server = await serve((_request, response) => {
		response.writeHead(200, {'content-type': 'text/event-stream'});
		response.write('retry: 400\ndata: one\n\n', () => (clean ? response.end() : response.destroy()));
	});
	const http = createHttpClient({url: server.url, certificateAuthorities: null, insecure: false});
	ends.push(server.close, http.close);
	const stream = await http.stream({
		path: '/events',
		accept: 'text/event-stream',
		attempted: 'Cannot follow events',
	});
	const data: string[] = [];
	const end = await readEventStream(stream.body, {
		onData: each => data.push(each),
		onDropped: each => data.push(each),
	});
	expect(data).toEqual(['one']);
	expect(end.clean).toBe(clean);
	expect(end.detail).toMatch(detail);
});

test('an abort ends the reading', async () => {
	const server = await serve((_request, response) => response.write('data: one\n\n'));
	const http = createHttpClient({url: server.url, certificateAuthorities: null, insecure: false});
	ends.push(server.close, http.close);
	const controller = new AbortController();
	const stream = await http.stream({path: '/', attempted: 'Cannot follow events', signal: controller.signal});
	const end = await readEventStream(stream.body, {
		onData: () => controller.abort(),
		onDropped: () => undefined,
	});
	expect(end.clean).toBe(false);
});
