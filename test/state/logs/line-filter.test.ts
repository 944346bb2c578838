import {expect, test} from 'vitest';
import {laidOut} from '../../../source/state/logs/layout.js';
import {linePattern} from '../../../source/state/logs/line-filter.js';

test.each<[string, readonly string[] | null]>([
	['GET /cart', ['get', '/cart']],
	['22:13 web', ['web']],
	['info started', ['started']],
	['12:00', null],
	['status=5\\d\\d user=u-4', ['status', 'user', 'u-4']],
	['carts?/47', ['cart']],
	['err.*disk+ full', ['disk', 'full']],
	['host[12]\\.example', ['host', '.example']],
	['hosts{2}/carts', ['host', '/carts']],
	['\\u0063arts', null],
	['host[\\]x]', null],
	['/^node-1$/', ['node-1']],
	['(get|put) /cart', null],
	['a|b', null],
	['"host|cart"', ['host', 'cart']],
])('what matches %s has the words %j', (text, words) => {
	expect(linePattern(text)?.words).toEqual(words);
});

test.each([
	'msg.*status=5\\d\\d',
	'job done.*status=500',
	'ERROR +job',
	'user=u-4\\d? ',
	'd[aeo]ne msg',
	'/status=500$/',
	'^\\S+ ERROR job do?n',
])('%s may match a line that it matches once that is laid out', text => {
	const line =
		'{"time":"2026-01-02T03:04:05Z","level":"error","msg":"job done msg","user":"u-41","status":500}';
	const pattern = linePattern(text);
	expect(pattern?.match(laidOut(line, {isStructured: true, field: null}, false)?.text ?? '')).toBe(true);
	expect(pattern?.joins).toBe(true);
	for (const word of pattern?.words ?? []) expect(line.toLowerCase()).toContain(word);
});
