import {expect, test} from 'vitest';
import {redactFields, redactValue} from '../../source/secrets/value.js';

test('blanks values by the names of their fields, and what is in a secret', () => {
	expect(
		redactFields({
			secretValue: 'x',
			publicValue: 'ACCESS',
			password: 12_345,
			tokens: 5,
			passwordless: true,
			token: null,
			cookie: '',
			credentials: {user: {login: 'x'}, name: 'shop'},
			secrets: ['db', 'web'],
			tokenList: ['a'],
			auth: 'YWxhZGRpbjpvcGVuIHNlc2FtZTEyMw',
		}),
	).toEqual({
		secretValue: '***',
		publicValue: 'ACCESS',
		password: '***',
		tokens: 5,
		passwordless: true,
		token: null,
		cookie: '',
		credentials: {user: {login: '***'}, name: 'shop'},
		secrets: ['db', 'web'],
		tokenList: ['***'],
		auth: '***',
	});
});

test('blanks variables, settings and the words of commands', () => {
	expect(
		redactValue({
			environment: {DB_PASS: 'a b', PATH: '/bin'},
			pairs: [{Key: 'DB_PASS', Value: 'x'}],
			list: ['DB_PASS=two words', 'A=b'],
			env: [
				{name: 'API_TOKEN', value: 'x'},
				{name: 'A', value: 'x'},
			],
			setting: {name: 'api.auth.password', value: 'x', activeValue: 'x', source: 'Database'},
			command: ['serve', '--db-password', 'x', '--port', '80'],
			args: ['mysql', '-px', 'shop'],
		}),
	).toEqual({
		environment: {DB_PASS: '***', PATH: '/bin'},
		pairs: [{Key: 'DB_PASS', Value: '***'}],
		list: ['DB_PASS=***', 'A=b'],
		env: [
			{name: 'API_TOKEN', value: '***'},
			{name: 'A', value: 'x'},
		],
		setting: {name: 'api.auth.password', value: '***', activeValue: '***', source: 'Database'},
		command: ['serve', '--db-password', '***', '--port', '80'],
		args: ['mysql', '-p***', 'shop'],
	});
});

test('shows what only points at a secret, or is about one', () => {
	const harmless = {
		valueFrom: {secretKeyRef: {name: 'db', key: 'password'}},
		volumes: [{name: 'v', secret: {secretName: 'tls', items: [{key: 'tls.crt', path: 'crt'}]}}],
		imagePullSecrets: [{name: 'registry'}],
		tolerations: [{key: 'node.kubernetes.io/not-ready', operator: 'Exists'}],
		links: {secrets: 'http://h/secrets', self: 'http://h/1'},
		resourceFields: {password: {type: 'password', nullable: true}},
		serviceAccountToken: {path: 'token', expirationSeconds: 3600},
	};
	expect(redactValue(harmless)).toEqual(harmless);
});

test('blanks the token in an address among links, and a command in the name of a field', () => {
	expect(
		redactValue({links: {registrationUrl: 'http://h/v1/scripts/ABC:1:x'}, 'cmd_|-mysql -px_|-run': 1}),
	).toEqual({
		links: {registrationUrl: 'http://h/v1/scripts/***'},
		'cmd_|-mysql -p***|-run': 1,
	});
});

test('keeps every field, also where two names are the same without their secrets', () => {
	const fields = JSON.parse('{"PASS=a b": 1, "PASS=c b": 2, "__proto__": 3}');
	expect(Object.keys(redactFields(fields))).toEqual(['PASS=*** b', 'PASS=*** b (1)', '__proto__']);
});

test('bounds the depth of what it copies', () => {
	const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
	expect(JSON.stringify(redactValue(deep))).toContain('nested too deeply');
	expect(JSON.stringify(redactValue(JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)))).toContain(
		'too deeply',
	);
	expect(JSON.stringify(redactValue({password: deep}))).toContain('too deeply');
});

test('asks the family for what only it knows', () => {
	const rule = {
		isSecret: (name: string, _value: unknown, of: Readonly<Record<string, unknown>>) =>
			name === 'data' && of.kind === 'Secret',
		instead: (name: string) => (name === 'pub' ? '(public key)' : undefined),
		isOmitted: (name: string) => name === 'managedFields',
	};
	expect(redactValue({kind: 'Secret', data: {a: 'x'}, pub: 'y', managedFields: []}, rule)).toEqual({
		kind: 'Secret',
		data: {a: '***'},
		pub: '(public key)',
	});
});

test('a number that a number cannot hold is a secret like any other', () => {
	expect(redactValue({password: 12345678901234567890n, order: 12345678901234567890n})).toEqual({
		password: '***',
		order: 12345678901234567890n,
	});
});
