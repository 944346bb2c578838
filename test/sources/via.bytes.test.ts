import {createHash} from 'node:crypto';
import {afterEach, describe, expect, test} from 'vitest';
import {demoSource} from '../../source/demo/demo.js';
import type {SourceConfig} from '../../source/model/source-config.js';
import {wayThrough} from '../../source/sources/rancher2/wire/proxy-way.js';
import type {Way} from '../../source/sources/requests/way.js';
import {type ByteServer, recorded, recordedCases, serveBytes} from '../meta-proxy-bytes.js';
import {until} from '../until.js';

let rancher: ByteServer | null = null;

afterEach(() => rancher?.close());

const notFound = Buffer.from('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
const readable = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}');

/** The recorded answer, to the key of this websocket. */
const answerTo = (request: string, answer: Buffer): Buffer => {
	const key = /^sec-websocket-key: (.*)\r$/im.exec(request)?.[1];
	if (key === undefined) return answer;
	const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
	return Buffer.from(answer.toString('latin1').replace('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=', accept), 'latin1');
};

/** The way through a Rancher that answers as it was recorded. */
const replay = async (
	name: string,
	more: Partial<SourceConfig> = {},
	answer: Buffer = recorded(name, 'client-response') ?? Buffer.alloc(0),
): Promise<Way> => {
	rancher = await serveBytes(request => {
		if (request.startsWith('GET /v3/settings/')) return notFound;
		if (request.startsWith('GET /v3/cloudcredentials/')) return readable;
		return answerTo(request, answer);
	});
	const token = `token-abcd:${'dummy'.repeat(10)}`;
	const proxy = demoSource({
		name: 'prod',
		family: 'rancher2',
		url: `http://127.0.0.1:${rancher.port}`,
		credentials: async () => ({type: 'bearer', token}),
	});
	const config = demoSource({
		name: 'eu',
		family: 'salt',
		url: 'http://salt.example:8000',
		credentials: async () => ({type: 'none'}),
	});
	return wayThrough(proxy, {...config, ...more});
};

/** What becomes of the request: the status with the start of the body, or the error's message. */
const outcomeOf = async (name: string, more?: Partial<SourceConfig>): Promise<string> => {
	const way = await replay(name, more);
	const client = way.client();
	const body = name.startsWith('30') ? 'x'.repeat(1_100_000) : '{}';
	try {
		const answer = await client.request({method: 'POST', path: './', body, attempted: 'Cannot ask'});
		return `${answer.status} ${answer.text}`;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	} finally {
		await client.close();
	}
};

const refused = /^Cannot ask: prod answers HTTP 401 .*must authenticate; check the credentials of prod/;
const notAllowed =
	/^Cannot ask: prod answers HTTP 502 Bad Gateway without a reason; .* must allow the host salt\.example /;
const tooOld =
	/^Cannot ask: prod passes on HTTP 200 without Content-Security-Policy, .*allowOldRancher: true/;
const echoed = /^200 GET \/echo/;

