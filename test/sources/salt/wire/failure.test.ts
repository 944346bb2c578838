import {expect, test} from 'vitest';
import {page} from '../../../../source/demo/salt/pages.js';
import {RefusedError, ServerError} from '../../../../source/model/errors.js';
import {errorOf, refusalOf} from '../../../../source/sources/salt/wire/failure.js';

const bodyOf = (status: number, text: string) => page(status, text).body ?? '';

test.each([
	[401, 'No permission -- see authorization schemes', 'session'],
	[401, 'Invalid token', 'session'],
	[401, 'No authentication credentials given', 'session'],
	[401, 'Authentication error occurred.', 'token'],
	[401, 'Authentication failure of type "token" occurred.', 'token'],
	[401, 'Authorization error occurred.', 'forbidden'],
	[401, 'Authentication failure of type "token" occurred for user limited.', 'forbidden'],
	[401, 'Could not authenticate using provided credentials', 'credentials'],
	[
		400,
		"Client disabled: 'wheel'. Add to 'netapi_enable_clients' master config option to enable.",
		'disabled',
	],
	[400, 'Invalid JSON document', 'other'],
	[403, 'Bad IP', 'other'],
])('distinguishes the answers by their text: %i %s means %s', (status, text, meaning) => {
	expect(refusalOf(status, bodyOf(status, text))).toBe(meaning);
});

test('names rest_tornado, which has no wheel client', () => {
	const body = '400 Invalid Client: Client not found in salt clients';
	expect(errorOf('Cannot list keys', 'http://salt', 400, body).message).toMatch(/is rest_tornado/);
});

test('names the line that enables a client', () => {
	const text = "Client disabled: 'runner'. Add to 'netapi_enable_clients' master config option to enable.";
	const error = errorOf('Cannot list jobs', 'http://salt', 400, bodyOf(400, text));
	expect(error).toBeInstanceOf(ServerError);
	expect(error.message).toBe(
		'Cannot list jobs: the client runner is disabled; add `- runner` to `netapi_enable_clients:` in the ' +
			"master's configuration and restart salt-master and salt-api (http://salt)",
	);
});

test('does not take what a user may not do for wrong credentials', () => {
	const error = errorOf('Cannot run x', 'http://salt', 401, bodyOf(401, 'Authorization error occurred.'));
	expect(error).not.toBeInstanceOf(RefusedError);
	expect(error.message).toMatch(/not permitted; the user lacks the right/);
});

test('says what can be done about an address that is not authorized', () => {
	expect(errorOf('Cannot log in', 'http://salt', 403, bodyOf(403, 'Bad IP')).message).toMatch(
		/authorized_ips/,
	);
});

test('reads an error that is JSON', () => {
	const body = '{"status": 500, "return": "An unexpected error occurred"}';
	expect(errorOf('Cannot run x', 'http://salt', 500, body).message).toMatch(/An unexpected error occurred/);
});
