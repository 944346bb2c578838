import {expect, test} from 'vitest';
import {until} from '../until.js';
import {serveSecurely, tlsFile} from './servers.js';
import {attempted, client, ending, open, serveSockets} from './stage.js';

const ask = async (identity: 'below-issuing' | 'of-other-hosts', authority: 'root' | 'issuing') => {
	const server = ending(await serveSecurely((_request, response) => response.end('{}'), tlsFile(identity)));
	return client(server.url, {certificateAuthorities: tlsFile(authority)}).request({path: '/', attempted});
};

test.each(['root', 'issuing'] as const)(
	'the authority %s is enough to trust what it signed',
	async authority => {
		expect((await ask('below-issuing', authority)).status).toBe(200);
	},
);

test('a certificate for other hosts names them', async () => {
	await expect(ask('of-other-hosts', 'root')).rejects.toThrow(
		/the certificate is for rancher\.example, \*\.shop\.example, not for this host; use one of these names in the URL/,
	);
});

test('a certificate for another name is taken where that name is expected, for requests and for websockets', async () => {
	const trust = {certificateAuthorities: tlsFile('root'), serverName: 'rancher.example'};
	const server = ending(
		await serveSecurely((_request, response) => response.end('{}'), tlsFile('of-other-hosts')),
	);
	expect((await client(server.url, trust).request({path: '/', attempted})).status).toBe(200);
	const sockets = await serveSockets(
		socket => socket.send('one'),
		() => serveSecurely(undefined, tlsFile('of-other-hosts')),
	);
	const {frames} = await open(sockets.url, trust);
	await until(() => expect(frames).toEqual(['one']));
});
