import {lookup} from 'node:dns/promises';
import type {Agent as HttpAgent} from 'node:http';
import {HttpsProxyAgent} from 'https-proxy-agent';
import {SocksClient} from 'socks';
import {SocksProxyAgent} from 'socks-proxy-agent';
import {Agent, buildConnector, type Dispatcher, ProxyAgent} from 'undici';
import {holdLogin} from './hold-sent.js';
import type {TlsOptions} from './tls.js';

const isSocks = (proxy: string): boolean => /^socks/i.test(proxy);

// The proxy itself is always checked, by its own name: `insecure` and the like are about the server behind it.
const proxyTls = ({servername: _behind, ...tls}: TlsOptions) => ({...tls, rejectUnauthorized: true});

const socksConnector = (proxy: string, tls: TlsOptions): buildConnector.connector => {
	const {proxy: address, shouldLookup} = new SocksProxyAgent(proxy);
	const secure = buildConnector(tls);
	const open = async ({hostname, port, protocol}: buildConnector.Options) => {
		const name = hostname.replace(/^\[|\]$/g, '');
		// With `socks5:` and `socks4:` names are resolved here, with `socks5h:`, `socks4a:` and `socks:` by the proxy.
		const host = shouldLookup ? (await lookup(name)).address : name;
		const destination = {host, port: Number(port) || (protocol === 'https:' ? 443 : 80)};
		return SocksClient.createConnection({proxy: address, destination, command: 'connect'});
	};

	return (options, callback) => {
		open(options).then(
			({socket}) => {
				if (options.protocol === 'https:') secure({...options, httpSocket: socket}, callback);
				else callback(null, socket.setNoDelay());
			},
			(error: Error) => callback(error, null),
		);
	};
};

/**
 * Connections for requests, through a proxy or directly. SOCKS by `socks`, since undici's own agent for it is
 * experimental and says so on standard error.
 */
export const requestTunnel = (proxy: string | null, tls: TlsOptions): Dispatcher => {
	if (proxy === null) return new Agent({connect: tls});
	holdLogin(proxy);
	if (isSocks(proxy)) return new Agent({connect: socksConnector(proxy, tls)});
	return new ProxyAgent({uri: proxy, requestTls: tls, proxyTls: proxyTls(tls)});
};

/** The connection for one websocket through a proxy; `signal` gives up one that does not come about. */
export const socketTunnel = (proxy: string, tls: TlsOptions, signal: AbortSignal): HttpAgent => {
	holdLogin(proxy);
	return isSocks(proxy)
		? new SocksProxyAgent(proxy, {socketOptions: {signal}})
		: new HttpsProxyAgent(proxy, {...proxyTls(tls), signal});
};
