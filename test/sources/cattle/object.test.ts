import {expect, test} from 'vitest';
import {withoutSecrets} from '../../../source/sources/cattle/object.ts';

test('values whose names say that they are secret are blanked, wherever they are', () => {
	const shown = withoutSecrets({
		id: '1s5',
		type: 'service',
		publicValue: 'ACCESS',
		secretValue: 'geheim',
		launchConfig: {
			environment: {MYSQL_ROOT_PASSWORD: 'geheim', PATH: '/bin'},
			command: ['serve', 'DB_TOKEN=geheim', '--port=80'],
		},
		secrets: [{secretId: '1se1', name: 'geheim'}],
		password: null,
		links: {credentials: 'http://h/credentials'},
		actions: {changesecret: 'http://h/?action=changesecret'},
		mounts: [],
	});
	expect(JSON.stringify(shown)).not.toContain('geheim');
	expect(shown).toMatchObject({
		id: '1s5',
		publicValue: 'ACCESS',
		launchConfig: {environment: {PATH: '/bin'}, command: ['serve', 'DB_TOKEN=***', '--port=80']},
		secrets: [{secretId: '1se1'}],
		password: null,
		links: {credentials: 'http://h/credentials'},
		actions: {changesecret: 'http://h/?action=changesecret'},
	});
});

test('a file in a field is shown without the secrets in it', () => {
	const file = [
		'services:',
		'  db:',
		'    environment:',
		'      MYSQL_PASSWORD: geheim',
		'      - "DB_TOKEN=geheim"',
	];
	const {dockerComposeConfig} = withoutSecrets({dockerComposeConfig: file.join('\n')});
	expect(dockerComposeConfig).toBe(
		[...file.slice(0, 3), '      MYSQL_PASSWORD: ***', '      - "DB_TOKEN=***"'].join('\n'),
	);
});

test('the address to register a host is a secret itself', () => {
	const shown = withoutSecrets({
		type: 'registrationToken',
		registrationUrl: 'http://h/v1/scripts/GEHEIM',
		command: 'docker run http://h/v1/scripts/GEHEIM',
		image: 'rancher/agent:v1.2.11',
	});
	expect(shown).toEqual({
		type: 'registrationToken',
		registrationUrl: '***',
		command: '***',
		image: 'rancher/agent:v1.2.11',
	});
});
