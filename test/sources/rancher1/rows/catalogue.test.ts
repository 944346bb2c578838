import {expect, test} from 'vitest';
import {catalogueOf, firstCatalogue, merged} from '../../../../source/sources/rancher1/rows/catalogue.js';

const first = firstCatalogue('v2-beta');

const schema = (id: string, ...fields: readonly string[]) => ({
	id,
	pluralName: `${id}s`,
	links: {collection: `http://h/v2-beta/projects/1a5/${id.toLowerCase()}s`},
	resourceFields: Object.fromEntries(fields.map(name => [name, {type: 'string'}])),
});

const namesOf = ({kinds}: typeof first) => kinds.slice(first.kinds.length).map(({name}) => name);

test('what one project hides comes from another, in the order of names', () => {
	const one = catalogueOf([schema('secret'), schema('machine')], first);
	const together = merged(one, catalogueOf([schema('registry', 'serverAddress')], first));
	expect(namesOf(together)).toEqual(['machine', 'registry', 'secret']);
	expect(together.kinds.slice(0, first.kinds.length)).toEqual(first.kinds);
	expect(together.collections.get('registry')).toBe('registrys');
	expect([...(together.fields.get('registry') ?? [])]).toMatchObject([
		['serverAddress', {title: 'SERVER ADDRESS'}],
	]);
});

test('the project that shows more fields of a kind decides on its columns', () => {
	const one = catalogueOf([schema('machine', 'driver')], first);
	const together = merged(one, catalogueOf([schema('machine', 'driver', 'host')], first));
	expect(together.kinds.at(-1)?.columns.map(({title}) => title)).toEqual(['DRIVER', 'HOST']);
	expect(together.fields.get('machine')?.size).toBe(2);
	expect(namesOf(together)).toEqual(['machine']);
});

test('with nothing more it stays the same object, so that nothing is built again', () => {
	const one = catalogueOf([schema('machine', 'driver'), schema('secret')], first);
	expect(merged(one, catalogueOf([schema('machine')], first))).toBe(one);
	expect(merged(one, catalogueOf([schema('secret'), schema('machine', 'driver')], first))).toBe(one);
});

test('only what is followed before the schemas are read is said to be listed from the start', () => {
	const {kinds} = catalogueOf([schema('virtualMachine'), schema('port')], first);
	expect(kinds.map(({name}) => name)).toContain('virtualmachine');
	expect(kinds.filter(({early}) => early).map(({name}) => name)).toEqual(['volume', 'project']);
});
