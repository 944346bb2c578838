import {expect, test} from 'vitest';
import type {Field} from '../../../source/model/action.js';
import {type RowForm, sharedFields} from '../../../source/state/actions/shared-fields.js';
import {field} from '../stage.js';

const image = (name: string, initial = ''): Field => field(name, {initial});
const revision = (...options: readonly string[]): Field =>
	field('revision', {title: 'Revision', type: 'choice', required: true, options, initial: options[0] ?? ''});

const form = (name: string, ...fields: readonly Field[]): RowForm => ({name, fields});

test('several rows take the inputs that all of them have', () => {
	const web = form('shop/web', image('web', 'web:1'), image('proxy', 'envoy:1'));
	const api = form('shop/api', image('proxy', 'envoy:1'), image('api', 'api:3'));
	expect(sharedFields(web, [api])).toEqual({fields: [image('proxy', 'envoy:1')]});
	const other = form('shop/other', image('proxy', 'envoy:2'));
	expect(sharedFields(web, [api, other])).toEqual({fields: [image('proxy')]});
});

test('a choice is one of those that all rows have', () => {
	const found = sharedFields(form('a', revision('3 (x:3)', '2 (x:2)')), [
		form('b', revision('2 (x:2)', '1 (x:1)')),
	]);
	expect(found).toEqual({fields: [{...revision('2 (x:2)'), initial: ''}]});
});

test.each<[string, RowForm, RowForm, string]>([
	[
		'names',
		form('shop/web', image('web')),
		form('shop/db', image('db'), image('log')),
		'shop/web: web; shop/db: db; log',
	],
	['choices', form('a', revision('2')), form('b', revision('1')), 'a: Revision 2; b: Revision 1'],
	['requirements', form('a', image('n')), form('b', image('n'), revision('1')), 'a: n; b: n; Revision 1'],
])('rows of which nothing fits all are refused with what differs: %s', (_what, one, other, differs) => {
	expect(sharedFields(one, [other])).toEqual({
		error: `the rows take different inputs (${differs}); mark rows that take the same`,
	});
});

test('inputs of one name and two types are two', () => {
	const found = sharedFields(form('a', image('n')), [form('b', {...image('n'), type: 'integer'})]);
	expect(found).toEqual({error: 'the rows take different inputs; mark rows that take the same'});
});

test('rows that take no input share none', () => {
	expect(sharedFields(form('a'), [form('b')])).toEqual({fields: []});
});
