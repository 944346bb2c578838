import {expect, test} from 'vitest';
import {answerText} from '../../source/transport/errors.js';
import {elementText} from '../../source/transport/html.js';

test('the text of an element is read without its tags', () => {
	expect(elementText('<html><TITLE lang=en>502 <b>Bad</b> Gateway</TITLE>', 'title')).toBe('502 Bad Gateway');
	expect(elementText('<pre>x</pre><p>it is <i>away</i></p>', 'p')).toBe('it is away');
	expect(elementText('<p>never closed', 'p')).toBeNull();
	expect(elementText('no page', 'title')).toBeNull();
});

test.each(['<p ', '<', '<p><', '<title ', '<p>\r\n'])(
	'a page of nothing but %j costs no more than its length',
	piece => {
		expect(answerText(502, piece.repeat(1_000_000))).toMatch(/^HTTP 502 Bad Gateway/);
	},
);
