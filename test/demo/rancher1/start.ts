import {onTestFinished} from 'vitest';
import {
	type Rancher1Options,
	type Rancher1Server,
	serveRancher1,
} from '../../../source/demo/rancher1/server.js';
import {ask, type Reply} from '../client.js';

/** Where the project with the fleet is. */
export const project = '/v2-beta/projects/1a5';

/** A small server of one test only, in which nothing happens by itself. */
export const still = async (options: Rancher1Options = {}): Promise<Rancher1Server> => {
	const own = await serveRancher1({life: false, small: true, pace: 0.01, ...options});
	onTestFinished(own.close);
	return own;
};

/** Asks a server for a path, with its account key unless another is given. */
export const get = (server: Rancher1Server, path: string, key = server.accountKey): Promise<Reply> =>
	ask(server.url + path, {key});
