import {expect, test} from 'vitest';
import {ServerError} from '../../source/model/errors.js';
import {retryAfterIn} from '../../source/transport/retry-after.js';
import {serve} from './servers.js';
import {attempted, client, ending, open} from './stage.js';

const now = Date.parse('2026-01-02T03:04:05Z');
const inSevenSeconds = 'Fri, 02 Jan 2026 03:04:12 GMT';

test.each([
	['seconds', 429, {'retry-after': '2'}, 2000],
	['seconds of a server that is down', 503, {'retry-after': ' 30 '}, 30_000],
	['a date', 503, {'retry-after': inSevenSeconds}, 7000],
	[
		"a date by the server's own clock",
		503,
		{'retry-after': inSevenSeconds, date: 'Fri, 02 Jan 2026 03:04:09 GMT'},
		3000,
	],
	['a date that is over', 503, {'retry-after': 'Fri, 02 Jan 2026 03:04:00 GMT'}, 0],
	['a day, which is cut to a minute', 503, {'retry-after': '86400'}, 60_000],
	['nothing', 503, {}, 0],
	['words that mean nothing', 503, {'retry-after': 'soon'}, 0],
	['a redirect', 301, {'retry-after': '2'}, 0],
])('of %s (%d) is left how long a server is to be left alone', (_title, status, headers, delayMs) => {
	expect(retryAfterIn(status, headers, now)).toBe(delayMs);
});

const busy = {status: 429, retryAfterMs: 7000};

test.each(['request', 'stream'] as const)(
	'a %s that a busy server refuses is an error that knows for how long',
	async how => {
		const server = ending(
			await serve((_request, response) =>
				response.writeHead(429, {'retry-after': '7'}).end('{"message":"slow down"}'),
			),
		);
		const error = await client(server.url)
			[how]({path: '/pods', attempted})
			.catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(ServerError);
		expect(error).toMatchObject(busy);
		expect(String(error)).toMatch(/Cannot list pods: HTTP 429 Too Many Requests: slow down \(.*\/pods\)$/);
	},
);

test('a websocket that a busy server refuses is an error that knows for how long', async () => {
	const server = ending(await serve());
	server.server.on('upgrade', (_request, socket) =>
		socket.end('HTTP/1.1 429 Busy\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n'),
	);
	await expect(open(server.url)).rejects.toMatchObject(busy);
});