const outcomes: readonly (readonly [string, RegExp])[] = [
	['01-login', /^200 {"return": \[{"token": "5a17/],
	['02-login-wrong-salt-password', /^401 [\s\S]*Could not authenticate/],
	['03-no-rancher-token', refused],
	['04-wrong-rancher-token', refused],
	['05-host-not-on-the-list', notAllowed],
	['06-target-does-not-answer', notAllowed],
	['07-target-tls-unknown-authority', notAllowed],
	['08-two-slashes', /HTTP 301: prod sends us on to \/meta\/proxy\/http:\/salt\.example:8000\//],
	['09-call', /^200 {"return": \[{"tag": "salt\/wheel/],
	['13-session-ended-401', /^401 [\s\S]*No permission/],
	['14-events-with-token-in-the-query', /^400 [\s\S]*takes no query parameters/],
	['20-headers-cookie', echoed],
	['21-headers-bearer-is-handed-on', echoed],
	['22-cloud-credential-with-cookie-hands-the-cookie-on', echoed],
	['23-cloud-credential-with-bearer', echoed],
	['24-cloud-credential-unknown-is-sent-unsigned', echoed],
	['25-cloud-credential-spelled-as-in-the-docs', echoed],
	['26-target-401-text', /^401 Unauthorized by the target$/],
	['27-target-502-empty', /^502 $/],
	['28-target-redirect-absolute', /HTTP 302: the server sends us on to http:\/\/echo\.example:8080\/echo/],
	['29-target-redirect-path', /HTTP 307: the server sends us on to .*\/other\/login/],
	[
		'30-body-over-1-MiB',
		/HTTP 502 Bad Gateway; the request has 1100000 bytes, and Rancher passes on 1048576/,
	],
	['40-rancher-2.0-cookie-handed-on', tooOld],
	['41-rancher-2.0-list-wants-the-port', notAllowed],
	['42-rancher-2.0-login', tooOld],
];

const streams = ['10-events', '11-ws-without-accept-encoding', '12-ws-accept-encoding-identity'];

describe('answers through the proxy', () => {
	test.each(outcomes)('%s', async (name, expected) => {
		expect(await outcomeOf(name)).toMatch(expected);
	});

	test.each([
		['40-rancher-2.0-cookie-handed-on', echoed],
		['41-rancher-2.0-list-wants-the-port', /must allow the host salt\.example:8000 /],
		['42-rancher-2.0-login', /^200 {"return": \[{"token": "5a17/],
	])('%s, where an old Rancher is accepted', async (name, expected) => {
		expect(await outcomeOf(name, {allowOldRancher: true})).toMatch(expected);
	});

	test('10-events', async () => {
		const way = await replay('10-events');
		const client = way.client();
		const {status, body} = await client.stream({path: 'events', attempted: 'Cannot follow'});
		expect(status).toBe(200);
		let text = '';
		for await (const chunk of body) {
			text += String(Buffer.from(chunk));
			if (text.includes('salt/presence/present"}')) break;
		}

		expect(text).toMatch(/^retry: 400\ntag: salt\/presence\/present\n/);
		await client.close();
	});

	test('10-events without Content-Security-Policy is ended, not left open', async () => {
		const text = recorded('10-events', 'client-response')?.toString('latin1') ?? '';
		const unmarked = Buffer.from(text.replace(/Content-Security-Policy: .*\r\n/, ''), 'latin1');
		const way = await replay('10-events', {}, unmarked);
		const client = way.client();
		await expect(client.stream({path: 'events', attempted: 'Cannot follow'})).rejects.toThrow(
			/allowOldRancher/,
		);
		await until(() => expect(rancher?.open()).toBe(0));
		await client.close();
	});

	test('11-ws-without-accept-encoding cannot be read', async () => {
		expect(await firstFrame('11-ws-without-accept-encoding')).toMatch(/RSV2 and RSV3 must be clear/);
	});

	test('12-ws-accept-encoding-identity can', async () => {
		expect(await firstFrame('12-ws-accept-encoding-identity')).toBe('server received message');
	});

	test('all that was recorded is here', () => {
		const names = [...outcomes.map(([name]) => name), ...streams];
		expect(names.toSorted()).toEqual(recordedCases().toSorted());
	});
});

/** The first frame of a websocket, or why it ended. */
const firstFrame = async (name: string): Promise<string> => {
	const way = await replay(name);
	const {signal} = new AbortController();
	let take: (text: string) => void = () => undefined;
	const frame = new Promise<string>(resolve => {
		take = resolve;
	});
	const socket = await way.socket('ws', {
		attempted: 'Cannot follow',
		headers: {},
		onFrame: text => take(text),
		silenceMs: null,
		signal,
	});
	const observed = await Promise.race([frame, socket.ended.then(({detail}) => detail)]);
	socket.close();
	return observed;
};

describe('what authenticates to Rancher', () => {
	const cloudCredential = 'Basic credID=cattle-global-data:cc-abcde usernameField=user passwordField=pass';

	test.each([
		['a cookie where Rancher takes it away', undefined, /^cookie: R_SESS=token-abcd:/im, /^authorization:/im],
		[
			'Bearer where it signs',
			cloudCredential,
			/^authorization: Bearer token-abcd:[\s\S]*x-api-cattleauth-header: Basic credID=/im,
			/^cookie:/im,
		],
	])('is %s', async (_title, given, present, absent) => {
		await outcomeOf('23-cloud-credential-with-bearer', given === undefined ? {} : {cloudCredential: given});
		const sent = rancher?.received.map(String).find(text => text.startsWith('POST /meta/proxy/')) ?? '';
		expect(sent).toMatch(present);
		expect(sent).not.toMatch(absent);
	});
});
