import type {SourceConfig} from '../model/source-config.js';
import {serveRancher1} from './rancher1/server.js';
import {serveRancher2} from './rancher2/server.js';
import {serveSalt} from './salt/server.js';
import {systemClock} from './world/clock.js';
import {interleave, type Story, type StoryTimes, tellStories} from './world/stories.js';

/** The servers of `--demo`. */
export type Demo = {
	readonly sources: readonly SourceConfig[];
	/** Stops them all. */
	readonly close: () => Promise<void>;
};

/** How the demo is to be. */
export type DemoOptions = {
	readonly seed?: number;
	/** About so many rows; as many as the plans have, some 400, unless given. */
	readonly rows?: number | null;
	/** When stories begin. */
	readonly times?: StoryTimes;
};

/** A server of one family, with what can happen on it. Another family is another line in `families`. */
type Part = Demo & {readonly stories: readonly Story[]};
type Family = (seed: number, rows: number | null) => Promise<Part>;

// Of all rows a third are containers of Rancher 1, and a tenth are minions; a copy of the plan of Rancher 2 has 140.
const containerShare = 0.35;
const minionShare = 0.1;
const rowsOfCopy = 350;

/** A source on a loopback server: everything that a configuration file could say stays at its default. */
export const demoSource = (
	named: Pick<SourceConfig, 'name' | 'family' | 'url' | 'credentials'>,
): SourceConfig => ({
	certificateAuthorities: null,
	insecure: false,
	readOnly: false,
	via: null,
	eventTransport: 'sse',
	...named,
});

const rancher1: Family = async (seed, rows) => {
	const containers = rows === null ? {} : {containers: Math.ceil(rows * containerShare)};
	const server = await serveRancher1({seed, ...containers});
	const {access: username, secret: password} = server.accountKey;
	return {
		sources: [
			demoSource({
				name: 'rancher1',
				family: 'rancher1',
				url: server.url,
				credentials: async () => ({type: 'basic', username, password}),
			}),
		],
		stories: server.stories,
		close: server.close,
	};
};

const rancher2: Family = async (seed, rows) => {
	const copies = Math.max(1, Math.round((rows ?? 0) / rowsOfCopy));
	const server = await serveRancher2({seed, copies});
	const {name, secret} = server.token;
	return {
		sources: [
			demoSource({
				name: 'rancher2',
				family: 'rancher2',
				url: server.url,
				credentials: async () => ({type: 'bearer', token: `${name}:${secret}`}),
			}),
		],
		stories: server.stories,
		close: server.close,
	};
};

const salt: Family = async (seed, rows) => {
	const minions = rows === null ? 12 : Math.max(4, Math.ceil(rows * minionShare));
	const server = await serveSalt({seed, minions, calm: true});
	const {username, password} = server.user;
	return {
		sources: [
			demoSource({
				name: 'salt',
				family: 'salt',
				url: server.url,
				credentials: async () => ({type: 'login', username, password, eauth: 'pam'}),
			}),
		],
		stories: server.stories,
		close: server.close,
	};
};

const families: readonly Family[] = [rancher1, rancher2, salt];

/** Starts every simulated server on a loopback port, and tells one story after the other. Equal seeds play alike. */
export const openDemo = async ({seed = 1, rows = null, times = {}}: DemoOptions = {}): Promise<Demo> => {
	const opened = await Promise.all(families.map(open => open(seed, rows)));
	const stop = tellStories(systemClock, interleave(opened.map(({stories}) => stories)), times);
	return {
		sources: opened.flatMap(({sources}) => sources),
		async close() {
			stop();
			await Promise.all(opened.map(({close}) => close()));
		},
	};
};
