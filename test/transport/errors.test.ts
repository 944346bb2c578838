import {expect, test} from 'vitest';
import {heldSecrets} from '../../source/secrets/held.js';
import {answerText, explainFailure, unreachable, urlForMessages} from '../../source/transport/errors.js';

const withCode = (code: string) => Object.assign(new Error(`raw ${code}`), {code});

test.each([
	['ENOTFOUND', /not known/, /check the name/],
	['ECONNREFUSED', /refused/, /port/],
	['DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/, /--ca-file.*--insecure/],
	['SELF_SIGNED_CERT_IN_CHAIN', /not known here/, /--ca-file/],
	['ERR_TLS_CERT_ALTNAME_INVALID', /another host name/, /--ca-file/],
	['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS/, /http:/],
	['HPE_INVALID_CONSTANT', /not HTTP/, /https:/],
	['UND_ERR_CONNECT_TIMEOUT', /in time/, /firewall/],
])('%s is put into words with advice', (code, answer, advice) => {
	const explained = explainFailure(new TypeError('fetch failed', {cause: withCode(code)}));
	expect(explained.answer).toMatch(answer);
	expect(explained.advice).toMatch(advice);
});

test('of several addresses that failed, the first counts', () => {
	expect(
		explainFailure(new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')])).answer,
	).toMatch(/refused/);
});

test('an unknown failure says what it says, in one line', () => {
	expect(explainFailure(new Error('strange\n    at somewhere')).answer).toBe('strange');
});

test('the error says what, on what, what came back and what to do', () => {
	const error = unreachable('Cannot list pods', 'https://r.example.com/v1/pods', withCode('ECONNREFUSED'));
	expect(error.message).toBe(
		'Cannot list pods: connection refused; check the port, and that the server is up (https://r.example.com/v1/pods)',
	);
});

test('a URL in a message has no user, password, query or fragment', () => {
	expect(urlForMessages('wss://me:secret@host:8443/v1/logs?token=secret#x')).toBe('wss://host:8443/v1/logs');
});

test.each<[number, string, string]>([
	[503, '', 'HTTP 503 Service Unavailable'],
	[503, 'the agent is away\n', 'HTTP 503 Service Unavailable: the agent is away'],
	[422, '{"code":"InvalidState","message":"not now"}', 'HTTP 422 Unprocessable Entity: not now'],
	[422, '{"code":"InvalidState","message":null}', 'HTTP 422 Unprocessable Entity: InvalidState'],
	[401, '{"code":"Unauthorized","message":"Unauthorized"}', 'HTTP 401 Unauthorized'],
	[
		500,
		'{"status": 500, "return": "An unexpected error occurred"}',
		'HTTP 500 Internal Server Error: An unexpected error occurred',
	],
	[
		401,
		'<html><title>401 Unauthorized</title><p>No <b>permission</b></p></html>',
		'HTTP 401 Unauthorized: No permission',
	],
	[502, '<html><head><title>502 Bad Gateway</title></head></html>', 'HTTP 502 Bad Gateway'],
	[599, 'x'.repeat(1000), `HTTP 599: ${'x'.repeat(200)}`],
])('an answer %d is one line (%#)', (status, body, line) => {
	expect(answerText(status, body)).toBe(line);
});

test('a credential that a server repeats is removed before its answer is cut', () => {
	heldSecrets.hold('S3cret-of-this-run-0123456789');
	const words = `${'x'.repeat(180)} S3cret-of-this-run-0123456789`;
	expect(answerText(500, words)).not.toContain('S3cr');
	expect(answerText(500, JSON.stringify({message: words}))).not.toContain('S3cr');
});
