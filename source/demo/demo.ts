import type {SourceConfig} from '../model/source-config.ts';
import {serveCattle} from './cattle.ts';
import {serveRancher2} from './rancher2.ts';
import {serveSalt} from './salt.ts';

/** The servers of `--demo`. */
export type Demo = {
	readonly sources: readonly SourceConfig[];
	/** Stops them all. */
	readonly close: () => Promise<void>;
};

/** What one family adds to the demo: its sources and how to stop them. Another family is another line in `families`. */
type Family = (seed: number) => Promise<Demo>;

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

const cattle: Family = async seed => {
	const server = await serveCattle({seed});
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
		close: server.close,
	};
};

const rancher2: Family = async seed => {
	const server = await serveRancher2({seed});
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
		close: server.close,
	};
};

const salt: Family = async seed => {
	const server = await serveSalt({seed});
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
		close: server.close,
	};
};

const families: readonly Family[] = [cattle, rancher2, salt];

/** Starts every simulated server on a loopback port. Equal seeds play alike. */
export const openDemo = async (seed = 1): Promise<Demo> => {
	const opened = await Promise.all(families.map(open => open(seed)));
	return {
		sources: opened.flatMap(({sources}) => sources),
		async close() {
			await Promise.all(opened.map(({close}) => close()));
		},
	};
};
