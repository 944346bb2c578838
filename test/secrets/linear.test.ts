import {expect, test} from 'vitest';
import {HeldSecrets} from '../../source/secrets/held.js';
import {redactText} from '../../source/secrets/text.js';
import {redactFields} from '../../source/secrets/value.js';
import {longLength} from '../fuzz/mutate.js';

// One of quadratic cost takes minutes: the test's own limit is what fails then.
const shapes = [
	'a',
	'://',
	'a://',
	'password=',
	'password="',
	'--password "-',
	'"',
	String.raw`\"`,
	'token:{',
	'-',
	' ',
	'\r',
	'\n',
	'a.b-',
	'curl ',
	'mysql "',
	`'"`,
	'echo x',
	'Bearer ',
	'Digest a="',
	'eyJ',
	'-----BEGIN PRIVATE KEY-----',
	'$6$',
	'/scripts/',
	'token-a',
	'name: token ',
	'<password>',
	'http://a:',
	'https://a:a@',
	'password: |\n ',
	'(((',
	')',
	'["',
	'\n- curl',
	'stats auth a',
	'echo a| --',
	'\n"curl"',
	'- --token\n',
];

test.each(shapes)(
	'a long text of %j costs what its length does',
	shape => {
		const text = shape.repeat(Math.ceil(longLength / shape.length));
		const held = new HeldSecrets();
		held.hold('aaaaaaaaaaaaaaaa1');
		for (const start of ['', 'password=', 'curl -u ', '"token": "']) {
			expect(held.withoutAny(redactText(start + text)).length).toBeGreaterThan(0);
		}
	},
	20_000,
);

test('many fields whose names become the same cost no more than others', () => {
	const fields = Object.fromEntries(Array.from({length: 100_000}, (_, index) => [`PASS=${index}`, index]));
	expect(Object.keys(redactFields(fields))).toHaveLength(100_000);
}, 60_000);
