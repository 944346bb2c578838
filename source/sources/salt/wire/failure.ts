import {ProtocolError, RefusedError, ServerError} from '../../../model/errors.js';
import {isObject} from '../../../model/json-object.js';
import {answerText} from '../../../transport/errors.js';
import {elementText} from '../../../transport/html.js';
import {asObject} from '../../requests/json-values.js';

/**
 * What an error answer means. The four meanings of 401 differ only in the text of the page
 * (salt/netapi/rest_cherrypy/app.py, salt/netapi/__init__.py, salt/client/mixins.py).
 */
type Refusal =
	/** salt-api does not know the session (any more): log in again. */
	| 'session'
	/** The session is fine, the token behind it has expired: log in again. */
	| 'token'
	/** Logged in, and not allowed to do that: logging in again is of no use. */
	| 'forbidden'
	/** User, password or eauth are wrong. */
	| 'credentials'
	/** The client is not among `netapi_enable_clients`, which is empty from 3006 on unless set. */
	| 'disabled'
	/** This is rest_tornado, which lacks some clients (salt/netapi/rest_tornado/saltnado.py). */
	| 'tornado'
	/** The answer holds bytes, which salt-api cannot write as JSON. */
	| 'unreadable'
	/** A 401 that is not salt-api's, which are always pages: something before it wants a login of its own. */
	| 'before'
	| 'other';

/** The text of an error page. */
const paragraphOf = (body: string): string => {
	const text = elementText(body, 'p') ?? '';
	return text
		.replaceAll('&#x27;', "'")
		.replaceAll('&#39;', "'")
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&')
		.trim();
};

/** Says what an error answer means. */
export const refusalOf = (status: number, body: string): Refusal => {
	const text = paragraphOf(body);
	if (status === 400 && text.startsWith('Client disabled')) return 'disabled';
	if (status === 400 && body.startsWith('400 Invalid Client')) return 'tornado';
	if (status === 500 && text.startsWith('Could not serialize')) return 'unreadable';
	if (status !== 401) return 'other';
	if (/Could not authenticate/.test(text)) return 'credentials';
	// Only the name of the user distinguishes "not allowed" from "expired" for runners and wheel functions.
	if (/Authorization error/.test(text) || /Authentication failure of type .* for user/.test(text))
		return 'forbidden';
	if (/Authentication error/.test(text) || /Authentication failure/.test(text)) return 'token';
	return body.trimStart().startsWith('<') ? 'session' : 'before';
};

/** The client that a `disabled` answer names. */
export const disabledClient = (body: string): string =>
	/'(\w+)'/.exec(paragraphOf(body))?.[1] ?? 'that client';

/** Code of the `ServerError` of a client that is not enabled. */
export const disabledCode = 'ClientDisabled';

/** Code of the `ServerError` of a call that the user may not make. */
const forbiddenCode = 'NotPermitted';

/** True where a call failed because of what the master's configuration allows: the rest can go on without it. */
export const isNotAllowed = (error: unknown): boolean =>
	error instanceof ServerError && (error.code === disabledCode || error.code === forbiddenCode);

const unreadableCode = 'Unreadable';

/** True for a call whose answer holds bytes: to make it again would fail again. */
export const isUnreadable = (error: unknown): boolean =>
	error instanceof ServerError && error.code === unreadableCode;

/** What to add to the master's configuration. */
export const enableAdvice = (client: string): string =>
	`add \`- ${client}\` to \`netapi_enable_clients:\` in the master's configuration and restart salt-master and salt-api`;

const passwordAdvice = 'check user, password and eauth';
const beforeAdvice =
	'a proxy in front of salt-api requires a login of its own; a cloudCredential signs for it';

/** The error of a login that was refused with 401: whatever the page says, the credentials are not good for it. */
export const loginRefusal = (attempted: string, target: string, body: string): RefusedError => {
	const advice = refusalOf(401, body) === 'before' ? beforeAdvice : passwordAdvice;
	return new RefusedError({attempted, target, answer: answerText(401, body), advice});
};

/** The error that an answer is. */
export const errorOf = (attempted: string, target: string, status: number, body: string): Error => {
	const answer = answerText(status, body);
	switch (refusalOf(status, body)) {
		case 'disabled': {
			const client = disabledClient(body);
			const account = {
				attempted,
				target,
				answer: `the client ${client} is disabled`,
				advice: enableAdvice(client),
			};
			return new ServerError(account, status, disabledCode);
		}

		case 'forbidden': {
			const advice = "the user lacks the right: see external_auth in the master's configuration";
			return new ServerError({attempted, target, answer: 'not permitted', advice}, status, forbiddenCode);
		}

		case 'tornado': {
			const why = 'this salt-api is rest_tornado, which lacks the clients wheel and wheel_async';
			const advice = "set up rest_cherrypy in the master's configuration";
			return new ServerError({attempted, target, answer: why, advice}, status, forbiddenCode);
		}

		case 'credentials':
			return new RefusedError({attempted, target, answer, advice: passwordAdvice});
		case 'unreadable': {
			const why = 'the answer holds bytes, which salt-api cannot send';
			return new ServerError({attempted, target, answer: why}, status, unreadableCode);
		}

		case 'before':
			return new RefusedError({attempted, target, answer, advice: beforeAdvice});

		case 'session':
		case 'token':
			return new RefusedError({
				attempted,
				target,
				answer,
				advice:
					'the session ended right after the login: Salt 3008.0 and 3008.1 delete tokens after a minute, 3008.2 does not',
			});
		default: {
			if (status === 403) {
				const advice = "this machine's address is not among authorized_ips";
				return new RefusedError({attempted, target, answer, advice});
			}

			const advice = status === 500 ? 'check that the salt-master runs and that the target exists' : null;
			return new ServerError({attempted, target, answer, advice}, status, '');
		}
	}
};

/** A page where JSON should be: what salt-api does where it serves an application, and other servers do. */
export const pageError = (attempted: string, target: string, status: number): ProtocolError =>
	new ProtocolError({
		attempted,
		target,
		answer: `HTTP ${status} with a page instead of JSON`,
		advice: 'check that the URL is that of a salt-api (rest_cherrypy)',
	});

/** The values of an answer: `return` of its JSON object; undefined where it has none. */
export const returnOf = (json: unknown): unknown =>
	isObject(json) && 'return' in json ? json.return : undefined;

/** The first of the values of an answer, of which there is one for each low. */
export const firstReturn = (json: unknown): unknown => {
	const all = asObject(json).return;
	return Array.isArray(all) ? all[0] : all;
};
