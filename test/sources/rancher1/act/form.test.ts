import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {JsonObject} from '../../../../source/model/json-object.js';
import {fieldsOf, formOf, inputOf} from '../../../../source/sources/rancher1/act/form.js';
import {upgradeBody, upgradeFields} from '../../../../source/sources/rancher1/act/upgrade.js';
import {mapOf, mapsOf} from '../../../../source/sources/requests/json-fields.js';
import {object} from '../objects.js';

const fieldFor = (name: string, declared: object) =>
	fieldsOf({resourceFields: {[name]: {create: true, ...declared}}})[0];

test.each([
	[
		'timeout',
		{type: 'int', min: 0, max: 60, nullable: true},
		{type: 'integer', minimum: 0, maximum: 60, nullable: true},
	],
	['remove', {type: 'boolean', default: false}, {type: 'boolean', initial: 'false'}],
	[
		'scheme',
		{type: 'enum', options: ['http', 'https'], default: 'http'},
		{type: 'choice', options: ['http', 'https'], initial: 'http'},
	],
	[
		'snapshotId',
		{type: 'reference[snapshot]', required: true},
		{type: 'reference', of: 'snapshot', required: true},
	],
	['instanceId', {type: 'reference[virtualMachine]'}, {type: 'reference', of: 'virtualmachine'}],
	['members', {type: 'array[projectMember]'}, {type: 'json', of: null, initial: ''}],
	['environment', {type: 'map[string]', default: {a: 'b'}}, {type: 'json', initial: '{"a":"b"}'}],
	['inServiceStrategy', {type: 'inServiceUpgradeStrategy'}, {type: 'json'}],
	['secretValue', {type: 'string'}, {type: 'password'}],
	['value', {type: 'password'}, {type: 'password'}],
	['ratio', {type: 'float', default: 0.5}, {type: 'number', initial: '0.5'}],
	[
		'name',
		{type: 'string', description: 'A name'},
		{type: 'text', title: 'Name', description: 'A name', required: false},
	],
	['key', {type: 'string', minLength: 1, maxLength: 12}, {minimumLength: 1, maximumLength: 12}],
	['alias', {type: 'string', validChars: 'a-z0-9-'}, {validCharacters: 'a-z0-9-', invalidCharacters: null}],
	['path', {type: 'string', invalidChars: ' /'}, {validCharacters: null, invalidCharacters: ' /'}],
	['note', {type: 'string'}, {minimumLength: null, maximumLength: null}],
	['dockerCompose', {type: 'string'}, {title: 'Docker compose'}],
	[
		'lines',
		{type: 'int', default: 100, options: null, min: null},
		{initial: '100', options: [], minimum: null},
	],
])('the field %s declared as %j', (name, declared, field) => {
	expect(fieldFor(name, declared)).toMatchObject({name, ...field});
});

test.each([[{create: false}], [{create: null}], [{create: undefined}]])(
	'a field with %j is not asked for',
	declared => {
		expect(fieldFor('state', {type: 'string', ...declared})).toBeUndefined();
	},
);

test.each([[{}], [{resourceFields: null}], [{resourceFields: {a: null, b: 'text'}}]])(
	'%j has no fields',
	schema => {
		expect(fieldsOf(schema)).toEqual([]);
	},
);

test('the input of an action is found whatever its case; none is none', () => {
	const schema = {
		resourceActions: {setServiceLinks: {input: 'setServiceLinksInput'}, activate: {input: null}, x: 1},
	};
	expect(inputOf(schema, 'setservicelinks')).toBe('setServiceLinksInput');
	expect(inputOf(schema, 'activate')).toBeNull();
	expect(inputOf(schema, 'x')).toBeNull();
});

const service = object('service', {
	baseType: 'service',
	launchConfig: {imageUuid: 'docker:nginx:1.15', environment: {DB_PASSWORD: 'geheim'}},
	secondaryLaunchConfigs: [{name: 'side'}],
});

test('a service is upgraded by a new image, with all else as it was and no secret on the screen', () => {
	const fields = upgradeFields(service) ?? [];
	expect(fields.map(({name, initial}) => [name, initial])).toEqual([
		['image', 'nginx:1.15'],
		['batchSize', '1'],
		['intervalMillis', '2000'],
		['startFirst', 'false'],
	]);
	expect(JSON.stringify(fields)).not.toContain('geheim');
	expect(upgradeBody(service, {image: 'nginx:1.16', startFirst: true})).toEqual({
		inServiceStrategy: {
			batchSize: 1,
			intervalMillis: 2000,
			startFirst: true,
			launchConfig: {imageUuid: 'docker:nginx:1.16', environment: {DB_PASSWORD: 'geheim'}},
			secondaryLaunchConfigs: [{name: 'side'}],
		},
	});
});

test('what has no image is upgraded by what the schema says', () => {
	expect(upgradeFields(object('stack', {baseType: 'stack'}))).toBeNull();
	expect(upgradeBody(service, {toServiceStrategy: {toServiceId: '1s2'}})).toEqual({
		toServiceStrategy: {toServiceId: '1s2'},
	});
});

// Streams have forms of their own, and the strategy of a restart is added by rwatch.
const ownWay: ReadonlySet<string> = new Set(['logs', 'execute', 'restart', 'scale']);

const schemasIn = (file: string): readonly JsonObject[] =>
	mapsOf(
		JSON.parse(readFileSync(new URL(`../../../fixtures/rancher1/${file}`, import.meta.url), 'utf8')),
		'data',
	);

test.each(['schemas-envkey.json', 'schemas-v1-envkey.json'])(
	'an action that no schema of %s gives an input sends nothing before its question',
	async file => {
		const asked = new Set<string>();
		const api = {call: () => Promise.reject(new Error('asked'))};
		const {signal} = new AbortController();
		for (const schema of schemasIn(file)) {
			for (const name of Object.keys(mapOf(schema, 'resourceActions'))) {
				const action = {name, title: name, verb: null, dangerous: false};
				const read = async () => object('any', {id: '1x1'});
				const fields = await formOf(api, '/v2-beta', read, action, signal).catch(() => null);
				if (fields === null) asked.add(name);
				else if (!ownWay.has(name)) expect([name, inputOf(schema, name)]).toEqual([name, null]);
			}
		}

		expect([...asked]).toContain('stop');
		expect([...asked]).not.toContain('deactivate');
	},
);
