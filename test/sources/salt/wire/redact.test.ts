import {expect, test} from 'vitest';
import {argumentsText, glance, redact} from '../../../../source/sources/salt/wire/redact.js';

test('blanks the root key and the tokens that the master fires when it refuses a job', () => {
	const leak = {
		cmd: 'publish',
		key: 'THE-ROOT-KEY',
		kwargs: {client: 'local', token: 'THE-TOKEN'},
		error: {message: 'Authentication error occurred.'},
	};
	expect(redact(leak)).toEqual({
		cmd: 'publish',
		key: '***',
		kwargs: {client: 'local', token: '***'},
		error: {message: 'Authentication error occurred.'},
	});
	expect(glance(leak)).not.toMatch(/THE-/);
});

test('blanks the headers of a webhook, and the body that holds them again', () => {
	const hook = {
		body: '{"secret":"abc"}',
		post: {secret: 'abc'},
		headers: {'X-Auth-Token': 'abc', Host: 'salt'},
	};
	expect(JSON.stringify(redact(hook))).not.toContain('abc');
	expect(redact(hook)).toMatchObject({headers: {Host: 'salt'}});
});

test('blanks pillar that was given with a command, and only there', () => {
	expect(redact([{__kwarg__: true, pillar: {a: 'x'}, test: true}])).toEqual([
		{__kwarg__: true, pillar: {a: '***'}, test: true},
	]);
	expect(redact({pillar: {a: 'x'}})).toEqual({pillar: {a: 'x'}});
});

test('leaves flags, empty values and public keys readable', () => {
	expect(redact({password: '', token: null, passwordless: true, pub: '-----BEGIN'})).toEqual({
		password: '',
		token: null,
		passwordless: true,
		pub: '(public key)',
	});
});

test('does not show the beginning of a secret that is longer than what is looked at', () => {
	const login = `docker login https://AWS:${'s3cret'.repeat(1000)}@registry`;
	expect(glance(login, 60)).toBe('docker login https://AWS:***');
	expect(glance([login], 60)).toBe('["docker login https://AWS:***"]');
	expect(glance(`see https://host:8080/${'x'.repeat(1000)}`, 30)).toBe('see https://host:8080/xxxxxxxx');
});

test('glances at the beginning of a value of any size', () => {
	const big = {list: Array.from({length: 1_000_000}, () => 'word')};
	expect(glance(big, 40)).toHaveLength(40);
	expect(glance('x'.repeat(1000), 10)).toBe('x'.repeat(10));
	expect(glance({a: [1, null, true], b: 'c', _stamp: 'x'})).toBe('{a: [1, null, true], b: "c"}');
});

test('shows arguments as they were typed, without those of functions that set passwords', () => {
	expect(argumentsText('state.apply', ['web', {__kwarg__: true, test: true}])).toBe('web test=true');
	expect(argumentsText('state.apply', [{__kwarg__: true, pillar: {a: 1}}])).toBe('pillar=***');
	expect(argumentsText('shadow.set_password', ['root', '$6$x'])).toBe('***');
	expect(argumentsText('test.ping', [])).toBe('');
});

test.each([
	['an event', {fun: 'shadow.set_password', arg: ['root', 'geheim'], tgt: '*'}],
	['a return', {fun: 'shadow.set_password', fun_args: ['root', 'geheim'], return: true}],
	['a job of several functions', {fun: ['test.ping', 'shadow.set_password'], arg: [[], ['root', 'geheim']]}],
	[
		'the job cache',
		{Function: 'shadow.set_password', Arguments: ['root', {__kwarg__: true, name: 'geheim'}]},
	],
	['a call that makes one', {fun: 'shadow.gen_password', return: 'geheim'}],
])('blanks what sets a password in %s', (_where, value) => {
	expect(JSON.stringify(redact(value))).not.toContain('geheim');
	expect(redact(value)).toMatchObject({...('tgt' in value && {tgt: '*'})});
});

test('bounds the depth of arguments', () => {
	const deep: unknown = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
	expect(JSON.stringify(redact(deep))).toContain('nested too deeply');
	expect(glance(deep).length).toBeLessThan(200);
	expect(argumentsText('test.arg', [deep]).length).toBeLessThan(200);
});
