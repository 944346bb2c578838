import {expect, test} from 'vitest';
import {labelOf, packLabels} from '../../source/model/labels.js';
import {heldSecrets} from '../../source/secrets/held.js';
import {redactResource} from '../../source/sources/redacted-resource.js';
import {resource} from '../state/rows.js';

const row = resource({
	scope: '1a5',
	name: 'web',
	cells: {IMAGE: 'nginx:1.17', COMMAND: 'nginx -g "daemon off;"', PORTS: 80},
});

test('a row without secrets is the same object', () => {
	expect(redactResource(row)).toBe(row);
});

test('the cells and messages of a row lose their secrets, its addresses stay', () => {
	const cells = {
		COMMAND: 'agent http://h/v1/scripts/ABC:1:x',
		'REGISTRATION URL': 'http://h/v1/scripts/ABC:1:x',
		PASSWORD: 'geheim',
		SECRET: 'tls-of-web',
		PORTS: 80,
	};
	expect(redactResource({...row, message: 'DB_PASS=geheim', cells})).toEqual({
		...row,
		message: 'DB_PASS=***',
		cells: {
			COMMAND: 'agent http://h/v1/scripts/***',
			'REGISTRATION URL': 'http://h/v1/scripts/***',
			PASSWORD: '***',
			SECRET: 'tls-of-web',
			PORTS: 80,
		},
	});
	const setting = {...row, name: 'api.auth.secret', cells: {VALUE: 'geheim', NAME: 'x'}};
	expect(redactResource(setting).cells).toEqual({VALUE: '***', NAME: 'x'});
});

test('labels lose their secrets, and are the same text where they have none', () => {
	const labels = packLabels({app: 'web', 'example.com/db-password': 'geheim', url: 'http://u:geheim@h/'});
	const shown = redactResource({...row, labels}).labels ?? '';
	expect(labelOf(shown, 'app')).toBe('web');
	expect(shown).not.toContain('geheim');
	const harmless = {...row, labels: packLabels({app: 'web'})};
	expect(redactResource(harmless)).toBe(harmless);
});

test('a value that is held later goes from texts and labels that were looked at before', () => {
	const labels = packLabels({app: 'web', from: 'Kirschbaum-77'});
	const seen = {...row, name: 'web-Kirschbaum-77', cells: {IMAGE: 'nginx', HOST: 'Kirschbaum-77'}, labels};
	expect(redactResource(seen)).toBe(seen);
	heldSecrets.hold('Kirschbaum-77');
	const shown = redactResource(seen);
	heldSecrets.clear();
	expect(JSON.stringify(shown)).not.toContain('Kirschbaum');
	expect(shown).toMatchObject({name: 'web-***', cells: {IMAGE: 'nginx', HOST: '***'}});
});

test('a word that is a password goes from the message only, although another text of the row has it', () => {
	heldSecrets.hold('kirsche');
	const shown = redactResource({...row, name: 'kirsche', message: 'refused: kirsche'});
	heldSecrets.clear();
	expect(shown).toMatchObject({name: 'kirsche', message: 'refused: ***'});
});

test('a message is looked at although the same text was clean in a cell', () => {
	heldSecrets.clear();
	heldSecrets.hold('rancher');
	const cells = {IMAGE: 'rancher'};
	expect(redactResource({...row, cells}).cells.IMAGE).toBe('rancher');
	expect(redactResource({...row, message: 'rancher', cells})).toMatchObject({message: '***', cells});
	heldSecrets.clear();
});

test('a text is a secret in one column and clean in another', () => {
	expect(redactResource({...row, cells: {IMAGE: 'geheim'}}).cells).toEqual({IMAGE: 'geheim'});
	expect(redactResource({...row, cells: {PASSWORD: 'geheim'}}).cells).toEqual({PASSWORD: '***'});
});

test('rows of very many texts stay as they are, and those with a secret among them do not', () => {
	for (let index = 0; index < 12_000; index++) {
		const {cells} = redactResource({
			...row,
			cells: {IP: `10.0.0.${index}`, COMMAND: 'run --password geheim'},
		});
		expect(cells).toEqual({IP: `10.0.0.${index}`, COMMAND: 'run --password ***'});
		expect(redactResource({...row, cells: {IP: `10.1.0.${index}`}}).cells.IP).toBe(`10.1.0.${index}`);
	}
});
