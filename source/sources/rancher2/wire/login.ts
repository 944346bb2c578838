import {ProtocolError, RefusedError} from '../../../model/errors.js';
import {isObject} from '../../../model/json-object.js';
import type {Credentials} from '../../../model/source-config.js';
import type {HttpClient, HttpResponse} from '../../../transport/http.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import {failureOf} from './failure.js';

type Login = Extract<Credentials, {type: 'login'}>;

const attempted = 'Cannot log in';

// Since about 2.13 `/v1-public`; before that `/v3-public`, which newer servers may have turned off (rancher
// pkg/auth/providers/publicapi/login.go). The same order as the server's own CLI (rancher/cli cmd/kubectl_token.go).
const doors = ['/v1-public/login', '/v3-public/localProviders/local?action=login'];

/** The token in an answer: flat, or a resource of `ext.cattle.io/v1` (rancher/cli cmd/token.go). */
const tokenIn = (body: unknown): string | null => {
	if (!isObject(body)) return null;
	const status = mapOf(body, 'status');
	return textOf(body, 'token') ?? textOf(status, 'bearerToken');
};

const bodyOf = ({username, password}: Login) => ({
	type: 'localProvider',
	username,
	password,
	responseType: 'json',
	description: 'rwatch',
});

/**
 * Logs a local user in and gives the bearer token. Rejects with `RefusedError` for a wrong name or password,
 * with the errors of the transport, or `ServerError`. The client must not send credentials of its own.
 */
export const logIn = async (client: HttpClient, login: Login, signal?: AbortSignal): Promise<string> => {
	let last: HttpResponse | null = null;
	for (const path of doors) {
		const response = await client.request({
			method: 'POST',
			path,
			body: bodyOf(login),
			attempted,
			...(signal && {signal}),
		});
		if (response.status !== 404) {
			const token = response.status < 300 ? tokenIn(response.json()) : null;
			if (token !== null) return token;
			throw refusal(response, client.url);
		}

		last = response;
	}

	throw failureOf(attempted, client.url, last?.status ?? 404, last?.text ?? '');
};

const logoutTimeoutMs = 1000;

/** Ends the session that a login made. Never rejects, and waits a second at most. */
export const logOut = async (client: HttpClient, token: string): Promise<void> => {
	const request = {method: 'POST', path: '/v3/tokens?action=logout', body: {}} as const;
	const headers = {authorization: `Bearer ${token}`};
	// It expires by itself if this fails, so the failure is not reported.
	await client
		.request({...request, headers, attempted: 'Cannot log out', timeoutMs: logoutTimeoutMs})
		.catch(() => null);
};

const refusal = ({status, text}: HttpResponse, target: string): Error => {
	if (status === 401 || status === 403) {
		const answer = `HTTP ${status}: the server does not take this user and password`;
		return new RefusedError({attempted, target, answer, advice: 'check both, or use an API key'});
	}

	if (status >= 300) return failureOf(attempted, target, status, text);
	return new ProtocolError({attempted, target, answer: `HTTP ${status} without a token`});
};
