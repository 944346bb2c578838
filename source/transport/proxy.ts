/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const defaultPorts: Readonly<Record<string, string>> = {'http:': '80', 'https:': '443'};

const isLoopback = (host: string): boolean =>
	host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);

// `example.com` and `.example.com` cover the subdomains too; `host:port` only that port; `*` everything.
const covers = (entry: string, host: string, port: string): boolean => {
	if (entry === '*') return true;
	const [, name = entry, entryPort] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
	if (entryPort && entryPort !== port) return false;
	const domain = name.replace(/^\*?\./, '').toLowerCase();
	return host === domain || host.endsWith(`.${domain}`);
};

/**
 * The proxy for a URL (`http`, `https`, `ws` or `wss`) by `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`
 * (small letters first), or null. Loopback hosts are never proxied, as in Go, which the vendors' own tools
 * are written in. May hold the proxy's credentials: not for messages.
 */
export const proxyFor = (url: string, environment: Environment): string | null => {
	const {protocol, hostname, port} = new URL(url.replace(/^ws/, 'http'));
	const host = hostname.toLowerCase();
	const value = (name: string) => environment[name] || environment[name.toUpperCase()] || null;
	const scheme = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
	const proxy = value(scheme) ?? value('all_proxy');
	if (proxy === null || isLoopback(host)) return null;

	const excepted = (value('no_proxy') ?? '').split(/[,\s]+/).filter(Boolean);
	if (excepted.some(entry => covers(entry, host, port || (defaultPorts[protocol] ?? '')))) return null;
	return proxy.includes('://') ? proxy : `http://${proxy}`;
};

/** Adds the proxy, without its credentials, to a target for messages: what fails may be the proxy. */
export const throughProxy = (target: string, url: string, environment: Environment): string => {
	const proxy = proxyFor(url, environment);
	return proxy === null ? target : `${target} through the proxy ${new URL(proxy).host}`;
};
