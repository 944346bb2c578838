import {expect, test} from 'vitest';
import {UsageError} from '../../../../source/model/errors.js';
import {placeOf} from '../../../../source/sources/rancher1/wire/place.js';

test.each([
	['http://h:8080', '', null],
	['http://h:8080/', '', null],
	['http://h:8080/v1', '', null],
	['http://h:8080/v1/', '', null],
	['http://h:8080/v2-beta', '', null],
	['http://h:8080/v2-beta/', '', null],
	['http://h:8080/v2-beta/schemas', '', null],
	['http://h:8080/v2-beta/projects', '', null],
	['http://h:8080/v2-beta/projects/1a5', '', '1a5'],
	['http://h:8080/v2-beta/projects/1a5/', '', '1a5'],
	['http://h:8080/v1/projects/1a5', '', '1a5'],
	['http://h:8080/v1/projects/1a5/schemas', '', '1a5'],
	['http://h:8080/v1/projects/1a5/hosts/1h1', '', '1a5'],
	['http://h:8080/env/1a7/apps/stacks', '', '1a7'],
	['https://h/rancher', '/rancher', null],
	['https://h/rancher/v1/projects/1a5', '/rancher', '1a5'],
])('%s means the API below %j and the project %s', (url, prefix, project) => {
	expect(placeOf(url)).toEqual({prefix, project});
});

test.each([
	[
		'http://h:8080/v2-beta/foo',
		'/foo names no project; expected http://h:8080 or http://h:8080/v2-beta for all',
	],
	['http://h:8080/v1/containers', '/containers names no project'],
	['https://h/rancher/v1/project/1a5', '/project/1a5 names no project; expected https://h/rancher or '],
])('%s says nothing of what is wanted, and is refused with what does', (url, words) => {
	expect(() => placeOf(url)).toThrow(UsageError);
	expect(() => placeOf(url)).toThrow(words);
});
