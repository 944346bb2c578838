import {describe, expect, test} from 'vitest';
import {RefusedError, ServerError, UnreachableError} from '../../../../source/model/errors.js';
import {complaintOf, failureOf} from '../../../../source/sources/rancher2/wire/failure.js';
import {fixture} from '../fixture.js';

describe('an error answer of any shape becomes one line', () => {
	test.each([
		[
			'the management API',
			'{"baseType":"error","code":"NotFound","message":"no such thing","status":404,"type":"error"}',
			'NotFound',
			'no such thing',
		],
		[
			'its validation, without a message',
			'{"baseType":"error","code":"MaxLimitExceeded","fieldName":"timeout","message":"","status":422,"type":"error"}',
			'MaxLimitExceeded',
			'MaxLimitExceeded: timeout',
		],
		[
			'its actions',
			'{"baseType":"error","code":"ActionNotAvailable","message":"","status":404,"type":"error"}',
			'ActionNotAvailable',
			'ActionNotAvailable',
		],
		[
			'Steve',
			'{"type":"error","links":{},"code":"PermissionDenied","message":"can not list secret","status":403,"type":"error"}',
			'PermissionDenied',
			'can not list secret',
		],
		[
			'the login filter, whose status is a text',
			'{"type":"error","status":"401","message":"must authenticate"}',
			'',
			'must authenticate',
		],
		[
			'the cluster router',
			'{"Code":{"Code":"NotFound","Status":404},"Message":"No cluster available","Cause":null,"FieldName":""}',
			'NotFound',
			'No cluster available',
		],
		[
			'Kubernetes',
			'{"kind":"Status","status":"Failure","reason":"Forbidden","code":403,"message":"pods is forbidden"}',
			'Forbidden',
			'pods is forbidden',
		],
		['a line of text', 'lost connection to cluster: gone\nand more', '', 'lost connection to cluster: gone'],
		[
			'a page',
			'<html><head><title>502 Bad Gateway</title></head><body><p>nginx</p></body></html>',
			'',
			"a page '502 Bad Gateway' instead of JSON",
		],
		['nothing at all', '', '', ''],
		['JSON that is not an object', '[1]', '', '[1]'],
	])('%s', (_name, text, code, message) => {
		expect(complaintOf(text)).toEqual({code, message});
	});

	test('which is not too long, and has no line breaks', () => {
		const {message} = complaintOf(JSON.stringify({message: `a\n\tb${'x'.repeat(1000)}`}));
		expect(message).toMatch(/^a b/);
		expect(message).toHaveLength(1000);
	});
});

describe('what it means', () => {
	const pods = 'https://r.example/k8s/clusters/c-1/v1/pods';
	test.each([
		[
			'a 401 with words is about the token',
			pods,
			401,
			'{"status":"401","message":"must authenticate"}',
			RefusedError,
			/set RANCHER_TOKEN/,
		],
		['a 401 without a word is about the cluster', pods, 401, '', RefusedError, /no access to cluster c-1/],
		[
			'a bare 401 elsewhere is about the token',
			'https://r.example/v3/nodes',
			401,
			'',
			RefusedError,
			/set RANCHER_TOKEN/,
		],
		[
			'a tunnel that is lost is worth another try',
			pods,
			503,
			'lost connection to cluster: x',
			UnreachableError,
			/agent of cluster c-1 is away/,
		],
		[
			'so is a cluster that the router does not know yet',
			pods,
			404,
			'{"Code":{"Code":"NotFound","Status":404},"Message":"No cluster available"}',
			UnreachableError,
			/away/,
		],
		[
			'a right that lacks',
			pods,
			403,
			'{"code":"PermissionDenied","message":"can not list pod"}',
			ServerError,
			/lacks the right/,
		],
		['anything else', pods, 500, 'oops', ServerError, /HTTP 500 oops/],
	])('%s', (_name, target, status, text, kind, words) => {
		const error = failureOf('Cannot list pods', target, status, text);
		expect(error).toBeInstanceOf(kind);
		expect(error.message).toMatch(words);
		expect(error.message).toContain('Cannot list pods');
	});
});

test('a 401 away from any cluster says where the token of one cluster works', () => {
	const {status, body} = fixture('more/cluster-token-on-v3-401.http');
	const target = 'https://r.example/v3/users';
	const {message} = failureOf('Cannot read the user', target, status, body);
	expect(message).toMatch(/^Cannot read the user: HTTP 401 Unauthorized 401: must authenticate; /);
	expect(message).toContain(
		'a token for one cluster works only with https://r.example/k8s/clusters/<id of the cluster>',
	);
	const inside = failureOf('Cannot list pods', 'https://r.example/k8s/clusters/c-1/v1/pods', status, body);
	expect(inside.message).not.toContain('for one cluster');
});

test.each([
	['error-401.http', RefusedError, /HTTP 401/],
	['error-404-object.http', ServerError, /HTTP 404 pods "nosuch" not found/],
	['error-404-type.http', ServerError, /HTTP 404 \(/],
	['list-nodes-422.http', ServerError, /HTTP 422 column is invalid \[metadata\.namespace\]/],
	['readonly-nodes.http', ServerError, /HTTP 404 \(/],
	['readonly-secrets.http', ServerError, /HTTP 404 \(/],
])('the recorded error %s is what it says', (file, type, words) => {
	const {status, body} = fixture(file);
	const error = failureOf('Cannot list', 'https://r.example/k8s/clusters/local/v1/pods', status, body);
	expect(error).toBeInstanceOf(type);
	expect(error.message).toMatch(words);
});
