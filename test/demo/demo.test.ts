import {expect, test} from 'vitest';
import {openDemo} from '../../source/demo/demo.js';
import {serveDemo} from '../../source/demo/rancher1/demo.js';
import {ask} from './client.js';

test('the demo gives complete sources whose servers let them in, until it is closed', async () => {
	const demo = await openDemo([serveDemo]);
	const source = demo.sources.find(({family}) => family === 'rancher1');
	const credentials = await source?.credentials();
	if (!source || credentials?.type !== 'basic') throw new Error('There is no source with a key');
	expect(source).toMatchObject({insecure: false, readOnly: false, via: null});
	const key = {access: credentials.username, secret: credentials.password};
	expect((await ask(`${source.url}/v2-beta/projects`, {key})).body.data).toHaveLength(3);
	await demo.close();
	await expect(ask(source.url)).rejects.toThrow('ECONNREFUSED');
});
