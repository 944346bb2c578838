import {STATUS_CODES} from 'node:http';
import {messageOf, UnreachableError} from '../model/errors.js';
import {parseJson} from '../model/json.js';
import {isObject} from '../model/json-object.js';
import {redactMessageStart} from '../secrets/text.js';
import {elementText, maxErrorCharacters} from './html.js';

/** A failure in words: what came back, and what can be done about it. */
export type Explanation = {readonly answer: string; readonly advice: string | null};

const trustAdvice = 'give its certificate authority with --ca-file, or skip the check with --insecure';
const untrusted = (why: string): Explanation => ({
	answer: `the certificate is not trusted: ${why}`,
	advice: trustAdvice,
});
const plain = (answer: string, advice: string | null = null): Explanation => ({answer, advice});
const slow = plain('no answer in time', 'check that the server is up and that a firewall lets this through');
const notTls = plain('the server does not speak TLS on this port', 'try http:// instead of https://');
const notHttp = plain('what came back is not HTTP', 'check the port, and try https:// instead of http://');

const cut = plain('its packed body is incomplete', 'look for a proxy that cuts answers off');

const tlsAdvice = 'if this port speaks TLS, try https:// instead of http://';

const byCode: ReadonlyMap<string, Explanation> = new Map(
	Object.entries({
		ENOTFOUND: plain('the host name is not known', 'check the name, and that this machine can resolve it'),
		EAI_AGAIN: plain('the host name cannot be resolved now', 'check the name server of this machine'),
		ECONNREFUSED: plain('connection refused', 'check the port, and that the server is up'),
		ECONNRESET: plain('the connection was reset'),
		EPIPE: plain('the connection was closed'),
		EHOSTUNREACH: plain('there is no route to the host', 'check the network or the VPN'),
		ENETUNREACH: plain('the network cannot be reached', 'check the network or the VPN'),
		ETIMEDOUT: slow,
		UND_ERR_CONNECT_TIMEOUT: slow,
		UND_ERR_HEADERS_TIMEOUT: slow,
		UND_ERR_BODY_TIMEOUT: slow,
		ERR_ASSERTION: notHttp,
		UND_ERR_SOCKET: plain('the other side closed the connection'),
		UND_ERR_DESTROYED: plain('the connection was closed by rwatch itself'),
		UND_ERR_CLOSED: plain('the connection was closed by rwatch itself'),
		DEPTH_ZERO_SELF_SIGNED_CERT: untrusted('it is self-signed'),
		SELF_SIGNED_CERT_IN_CHAIN: untrusted('its authority is self-signed and not known here'),
		UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted('its authority is not known here'),
		UNABLE_TO_GET_ISSUER_CERT: untrusted('its authority is not known here'),
		UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted('its authority is not known here'),
		CERT_HAS_EXPIRED: untrusted('it has expired'),
		CERT_NOT_YET_VALID: untrusted('it is not valid yet'),
		ERR_TLS_CERT_ALTNAME_INVALID: untrusted('it was made for another host name'),
		ERR_SSL_WRONG_VERSION_NUMBER: notTls,
		ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
		EPROTO: plain('TLS failed'),
		Z_BUF_ERROR: cut,
		Z_DATA_ERROR: plain('its packed body is damaged', 'look for a proxy that changes answers'),
	}),
);

// `HPE_…` come from Node's and undici's HTTP parser.
const isKnown = (code: string): boolean => byCode.has(code) || code.startsWith('HPE_');

/** The code of an error or of its causes, such as `ECONNREFUSED`: the first known one; or ''. */
const codeOf = (error: unknown): string => {
	let current = error;
	for (let depth = 0; current instanceof Error && depth < 5; depth++) {
		if ('code' in current && typeof current.code === 'string' && isKnown(current.code)) return current.code;
		// `socks` keeps only the text of what failed.
		const [, code = ''] = /^connect (E[A-Z]+) /.exec(current.message) ?? [];
		if (isKnown(code)) return code;
		current = current instanceof AggregateError ? current.errors[0] : current.cause;
	}

	return '';
};

const otherHostAdvice = 'use one of these names in the URL, or skip the check with --insecure';

// `DNS:a.example, IP Address:10.0.0.1`, or the common name where there is no such list.
const hostsOf = (error: unknown): string | null => {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	if (!(cause instanceof Error) || !('cert' in cause) || !isObject(cause.cert)) return null;
	const {subjectaltname, subject} = cause.cert;
	if (typeof subjectaltname === 'string')
		return subjectaltname.replace(/(?:DNS|IP Address|URI):/g, '').slice(0, 300);
	return isObject(subject) && typeof subject.CN === 'string' ? subject.CN.slice(0, 300) : null;
};

/** Puts an error of Node, undici or ws into words. */
export const explainFailure = (error: unknown): Explanation => {
	const code = codeOf(error);
	const hosts = hostsOf(error);
	if (hosts !== null) return plain(`the certificate is for ${hosts}, not for this host`, otherHostAdvice);
	const known = code.startsWith('HPE_') ? notHttp : byCode.get(code);
	if (known) return known;
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	const message = messageOf(cause);
	if (/does not match the HTTP|^Parse Error/.test(message)) return notHttp;
	if (/Proxy response|Proxy Authentication|^Socks\d/i.test(message)) {
		return plain(`the proxy refused: ${message}`, 'check HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY');
	}

	return plain(message.split('\n', 1)[0] ?? message);
};

// What a server that expects TLS does on plain HTTP: it ends the connection without a word.
const suddenEnds: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/**
 * An `UnreachableError` out of what Node, undici or ws threw. `target` without query: that may hold a ticket.
 * `hasAnswered`: it answered before, so that the URL is right.
 */
export const unreachable = (
	attempted: string,
	target: string,
	error: unknown,
	hasAnswered = true,
): UnreachableError => {
	const {answer, advice} = explainFailure(error);
	const mayBeTls = !hasAnswered && target.startsWith('http:') && suddenEnds.has(codeOf(error));
	return new UnreachableError({attempted, target, answer, advice: mayBeTls ? tlsAdvice : advice}, error);
};

/** A URL for messages: without user, password, query and fragment, any of which may hold a secret. */
export const urlForMessages = (url: string): string => {
	const {protocol, host, pathname} = new URL(url);
	return `${protocol}//${host}${pathname}`;
};

const messageKeys = ['message', 'detail', 'error', 'return', 'reason', 'code'];

const fromJson = (body: string): string | null => {
	const parsed = parseJson(body);
	if (typeof parsed !== 'object' || parsed === null) return null;
	const entries = new Map<string, unknown>(Object.entries(parsed));
	const found = messageKeys
		.map(key => entries.get(key))
		.find(value => typeof value === 'string' && value !== '');
	return typeof found === 'string' ? found : null;
};

/** An answer in one line: `HTTP 503 Service Unavailable: the agent is not connected`. Body JSON, HTML or text. */
export const answerText = (status: number, body: string): string => {
	const trimmed = body.slice(0, maxErrorCharacters).trim();
	const page = trimmed.startsWith('<');
	const text = page
		? (elementText(trimmed, 'p') ?? elementText(trimmed, 'title'))
		: (fromJson(trimmed) ?? trimmed);
	const line = redactMessageStart((text ?? '').replace(/\s+/g, ' ').trim(), 200);
	const name = `HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trim();
	// `502 Bad Gateway` and `Unauthorized` say nothing new.
	return name.endsWith(line) ? name : `${name}: ${line}`;
};
