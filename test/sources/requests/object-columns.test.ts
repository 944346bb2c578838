import {expect, test} from 'vitest';
import type {ExtraColumns} from '../../../source/model/extra-column.js';
import {redactFields} from '../../../source/secrets/value.js';
import {isPath} from '../../../source/sources/requests/json-path.js';
import {ObjectColumns} from '../../../source/sources/requests/object-columns.js';

const object = {
	status: {qosClass: 'Burstable', replicas: 3, isReady: true, labels: {'shop.io/team': 'web'}},
	spec: {
		containers: [{image: 'nginx:1'}, {image: 'redis:7', env: [{name: 'DB_PASSWORD', value: 'hunter2'}]}],
		strategy: {type: 'Recreate'},
	},
	name: 'api.token',
	value: 's3cr3t-value',
};

const columnsOf = (...paths: readonly string[]): ExtraColumns =>
	new Map([['pod', paths.map((path, index) => ({title: `C${index}`, from: {path}}))]]);

const read = (path: string) => new ObjectColumns(columnsOf(path)).with({}, 'pod', object, redactFields).C0;

test.each([
	['{.status.qosClass}', 'Burstable'],
	['.status.replicas', 3],
	['.status.isReady', true],
	['.status.labels.shop\\.io/team', 'web'],
	['{.spec.containers[*].image}', 'nginx:1 redis:7'],
	['.spec.containers[1].image', 'redis:7'],
	['.spec.containers[?(@.image=="redis:7")].image', 'redis:7'],
	['.spec.strategy', '{"type":"Recreate"}'],
	['.status.nothing', null],
])('%s finds %j', (path, cell) => {
	expect(read(path)).toBe(cell);
});

test.each(['.value', '.spec.containers[1].env[0].value', '{.spec.containers[*].env[*].value}', '.spec'])(
	'%s shows no secret',
	path => {
		expect(String(read(path))).not.toMatch(/hunter2|s3cr3t/);
	},
);

test('a long text is cut, and other kinds have the cells that they had', () => {
	const cells = {READY: '1/1'};
	const columns = new ObjectColumns(columnsOf('.text'));
	expect(String(columns.with(cells, 'pod', {text: 'x'.repeat(5000)}, redactFields).C0)).toHaveLength(200);
	expect(columns.with(cells, 'node', object, redactFields)).toBe(cells);
});

test('the fields that paths begin with are known, to ask a server for them', () => {
	const columns = new ObjectColumns(columnsOf('{.status.qosClass}', '.spec.containers[0].image', '[0]'));
	expect(columns.fieldsOf('pod')).toEqual(['status.qosClass', 'spec.containers', '']);
	expect(columns.fieldsOf('node')).toEqual([]);
});

test.each([
	['{.status.qosClass}', true],
	['$.a', true],
	['.a[*].b', true],
	['', false],
	['status', false],
	['.a[?(@.b', false],
	['{range .items[*]}{.a}{end}', false],
])('%j is a path: %j', (text, expected) => {
	expect(isPath(text)).toBe(expected);
});
