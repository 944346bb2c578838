import type {IncomingMessage} from 'node:http';
import {RefusedError, ServerError, UnreachableError} from '../model/errors.js';
import {answerText, urlForMessages} from './errors.js';
import {joinHeaders} from './exchange.js';
import {retryAfterIn} from './retry-after.js';
import {isSignOn, loginPageIn, signOnAdvice} from './sign-on.js';

/**
 * What the server answered instead of an upgrade: the `cause` of the error that `openSocket` throws,
 * for families whose statuses mean something else.
 */
export class UpgradeAnswer extends Error {
	override readonly name = 'UpgradeAnswer';
	readonly status: number;
	/** Names in lower case; several of one name are joined by a comma. */
	readonly headers: Readonly<Record<string, string>>;
	/**
	 * A request without its Upgrade header is what this answers: a success, HTTP 426, or the 400 of a server whose
	 * websocket library misses the header (gorilla/websocket server.go, `returnError`).
	 */
	readonly missesUpgrade: boolean;
	/** At most 4 kB. */
	readonly body: string;
	/** Where a redirect points, or ''. */
	readonly location: string;
	/** How long it asks to be left alone, milliseconds; 0 where it does not ask. */
	readonly retryAfterMs: number;

	constructor({statusCode = 0, headers}: Pick<IncomingMessage, 'statusCode' | 'headers'>, body: string) {
		super(`HTTP ${statusCode}`);
		this.status = statusCode;
		this.headers = joinHeaders(headers);
		this.location = headers.location ?? '';
		this.retryAfterMs = retryAfterIn(statusCode, headers, Date.now());
		this.body = body;
		const names = headers['sec-websocket-version'] !== undefined || /^\s*bad request\s*$/i.test(body);
		this.missesUpgrade =
			(statusCode >= 200 && statusCode < 300) || statusCode === 426 || (statusCode === 400 && names);
	}
}

const maxBytes = 4096;
// Salt leaves the connection open after its refusal (salt `rest_cherrypy/app.py`), so its end is not waited for.
const maxWaitMs = 1000;

/** Reads the start of an answer, however it ends. Never rejects. */
export const readAnswer = (response: IncomingMessage): Promise<UpgradeAnswer> =>
	new Promise(resolve => {
		const chunks: Buffer[] = [];
		let length = 0;
		const finish = () => {
			clearTimeout(timer);
			const body = Buffer.concat(chunks).subarray(0, maxBytes).toString();
			resolve(new UpgradeAnswer(response, body));
			response.destroy();
		};

		const timer = setTimeout(finish, maxWaitMs);
		response.on('data', (chunk: Buffer) => {
			chunks.push(chunk);
			length += chunk.length;
			if (length >= maxBytes) finish();
		});
		response.once('end', finish);
		response.once('error', finish);
		response.once('close', finish);
	});

/** The error that an answer instead of an upgrade is; `target` without secrets. */
export const refusalOf = (answer: UpgradeAnswer, attempted: string, target: string): Error => {
	const {status, body} = answer;
	const account = {attempted, target, answer: answerText(status, body)};
	if (status === 407)
		return new UnreachableError({...account, advice: 'check HTTPS_PROXY and HTTP_PROXY'}, answer);
	if (status >= 300 && status < 400) {
		const to = URL.canParse(answer.location, target) ? new URL(answer.location, target) : null;
		const moved = to === null ? '?' : urlForMessages(to.href);
		const text = `HTTP ${status}: the server sends us on to ${moved}`;
		const isOn = to !== null && isSignOn(to, new URL(target));
		const advice = isOn ? signOnAdvice : 'use that server in the URL if it is right';
		return new UnreachableError({...account, answer: text, advice}, answer);
	}

	const page = loginPageIn(body);
	if (page !== null) {
		const text = `HTTP ${status} with ${page} instead of a websocket`;
		return new UnreachableError({...account, answer: text, advice: signOnAdvice}, answer);
	}

	if (status === 401) return new RefusedError({...account, advice: 'check the credentials'}, answer);
	if (status === 403)
		return new RefusedError({...account, advice: 'check the rights of this user or key'}, answer);

	if (answer.missesUpgrade) {
		const advice =
			'a proxy in front of the server blocks websockets, because it removes the Upgrade header: nginx needs proxy_http_version 1.1 and the ' +
			'Upgrade and Connection headers set, a classic ELB a TCP listener instead of an HTTP one';
		return new UnreachableError(
			{...account, answer: `${account.answer} instead of a websocket`, advice},
			answer,
		);
	}

	return new ServerError(account, status, '', answer, answer.retryAfterMs);
};
