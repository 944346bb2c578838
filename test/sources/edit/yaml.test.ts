import {expect, test} from 'vitest';
import {jsonText} from '../../../source/model/json.js';
import {readEdited, yamlOf, yamlOfJson} from '../../../source/sources/edit/yaml.js';
import {fixture} from '../rancher2/fixture.js';

const objectOf = (text: string) => {
	const read = readEdited(text);
	if (read.type !== 'object') throw new Error(`not an object: ${JSON.stringify(read)}`);
	return read.object;
};

test('an object keeps its fields in their order, its whole numbers, and what is a text', () => {
	const json =
		'{"kind":"ConfigMap","metadata":{"name":"a","managedFields":[{"manager":"x"}]},' +
		'"data":{"10":"b","2":"a","yes":"no","when":"2026-11-30","at":"1:30","mode":"0644","key":"a\\nb\\n"},' +
		'"spec":{"big":12345678901234567890,"empty":{},"list":[]}}';
	const text = yamlOfJson(json, ['metadata', 'managedFields']);
	expect(text).toBe(
		[
			'kind: ConfigMap',
			'metadata:',
			'  name: a',
			'data:',
			'  "10": b',
			'  "2": a',
			'  "yes": "no"',
			'  when: "2026-11-30"',
			'  at: "1:30"',
			'  mode: "0644"',
			'  key: |',
			'    a',
			'    b',
			'spec:',
			'  big: 12345678901234567890',
			'  empty: {}',
			'  list: []',
			'',
		].join('\n'),
	);
	expect(jsonText(objectOf(text))).toContain('"big":12345678901234567890');
	expect(objectOf(text).data).toEqual({
		10: 'b',
		2: 'a',
		yes: 'no',
		when: '2026-11-30',
		at: '1:30',
		mode: '0644',
		key: 'a\nb\n',
	});
});

test('the object of a real server is the same after it was written and read', () => {
	const {body} = fixture('more/edit-patch-image.raw.http');
	const text = yamlOfJson(body);
	expect(JSON.parse(jsonText(objectOf(text)) ?? '')).toEqual(JSON.parse(body));
	expect(yamlOf(objectOf(text))).toBe(text);
});

test('reads numbers and words as kubectl does', () => {
	expect(objectOf('mode: 0644\non: yes\ntime: 12:30\n')).toEqual({mode: 420n, true: true, time: '12:30'});
});

test.each([
	['', 'empty'],
	['# a comment\n\n# another\n', 'empty'],
	['a: [1\n', 'fault'],
	['a: 1\na: 2\n', 'fault'],
	['just words\n', 'fault'],
	['a: 1\n---\nb: 2\n', 'fault'],
])('%j is %s', (text, type) => {
	expect(readEdited(text).type).toBe(type);
});

test.each([
	['a: 1\nb:\n  c:\n    - d: 1\n      d: 2\n', 'b.c.d stands there twice'],
	['1: a\n"1": b\n', '1 stands there twice'],
	['a: 1\n---\nb: 2\n', 'It has several documents (---): leave only one'],
	['a: 1\n\tb: 2\n', 'It is not YAML: Tabs are not allowed as indentation:\n\na: 1\n\tb: 2\n^'],
])('what is wrong with %j is said for people', (text, reason) => {
	expect(readEdited(text)).toEqual({type: 'fault', reason});
});

test('an object of many fields takes no longer for each than one of few', () => {
	const names = Array.from({length: 40_000}, (_, index) => [`field-${index}`, 'x'] as const);
	expect(Object.keys(objectOf(yamlOfJson(JSON.stringify(Object.fromEntries(names)))))).toHaveLength(40_000);
}, 60_000);
