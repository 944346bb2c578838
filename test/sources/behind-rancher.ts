import {expect} from 'vitest';
import type {Rancher2Options, Rancher2Server} from '../../source/demo/rancher2/server.js';
import type {SaltServer} from '../../source/demo/salt/server.js';
import {families} from '../../source/families.js';
import type {Source} from '../../source/model/source.js';
import type {Credentials, SourceConfig} from '../../source/model/source-config.js';
import {prepareSource} from '../../source/sources/open-source.js';
import {until} from '../until.js';
import {Observed} from './arena.js';
import {configFor as proxyConfigFor, serveQuick as serveRancher} from './rancher2/start.js';
import {configFor, serveQuick} from './salt/start.js';

/** A Salt master behind `/meta/proxy` of a Rancher called `prod`, and what is watched of it. */
export type BehindRancher = {
	readonly rancher: Rancher2Server;
	readonly salt: SaltServer;
	/** The master as a source, with the Rancher's own token unless others are given. */
	readonly open: (
		more?: Partial<SourceConfig>,
		credentials?: Credentials,
		proxy?: Partial<SourceConfig>,
	) => Promise<Source>;
	readonly watch: (more?: Partial<SourceConfig>, credentials?: Credentials) => Promise<Observed>;
	/** A user of the Rancher. */
	readonly login: Credentials;
	/** All that reached the master, as text. */
	readonly sent: () => string;
	/** Paths that the Rancher was asked for, with their queries. */
	readonly asked: () => readonly string[];
	/** The secret parts of all tokens that the Rancher knows of. */
	readonly secrets: () => readonly string[];
	readonly close: () => Promise<void>;
};

export {until} from '../until.js';

export const untilLive = (observed: Observed): Promise<void> =>
	until(() => expect(observed.status).toBe('live'));

/** Starts both; the Rancher may ask the master. */
export const serveBehindRancher = async (options: Rancher2Options = {}): Promise<BehindRancher> => {
	const [rancher, salt] = await Promise.all([serveRancher(options), serveQuick()]);
	const watched: Observed[] = [];
	const {name, secret} = rancher.token;
	rancher.metaProxy.hosts.add(options.oldProxy ? new URL(salt.url).host : '127.0.0.1');
	rancher.metaProxy.credentials.set('cattle-global-data:cc-abcde', {user: 'cloud-user', pass: 'cloud-pass'});
	const open: BehindRancher['open'] = (more, credentials, proxy) => {
		const given: Credentials = credentials ?? {type: 'bearer', token: `${name}:${secret}`};
		const prod = {
			...proxyConfigFor(rancher, '/k8s/clusters/local'),
			credentials: async () => given,
			...proxy,
		};
		return prepareSource(
			{...configFor(salt), via: 'prod', ...more},
			new Map([['prod', prod]]),
			families,
		).open();
	};
	return {
		rancher,
		salt,
		open,
		async watch(...given) {
			const observed = new Observed(await open(...given));
			watched.push(observed);
			return observed;
		},
		login: {type: 'login', username: rancher.user.name, password: rancher.user.password, eauth: null},
		sent: () =>
			JSON.stringify(salt.received.map(({method, url, headers, body}) => ({method, url, headers, body}))),
		asked: () => rancher.received.map(({url}) => url.pathname + url.search),
		secrets: () => [
			secret,
			rancher.user.password,
			...rancher.received.flatMap(({headers}) => /R_SESS=[^:]+:(\w+)/.exec(headers.cookie ?? '')?.[1] ?? []),
		],
		async close() {
			for (const observed of watched) await observed.stop();
			await Promise.all([salt.close(), rancher.close()]);
		},
	};
};
