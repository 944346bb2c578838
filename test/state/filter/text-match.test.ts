import {expect, test} from 'vitest';
import {parseTextMatch} from '../../../source/state/filter/text-match.js';

test.each([
	['nginx:1.15', 'Pulling NGINX:1.15', true],
	['nginx.1', 'nginx:1.15', false],
	['err.*time', 'ERROR: timed out', true],
	['/a b/', 'xa bx', true],
	['/api/v1', 'GET /api/v1/pods', true],
	['"c++"', 'made with C++', true],
	['^b', 'ab', false],
])('%s in “%s”: %s', (typed, text, expected) => {
	const match = parseTextMatch(typed);
	if ('error' in match) throw new Error(match.error);
	expect(match(text)).toBe(expected);
});

test('a broken regular expression is reported', () => {
	expect(parseTextMatch('web[')).toEqual({
		error: expect.stringMatching(/^not a regular expression \(.+\); quote it/),
	});
});
