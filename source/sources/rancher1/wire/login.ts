import {ProtocolError, RefusedError, ServerError} from '../../../model/errors.js';
import {isObject} from '../../../model/json-object.js';
import type {Credentials} from '../../../model/source-config.js';
import {type HttpClient, ontoOrigin} from '../../../transport/http.js';
import {textOf} from '../../requests/json-fields.js';
import {failureOf} from './failure.js';
import {placeOf} from './place.js';

/** A user's name and password. */
export type Login = Extract<Credentials, {type: 'login'}>;

/** What to do about a user's refused name or password. */
export const loginAdvice = 'check the user name and the password, or use an API key, then refresh';

const attempted = 'Cannot log in';

/**
 * Logs a user in and gives the token; it is good for 16 hours (cattle `api.auth.jwt.token.expiry`). Null where the
 * server knows no logins, because its access control was never set up (cattle TokenResourceManager.java, `NoAuthProvider`).
 * Rejects with `RefusedError` for a wrong name or password, `ServerError`, `ProtocolError`, or the transport's errors.
 * The client must not send credentials of its own.
 */
export const logIn = async (client: HttpClient, {username, password}: Login): Promise<string | null> => {
	const path = `${placeOf(client.url).prefix}/v1/token`;
	const target = ontoOrigin(path, client.url);
	const code = `${username}:${password}`;
	const {status, text, json} = await client.request({method: 'POST', path, body: {code}, attempted});
	const body = json();
	if (status < 300) {
		const token = isObject(body) ? textOf(body, 'jwt') : null;
		if (token !== null) return token;
		throw new ProtocolError({attempted, target, answer: `HTTP ${status} without a token`});
	}

	const failure = failureOf({attempted, target, status, body, text, keyAdvice: loginAdvice});
	if (!(failure instanceof ServerError)) throw failure;
	if (failure.code === 'NoAuthProvider') return null;
	// What is not a name with a password is 403 (cattle LocalAuthTokenCreator.java).
	throw status === 403 ? new RefusedError({...failure.account, advice: loginAdvice}) : failure;
};
