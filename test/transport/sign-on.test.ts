import {describe, expect, test} from 'vitest';
import {UnreachableError} from '../../source/model/errors.js';
import {serve} from './servers.js';
import {attempted, client, ending, open} from './stage.js';

const page = (title: string, form = ''): string =>
	`<!DOCTYPE html><html><head><title>${title}</title></head><body>${form}</body></html>`;

/** What the client says of a server that answers so. */
const answered = async (status: number, body: string): Promise<unknown> => {
	const server = ending(await serve((_request, response) => response.writeHead(status).end(body)));
	return client(server.url)
		.request({path: '/v3', attempted})
		.catch((error: unknown) => error);
};

describe('single sign-on before a server', () => {
	test.each([
		['Sign in', 200, page('Sign in')],
		['Log in to ACME', 403, page('Log in to ACME')],
		['ACME', 200, page('ACME', '<form><input name="pw" type="password"></form>')],
	])('that answers with its page “%s” is named', async (title, status, body) => {
		const error = await answered(status, body);
		expect(error).toBeInstanceOf(UnreachableError);
		expect(String(error)).toContain(
			`HTTP ${status} with a login page '${title}' instead of JSON; single sign-on`,
		);
	});

	test.each([
		['/oauth2/start?state=secret'],
		['https://sso.example.com/?client=secret'],
		['https://example.com/adfs/ls'],
		['/realms/x/protocol/openid-connect/auth'],
	])('that sends us on to %s is named, for requests and websockets', async location => {
		const {href} = new URL(location, 'https://id.example');
		const server = ending(
			await serve((_request, response) => response.writeHead(302, {location: href}).end()),
		);
		server.server.on('upgrade', (_request, socket) =>
			socket.end(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`),
		);
		const request = client(server.url).request({path: '/v3', attempted});
		await expect(request).rejects.toThrow(
			/HTTP 302: the server sends us on to \S+; single sign-on is in front/,
		);
		await expect(request).rejects.not.toThrow(/secret/);
		await expect(open(server.url)).rejects.toThrow(/sends us on to \S+; single sign-on is in front/);
	});

	test('that answers a websocket with its page is named', async () => {
		const body = page('Sign in');
		const server = ending(await serve());
		server.server.on('upgrade', (_request, socket) =>
			socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
		);
		await expect(open(server.url)).rejects.toThrow(
			/HTTP 403 with a login page 'Sign in' instead of a websocket/,
		);
	});

	test.each([
		['an error page', 401, page('401 Unauthorized', '<p>No permission -- see authorization schemes</p>')],
		['the page of an application', 200, page('Rancher')],
		['JSON', 200, '{"title": "Sign in"}'],
	])('is not seen in %s', async (_what, status, body) => {
		expect(await answered(status, body)).toMatchObject({status});
	});
});
