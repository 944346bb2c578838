import {demoSource, type ServeDemo} from '../demo.js';
import {serveRancher2} from './server.js';

// A copy of the plan has 140 rows, which is their share of so many.
const rowsOfCopy = 350;

/** Rancher 2 in the demo. */
export const serveDemo: ServeDemo = async (seed, rows) => {
	const copies = Math.max(1, Math.round((rows ?? 0) / rowsOfCopy));
	const server = await serveRancher2({seed, copies});
	const {name, secret} = server.token;
	const source = demoSource({
		name: 'rancher2',
		family: 'rancher2',
		url: server.url,
		credentials: async () => ({type: 'bearer', token: `${name}:${secret}`}),
	});
	return {source, stories: server.stories, close: server.close};
};
