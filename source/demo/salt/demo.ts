import {demoSource, type ServeDemo} from '../demo.js';
import {administrator, serveSalt} from './server.js';

// Of all rows a tenth are minions.
const minionShare = 0.1;

/** Salt in the demo. */
export const serveDemo: ServeDemo = async (seed, rows) => {
	const minions = rows === null ? 12 : Math.max(4, Math.ceil(rows * minionShare));
	// A name that is also the password would be blanked as that.
	const users = [{...administrator, password: 'demo-password'}];
	const server = await serveSalt({seed, minions, calm: true, users});
	const {username, password} = server.user;
	const source = demoSource({
		name: 'salt',
		family: 'salt',
		url: server.url,
		credentials: async () => ({type: 'login', username, password, eauth: 'pam'}),
	});
	return {source, stories: server.stories, close: server.close};
};
