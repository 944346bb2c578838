import {expect, test} from 'vitest';
import {compareInstants, instantText, parseInstant} from '../../source/model/instant.js';

const read = (text: string) => {
	const instant = parseInstant(text);
	if (instant === null) throw new Error(`${text} is not a time`);
	return instant;
};

test.each([
	[
		'the offset of a node',
		[
			'2026-01-01T01:59:59.999+02:00',
			'2026-01-01T00:00:00Z',
			'2025-12-31T14:00:00.000000001-10:00',
			'2026-01-01T05:30:00.1+05:30',
		],
	],
	[
		'zeros that were omitted',
		[
			'2026-01-01T00:00:00Z',
			'2026-01-01T00:00:00.1Z',
			'2026-01-01T00:00:00.100000001Z',
			'2026-01-01T00:00:00.12Z',
			'2026-01-01T00:00:01Z',
		],
	],
])('times compare as instants, whatever %s', (_title, inOrder) => {
	const shuffled = [...inOrder].reverse();
	expect(shuffled.sort((one, other) => compareInstants(read(one), read(other)))).toEqual(inOrder);
});

test.each([
	['2026-04-01T08:11:02.118394021Z', '2026-04-01T08:11:02.118394021Z'],
	['2026-04-01T10:11:02.5+02:00', '2026-04-01T08:11:02.500000000Z'],
	['2026-04-01T08:11:02.123456789012Z', '2026-04-01T08:11:02.123456789Z'],
	['1969-12-31T23:59:59.5Z', '1969-12-31T23:59:59.500000000Z'],
])('%s is written as %s', (text, written) => {
	expect(instantText(read(text))).toBe(written);
});

test.each(['', 'yesterday', '2026-04-01', '2026-04-01T08:11:02', '2026-13-01T08:11:02Z'])(
	'%j is not a time',
	text => {
		expect(parseInstant(text)).toBeNull();
	},
);
