import {expect, test} from 'vitest';
import {parse as parseYaml} from 'yaml';
import {parseJson} from '../../../source/model/json.js';
import {isObject, type JsonObject} from '../../../source/model/json-object.js';
import {clusterScope} from '../../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../../source/sources/rancher2/steve/rows/catalogue.js';
import {resourceOf} from '../../../source/sources/rancher2/steve/rows/to-resource.js';
import {objectOf} from '../../../source/sources/rancher2/steve/wire/frames.js';
import {redactObject} from '../../../source/sources/rancher2/wire/object.js';
import {mapOf, textOf} from '../../../source/sources/requests/json-fields.js';
import {answers} from './answers.js';
import {answered, fixture, fixtureLines, fixtureNames, stevePage} from './fixture.js';
import {normanLists, steveLists} from './lists.js';
import {nodes, others, pods} from './situations.js';

const scope = clusterScope('prod', 'local', null);
const catalogue = catalogueOf(fixtureLines('schemas-local.ndjson'), false);

/** What a person would read about an answer that is not a row. */
const facts = [
	'status.allowed',
	'status.userInfo.username',
	'status.status',
	'status.expiresAt',
	'clusterId',
	'expired',
	'expiresAt',
	'loginName',
	'usage.cpu',
	'value',
	'Version',
] as const;

const factsOf = (body: JsonObject): readonly string[] =>
	facts.flatMap(path => {
		const value = path
			.split('.')
			.reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), body);
		return value === undefined || isObject(value) ? [] : [`${path.split('.').at(-1)} ${String(value)}`];
	});

const ofObject = (body: JsonObject): string => {
	const {name, namespace} = mapOf(body, 'metadata');
	const id = body.id ?? [namespace, name].filter(Boolean).join('/');
	const schema = textOf(body, 'type') ?? (body.kind === 'Pod' ? 'pod' : '');
	const type = catalogue.bySchema.get(schema);
	const object = objectOf({...body, id, type: schema});
	if (type && typeof object !== 'string') {
		const row = resourceOf(object, type, scope);
		return [row.kind, row.name, row.state, row.health].join(' ').trim();
	}

	return [body.kind ?? body.type, id, ...factsOf(body)].filter(Boolean).join(' ');
};

const ofList = (body: JsonObject, items: readonly unknown[]): string => {
	const first = items.find(isObject) ?? {};
	if (!Array.isArray(body.data)) return `${items.length} of ${textOf(body, 'kind')}`;
	expect(stevePage(body)).toMatchObject({
		faults: [],
		objects: expect.objectContaining({length: items.length}),
	});
	return `${items.length} of ${textOf(first, 'type')}: ${ofObject(first)}`;
};

const summaryOf = (text: string): string => {
	if (text === '') return 'nothing';
	const json = parseJson(text);
	if (json === null) return 'null';
	if (json === undefined) {
		const [line = ''] = text.split('\n');
		return /^\w+: /.test(line) ? `as YAML: ${ofObject(parseYaml(text))}` : line;
	}

	if (!isObject(json)) throw new Error('neither an object nor a list');
	const shown = redactObject(json, json.kind === 'Token' ? 'token' : '');
	const items = shown.data ?? shown.items ?? shown.rows;
	return Array.isArray(items) ? ofList(shown, items) : ofObject(shown);
};

test.each(answers)('%s is %i with %s', (file, status, words) => {
	const answer = fixture(file);
	expect(answer.status).toBe(status);
	expect(summaryOf(answer.body)).toBe(words);
});

test('every other recorded answer is among them', () => {
	const known = new Set([
		...[...steveLists, ...normanLists].map(({file}) => `${file}.http`),
		...pods.flatMap(({file}) => [`more/pod-${file}.steve.http`, `more/pod-${file}.raw.http`]),
		...nodes.flatMap(({file}) =>
			['steve', 'raw', 'norman', 'mgmt'].map(api => `more/node-${file}.${api}.http`),
		),
		...others.map(({file}) => `more/${file}.http`),
		'more/namespace-leaving.norman.http',
		'more/namespace-leaving-configmap.norman.http',
	]);
	const good = fixtureNames(/\.http$/).filter(file => (answered(file)?.status ?? 0) < 400);
	expect(answers.map(([file]) => file)).toEqual(good.filter(file => !known.has(file)));
});

const blanked = answers.map(([file]) => file).filter(file => fixture(file).body.includes('blanked'));

test.each(blanked)('no secret of %s is shown', file => {
	const body = parseJson(fixture(file).body);
	if (!isObject(body)) throw new Error('not an object');
	const kind = /token/.test(file) ? 'token' : '';
	expect(JSON.stringify(redactObject(body, kind))).not.toContain('blanked');
});

test('a list of all that fails has the rows of each', () => {
	const page = stevePage(parseJson(fixture('more/list-pods-trouble.http').body) as JsonObject);
	const type = catalogue.bySchema.get('pod');
	if (!type) throw new Error('no pods');
	const rows = page.objects.map(object => resourceOf(object, type, scope));
	const expected = new Set(pods.map(({state, health}) => `${state} ${health}`));
	const shown = new Set(rows.map(({state, health}) => `${state} ${health}`));
	expect([...shown].filter(row => !expected.has(row))).toEqual([]);
	expect(rows.filter(({health}) => health === 'ok').map(({state}) => state)).toEqual(
		expect.not.arrayContaining(['terminating']),
	);
});
