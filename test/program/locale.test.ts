import {expect, test} from 'vitest';
import {takesUtf8} from '../../source/program/locale.js';

test.each<[boolean, Readonly<Record<string, string>>]>([
	[true, {}],
	[true, {LANG: 'en_US.UTF-8'}],
	[true, {LANG: 'C.utf8'}],
	[true, {LANG: 'C', LC_ALL: 'C.UTF-8'}],
	[true, {LANG: 'C', LC_CTYPE: 'UTF-8'}],
	[true, {LANG: 'de_DE.UTF-8', LC_ALL: ''}],
	[false, {LANG: 'C'}],
	[false, {LANG: 'en_US.UTF-8', LC_ALL: 'C'}],
	[false, {LANG: 'en_US.UTF-8', LC_CTYPE: 'POSIX'}],
	[false, {LANG: 'de_DE.ISO-8859-1'}],
	[false, {LANG: 'de_DE'}],
])('UTF-8 is taken: %s with %j', (expected, environment) => {
	expect(takesUtf8(environment)).toBe(expected);
});
