import {demoSource, type ServeDemo} from '../demo.js';
import {serveRancher1} from './server.js';

// Of all rows a third are containers of Rancher 1.
const containerShare = 0.35;

/** Rancher 1 in the demo. */
export const serveDemo: ServeDemo = async (seed, rows) => {
	const containers = rows === null ? {} : {containers: Math.ceil(rows * containerShare)};
	const server = await serveRancher1({seed, ...containers});
	const {access: username, secret: password} = server.accountKey;
	const source = demoSource({
		name: 'rancher1',
		family: 'rancher1',
		url: server.url,
		credentials: async () => ({type: 'basic', username, password}),
	});
	return {source, stories: server.stories, close: server.close};
};
