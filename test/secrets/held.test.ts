import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {HeldSecrets} from '../../source/secrets/held.js';

const holding = (...values: readonly string[]): HeldSecrets => {
	const held = new HeldSecrets();
	for (const value of values) held.hold(value);
	return held;
};

const password = 'p4ss"w/rd %<';

test.each([
	['as it is', password],
	['in an address', encodeURIComponent(password)],
	['in a form', encodeURIComponent(password).replaceAll('%20', '+')],
	[
		'with small hexadecimal digits',
		encodeURIComponent(password).replaceAll('%2F', '%2f').replaceAll('%3C', '%3c'),
	],
	['in JSON', JSON.stringify(password).slice(1, -1)],
	['in a page', 'p4ss&quot;w/rd %&lt;'],
	['as base64', Buffer.from(password).toString('base64').replaceAll('=', '')],
	['as base64 of addresses', Buffer.from(password).toString('base64url')],
])('removes a credential %s', (_how, form) => {
	const held = holding(password);
	expect(held.without(`said "${form}".`)).toBe('said "***".');
	expect(held.withoutAny(`said "${form}".`)).toBe('said "***".');
});

test('removes a short credential as a whole word only, and a long one anywhere', () => {
	const held = holding('hunter2', '5a175a175a175a17');
	expect(held.without('hunter2, xhunter2, hunter22')).toBe('***, xhunter2, hunter22');
	expect(held.without(String.raw`{"body":"a\nhunter2"} %20hunter2`)).toBe(
		String.raw`{"body":"a\n***"} %20***`,
	);
	expect(held.without('x5a175a175a175a17x')).toBe('x***x');
});

test('leaves rows readable where a password is a word: only messages lose it', () => {
	const held = holding('rancher');
	expect(held.without('rancher/agent')).toBe('rancher/agent');
	expect(held.withoutAny('no user admin:rancher')).toBe('no user admin:***');
});

test('does not look for what is too short to be found', () => {
	const held = holding('a', '', 'abc');
	expect(held.withoutAny('a cat, abc')).toBe('a cat, abc');
});

test('holds the sessions of a long run, the latest of them', () => {
	const held = holding('the-credential-1');
	for (let index = 0; index < 2000; index++) held.holdPassing(`session-number-${index}`);
	expect(held.without('session-number-1999 session-number-3 the-credential-1')).toBe(
		'*** session-number-3 ***',
	);
});

test('keeps a session that is used on and on', () => {
	const held = new HeldSecrets();
	for (let index = 0; index < 2000; index++) {
		held.holdPassing('session-in-use');
		held.holdPassing(`ticket-number-${index}`);
	}

	expect(held.without('session-in-use')).toBe('***');
});
