import {request} from 'node:https';
import {TLSSocket} from 'node:tls';
import {type Explanation, explainFailure} from './errors.js';
import {proxyFor} from './proxy.js';
import {type Route, routeOf} from './route.js';
import {tlsOptions} from './tls.js';
import {socketTunnel} from './tunnel.js';

/** The certificate that a server shows. */
type ServerCertificate = {
	/** The hosts that it is for. */
	readonly hosts: readonly string[];
	/** Whose certificates stand behind one another, the server's first, by their common names. */
	readonly chain: readonly string[];
	/** Epoch milliseconds. */
	readonly expiresAt: number;
	/** `TLSv1.3`. */
	readonly protocol: string;
	/** Why it is not trusted; null where it is. */
	readonly fault: Explanation | null;
};

// A chain that is longer is a loop.
const maxChain = 10;

const nameOf = (part: unknown): string => {
	const names = typeof part === 'object' && part !== null && 'CN' in part ? part.CN : null;
	return typeof names === 'string' ? names : 'without a name';
};

const chainOf = (socket: TLSSocket): readonly string[] => {
	const chain: string[] = [];
	let current = socket.getPeerCertificate(true);
	while (chain.length < maxChain) {
		chain.push(nameOf(current.subject));
		const {issuerCertificate, issuer, fingerprint256} = current;
		if (!issuerCertificate || issuerCertificate.fingerprint256 === fingerprint256) {
			if (nameOf(issuer) !== chain.at(-1)) chain.push(`${nameOf(issuer)} (not sent)`);
			break;
		}

		current = issuerCertificate;
	}

	return chain;
};

const faultOf = ({authorized, authorizationError}: TLSSocket): Explanation | null => {
	if (authorized) return null;
	const code = String(authorizationError);
	return explainFailure(Object.assign(new Error(code), {code}));
};

const certificateOf = (socket: TLSSocket): ServerCertificate => {
	const {subjectaltname = '', subject, valid_to} = socket.getPeerCertificate();
	const hosts = subjectaltname
		.split(', ')
		.map(one => one.replace(/^(?:DNS|IP Address|URI):/, ''))
		.filter(one => one !== '');
	return {
		hosts: hosts.length > 0 ? hosts : [nameOf(subject)],
		chain: chainOf(socket),
		expiresAt: Date.parse(valid_to),
		protocol: socket.getProtocol() ?? 'TLS',
		fault: faultOf(socket),
	};
};

/**
 * Reads the certificate of a server, also of one that is not trusted: nothing but a request without credentials is
 * sent. Rejects with what Node throws.
 */
export const readCertificate = (url: string, route: Route, signal: AbortSignal): Promise<ServerCertificate> =>
	new Promise((resolve, reject) => {
		const options = tlsOptions(routeOf(route));
		const proxy = proxyFor(url, {proxy: route.proxy ?? null, environment: process.env});
		const asked = request(
			new URL('/', url),
			{
				method: 'HEAD',
				...options,
				// The fault is read from the socket.
				rejectUnauthorized: false,
				agent: proxy === null ? false : socketTunnel(proxy, options, signal),
				signal,
			},
			({socket}) => {
				try {
					if (socket instanceof TLSSocket) resolve(certificateOf(socket));
					else reject(new Error('the connection is not by TLS'));
				} finally {
					asked.destroy();
				}
			},
		);
		asked.on('error', reject);
		asked.end();
	});
