import {lookup} from 'node:dns/promises';
import {isIP} from 'node:net';
import {readCertificate} from '../../transport/certificate.js';
import {explainFailure} from '../../transport/errors.js';
import {createHttpClient} from '../../transport/http.js';
import {proxyFor} from '../../transport/proxy.js';
import {type Route, routeOf} from '../../transport/route.js';
import type {Found} from './outcome.js';

/** A server to look at. */
export type Server = Route & {readonly url: string};

const dayMs = 86_400_000;

/** A certificate that ends within so long is a warning. */
const soonMs = 21 * dayMs;

/** A clock that differs by so much is a warning; the server's own has whole seconds. */
const maxSkewMs = 5000;

const proxyOf = ({url, proxy = null}: Server): URL | null => {
	const found = proxyFor(url, {proxy, environment: process.env});
	return found === null ? null : new URL(found);
};

const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

const isLocal = ({url}: Server): boolean =>
	/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** Resolves the host that is connected to: the proxy's, where there is one. `names` receives what is found. */
export const checkName = async (server: Server, names: Set<string>): Promise<Found> => {
	const host = bare((proxyOf(server) ?? new URL(server.url)).hostname);
	names.add(host);
	if (isIP(host) !== 0) return {text: `${host} is an address`};
	try {
		const addresses = (await lookup(host, {all: true})).map(({address}) => address);
		for (const address of addresses) names.add(address);
		return {text: `${host} is ${addresses.slice(0, 4).join(', ')}`};
	} catch (error) {
		const {answer, advice} = explainFailure(error);
		return {status: 'failed', text: `${host}: ${answer}`, advice, cause: 'unreachable'};
	}
};

/** By which proxy the server is reached. */
export const checkProxy = async (server: Server, names: Set<string>): Promise<Found> => {
	const proxy = proxyOf(server);
	if (proxy === null) return {text: 'none'};
	names.add(bare(proxy.hostname));
	const origin = server.proxy ? "the source's own" : 'by the environment';
	return {text: `${proxy.protocol}//${proxy.host}, ${origin}`};
};

/** The chain, the end and the names of the certificate. */
export const checkTls = async (server: Server, names: Set<string>, signal: AbortSignal): Promise<Found> => {
	if (server.url.startsWith('http:')) {
		if (isLocal(server)) return {text: 'none, on this machine'};
		return {
			status: 'warning',
			text: 'none: all is sent in plain text, also the credentials',
			advice: 'use https:// where the server offers it',
		};
	}

	try {
		const {hosts, chain, expiresAt, protocol, fault} = await readCertificate(server.url, server, signal);
		for (const name of [...hosts, ...chain]) names.add(name.replace(/ \(not sent\)$/, ''));
		const end = `until ${new Date(expiresAt).toISOString().slice(0, 10)}`;
		const text = `${protocol}, for ${hosts.slice(0, 6).join(', ')}, ${end}, by ${chain.slice(1).join(' < ') || 'itself'}`;
		if (fault && server.insecure) {
			return {
				status: 'warning',
				text: `${fault.answer}, and not checked (insecure); ${text}`,
				advice: 'give its certificate authority (caFile) instead of insecure',
			};
		}

		if (fault)
			return {status: 'failed', text: `${fault.answer}; ${text}`, advice: fault.advice, cause: 'unreachable'};
		if (expiresAt - Date.now() < soonMs)
			return {status: 'warning', text: `it ends soon; ${text}`, advice: 'have it renewed'};
		return {text};
	} catch (error) {
		if (signal.aborted) throw error;
		const {answer, advice} = explainFailure(error);
		return {status: 'failed', text: answer, advice, cause: 'unreachable'};
	}
};

/** Whether it is the certificate that is in the way. */
export const isUntrusted = async (server: Server, signal: AbortSignal): Promise<boolean> => {
	if (!server.url.startsWith('https:') || server.insecure) return false;
	try {
		return (await readCertificate(server.url, server, signal)).fault !== null;
	} catch {
		// Then something else is.
		return false;
	}
};

/** Whether the server answers, and by how much its clock differs. */
export const checkReach = async (
	server: Server,
	signal: AbortSignal,
): Promise<{readonly reach: Found; readonly clock: Found | null}> => {
	const client = createHttpClient({url: server.url, ...routeOf(server)});
	try {
		const begun = Date.now();
		const {status, headers} = await client.request({path: '/', attempted: 'Cannot reach the server', signal});
		const ended = Date.now();
		const reach = {text: `HTTP ${status} after ${ended - begun} ms`};
		const at = Date.parse(headers.date ?? '');
		return {reach, clock: Number.isNaN(at) ? null : clockOf(at, begun, ended)};
	} finally {
		await client.close();
	}
};

/** The server's clock has whole seconds: it was at `at` or up to a second later, somewhere between two of our times. */
const clockOf = (at: number, begun: number, ended: number): Found => {
	const ahead = at - ended;
	const behind = begun - (at + 1000);
	const skewMs = Math.max(ahead, behind, 0);
	if (skewMs <= maxSkewMs) return {text: skewMs === 0 ? 'the same as here' : `${skewMs / 1000} s apart`};
	const where = ahead > 0 ? 'ahead of this machine' : 'behind this machine';
	return {
		status: 'warning',
		text: `the server is ${Math.round(skewMs / 1000)} s ${where}`,
		advice: 'set the clocks of both by NTP: ages and the expiry of credentials are wrong by as much',
	};
};
