import {expect, test} from 'vitest';
import {parseEvent} from '../../../source/sources/salt/wire/frames.js';

const nested = JSON.parse(`${'['.repeat(3400)}${']'.repeat(3400)}`);
const event = (data: unknown, tag: unknown = 'salt/auth') => parseEvent(JSON.stringify({data, tag}));

test.each([
	['a lone surrogate', 'web-\ud800'],
	['without end', 'x'.repeat(100_000)],
])('a minion or job whose id is %s makes no event of it', (_title, id) => {
	expect(event({id})).toBeNull();
	expect(event({jid: id})).toBeNull();
});

test('a tag without end makes no event of it', () => {
	expect(event({}, `salt/job/${'1'.repeat(100_000)}/new`)).toBeNull();
});

test.each([[null], [undefined], [12], [{toString: 1}], [nested]])(
	'an event with any other id is one: %#',
	id => {
		expect(event({id})).not.toBeNull();
	},
);
