import type {DemoRequest} from '../../serve/serve.js';
import {always} from './answers.js';

/** Headers by their names as Go writes them; several values of one name are several lines. */
export type Headers = Record<string, string | string[]>;

/** The secrets of a cloud credential, by field. */
export type CloudCredential = Readonly<Record<string, string>>;

const perHop = /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;
const dropped =
	/^(?:host|content-length|x-api-auth-header|x-api-cattleauth-header|cf-connecting-ip|cf-ray|impersonate-.*)$/;
const droppedBefore23 = /^(?:host|content-length|x-api-auth-header)$/;

const canonical = (name: string): string => name.replace(/(?:^|-)[a-z]/g, start => start.toUpperCase());

const first = ({headers}: DemoRequest, name: string): string => [headers[name]].flat()[0] ?? '';

/** What the request's signer makes of a cloud credential; null where Rancher gives up (rancher pkg/httpproxy/sign.go). */
const signature = (
	auth: string,
	credentials: ReadonlyMap<string, CloudCredential>,
): readonly [string, string] | null => {
	const [signer = '', ...parts] = auth.split(' ');
	const fields = new Map(
		parts.map(part => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
	);
	if (signer.toLowerCase() === 'arbitrary') {
		const [name = '', value = ''] = (fields.get('headers') ?? '').split('=');
		return [name, value];
	}

	const secret = credentials.get(fields.get('credID') ?? '');
	if (!secret) return null;
	const user = secret[fields.get('usernameField') ?? ''] ?? '';
	const password = secret[fields.get('passwordField') ?? ''] ?? '';
	if (signer.toLowerCase() === 'bearer') return ['Authorization', `Bearer ${password}`];
	return ['Authorization', `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`];
};

const signers = /^(?:arbitrary|basic|bearer) /i;

// Whether the request is signed or not: a signer that gives up leaves Rancher's cookie where it is
// (test/fixtures/meta-proxy/24-cloud-credential-unknown-is-sent-unsigned).
const authorize = (
	headers: Headers,
	request: DemoRequest,
	credentials: ReadonlyMap<string, CloudCredential>,
): void => {
	const own = first(request, 'x-api-auth-header');
	const cloud = first(request, 'x-api-cattleauth-header');
	if (own !== '') headers.Authorization = own;
	else if (signers.test(cloud)) {
		const signed = signature(cloud, credentials);
		if (signed) headers[signed[0]] = signed[1];
		return;
	} else if (cloud !== '') headers.Authorization = cloud;

	delete headers.Cookie;
	const cookie = headers['X-Api-Cookie-Header'];
	if (cookie === undefined) return;
	headers.Cookie = cookie;
	delete headers['X-Api-Cookie-Header'];
};

/** What the target gets of a request's headers, all but `Host` (rancher pkg/httpproxy/proxy.go of 2.13.3 and 2.0.0). */
export const headersOn = (
	request: DemoRequest,
	{isOld, credentials}: {readonly isOld: boolean; readonly credentials: ReadonlyMap<string, CloudCredential>},
): Headers => {
	const gone = isOld ? droppedBefore23 : dropped;
	const on: Headers = {};
	for (const [name, value = ''] of Object.entries(request.headers)) {
		if (gone.test(name) || perHop.test(name)) continue;
		const values = [value].flat().map(each => each.replace(/^rancher:/, ''));
		on[canonical(name)] = values.length === 1 ? (values[0] ?? '') : values;
	}

	if (!isOld) authorize(on, request, credentials);
	else if (first(request, 'x-api-auth-header') !== '') on.Authorization = first(request, 'x-api-auth-header');
	// The simulation listens on the loopback address only.
	on['X-Forwarded-For'] = [...[on['X-Forwarded-For'] ?? []].flat(), '127.0.0.1'].join(', ');
	if (request.upgrade) Object.assign(on, {Connection: 'Upgrade', Upgrade: first(request, 'upgrade')});
	else if (request.body !== '') on['Content-Length'] = String(Buffer.byteLength(request.body));
	return on;
};

/** What the client gets of the target's headers, which come as Node's `rawHeaders`. */
export const headersBack = (raw: readonly string[], isOld: boolean): Headers => {
	const back: Headers = isOld ? {} : {...always};
	const add = (name: string, value: string): void => {
		back[name] = back[name] === undefined ? value : [back[name], value].flat();
	};
	for (let index = 0; index + 1 < raw.length; index += 2) {
		const name = canonical((raw[index] ?? '').toLowerCase());
		const value = raw[index + 1] ?? '';
		if (perHop.test(name.toLowerCase())) continue;
		if (isOld) add(name, value);
		else if (name === 'Set-Cookie') add('X-Api-Set-Cookie-Header', value);
		else if (!/^(?:X-Api-Set-Cookie-Header|Content-Security-Policy|X-Content-Type-Options)$/.test(name))
			add(name, value);
	}

	if (isOld) return back;
	// One is Rancher's own, the other is put onto the target's answer.
	add('X-Content-Type-Options', 'nosniff');
	return {...back, 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox"};
};
