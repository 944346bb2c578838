import {BlockList, isIP} from 'node:net';
import type {Environment} from '../model/environment.js';

/** Where a proxy may be named. */
export type ProxyPlaces = {
	/** The server's own proxy, which wins; null where it has none. */
	readonly proxy: string | null;
	readonly environment: Environment;
};

const defaultPorts: ReadonlyMap<string, string> = new Map([
	['http:', '80'],
	['https:', '443'],
]);

const isLoopback = (host: string): boolean =>
	host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

// `10.0.0.0/8`, as Go's tools and curl take it; what is not an IP address is in no range.
const isInRange = (range: string, host: string): boolean => {
	const address = host.replace(/^\[|\]$/g, '');
	const [, network = '', length = ''] = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/i.exec(range) ?? [];
	const bits = Number(length);
	if (isIP(address) === 0 || isIP(network) === 0 || bits > (isIP(network) === 6 ? 128 : 32)) return false;
	const list = new BlockList();
	list.addSubnet(network, bits, familyOf(network));
	return list.check(address, familyOf(address));
};

// `example.com` and `.example.com` cover the subdomains too; `host:port` only that port; `*` everything.
const covers = (entry: string, host: string, port: string): boolean => {
	if (entry === '*') return true;
	if (entry.includes('/')) return isInRange(entry, host);
	if (isIP(entry) === 6) return host === `[${entry.toLowerCase()}]`;
	const [, name = entry, entryPort] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
	if (entryPort && entryPort !== port) return false;
	const domain = name.replace(/^\*?\./, '').toLowerCase();
	return host === domain || host.endsWith(`.${domain}`);
};

const withScheme = (proxy: string): string => (proxy.includes('://') ? proxy : `http://${proxy}`);

/**
 * The proxy for a URL (`http`, `https`, `ws` or `wss`), or null: the server's own; else by `HTTPS_PROXY`, `HTTP_PROXY`,
 * `ALL_PROXY` and `NO_PROXY` (small letters first). The environment's proxies are never used for loopback hosts, as
 * in Go, which the vendors' own tools are written in. May hold the proxy's credentials: not for messages.
 */
export const proxyFor = (url: string, {proxy: own, environment}: ProxyPlaces): string | null => {
	if (own !== null) return withScheme(own);
	const {protocol, hostname, port} = new URL(url.replace(/^ws/, 'http'));
	const host = hostname.toLowerCase();
	const value = (name: string) => environment[name] || environment[name.toUpperCase()] || null;
	const scheme = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
	const proxy = value(scheme) ?? value('all_proxy');
	if (proxy === null || isLoopback(host)) return null;

	const excepted = (value('no_proxy') ?? '').split(/[,\s]+/).filter(Boolean);
	if (excepted.some(entry => covers(entry, host, port || (defaultPorts.get(protocol) ?? '')))) return null;
	return withScheme(proxy);
};

/** Adds the proxy, without its credentials, to a target for messages: what fails may be the proxy. */
export const throughProxy = (target: string, url: string, places: ProxyPlaces): string => {
	const proxy = proxyFor(url, places);
	return proxy === null ? target : `${target} through the proxy ${new URL(proxy).host}`;
};
