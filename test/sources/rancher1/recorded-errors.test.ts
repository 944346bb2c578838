import {readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {RefusedError, ServerError} from '../../../source/model/errors.js';
import {parseJson} from '../../../source/model/json.js';
import {failureOf} from '../../../source/sources/rancher1/wire/failure.js';
import {objectOf, pageOf} from '../../../source/sources/rancher1/wire/frames.js';
import {answerOf, bodyOf} from './answers.js';

const failureIn = (name: string) => {
	const {status, text} = answerOf(name);
	const body = parseJson(text);
	return failureOf({
		attempted: 'Cannot do it',
		target: 'http://h/v2-beta',
		status,
		body,
		text,
		keyAdvice: 'check the key',
	});
};

const errors = [
	['error-401', 'HTTP 401 Unauthorized; check the key'],
	['error-403-readonly', 'HTTP 405 Method not allowed'],
	['error-404', 'HTTP 404 Not Found'],
	['error-404-host-delete-action', 'HTTP 404 Not Found'],
	['error-404-host-upgrade-action', 'HTTP 404 Not Found'],
	['error-404-project', 'HTTP 404 Not Found'],
	['error-404-subscribe-account', 'HTTP 404 Not Found'],
	['error-405-create-scheduledupgrades', 'HTTP 405 Method not allowed'],
	['error-405-delete-active-host', 'HTTP 405 Method not allowed'],
	['error-409-or-422', 'HTTP 422 ActionNotAvailable: action'],
	['error-422-defaultnetworkid', 'HTTP 404 Not Found'],
	['error-422-notavailable', 'HTTP 422 ActionNotAvailable: action'],
	['error-422-restart-empty', 'HTTP 422 MissingRequired: rollingRestartStrategy'],
	['error-502-cattle-down', 'HTTP 502 Bad Gateway'],
	['error-503-create-secrets', 'HTTP 503 Service Unavailable'],
] as const;

test.each(errors)('%s is reported as: %s', (name, words) => {
	const error = failureIn(name);
	expect(error.message).toContain(words);
	expect(error).toBeInstanceOf(name === 'error-401' ? RefusedError : ServerError);
});

test('every recorded error is among them', () => {
	const files = readdirSync(new URL('../../fixtures/rancher1', import.meta.url))
		.filter(file => file.startsWith('error-'))
		.map(file => file.replace('.http', ''));
	expect(errors.map(([name]) => name).toSorted()).toEqual(files.toSorted());
});

test.each([
	['action-202-start', 202, 'container', 'starting', 'yes'],
	['action-202-stop', 202, 'container', 'stopping', 'yes'],
	['delete-running-container', 200, 'container', 'stopping', 'yes'],
])('%s answers %d with the row on its way', (name, status, type, state, transitioning) => {
	expect(answerOf(name).status).toBe(status);
	expect(objectOf(bodyOf(name))).toMatchObject({type, state, transitioning});
});

test('an exported configuration has no id, and its lines end as Windows has them', () => {
	const body = bodyOf('action-200-exportconfig-crlf');
	expect(body.type).toBe('composeConfig');
	expect(String(body.dockerComposeConfig)).toContain('\r\n');
	expect(objectOf(body)).toBe("a resource without id or type (undefined, 'composeConfig')");
});

test('a plain GET of the subscription is an empty collection', () => {
	expect(answerOf('upgrade-plain-get-subscribe').status).toBe(200);
	expect(pageOf(bodyOf('upgrade-plain-get-subscribe'))).toEqual({
		objects: [],
		next: null,
		total: null,
		faults: [],
	});
});

test.each([
	['root-admin', 'admin', true, true],
	['root-envkey', 'project', false, true],
])('%s says whose key it is (%s)', (name, kind, hasTasks, hasSettings) => {
	const {headers} = answerOf(name);
	expect(headers['x-api-account-kind']).toBe(kind);
	const {links} = bodyOf(name);
	expect([Object.hasOwn(Object(links), 'tasks'), Object.hasOwn(Object(links), 'settings')]).toEqual([
		hasTasks,
		hasSettings,
	]);
});
