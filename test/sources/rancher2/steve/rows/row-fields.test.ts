import {expect, test} from 'vitest';
import {isObject, type JsonObject} from '../../../../../source/model/json-object.js';
import {clusterScope} from '../../../../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../../../../source/sources/rancher2/steve/rows/catalogue.js';
import {containersOf, podOf} from '../../../../../source/sources/rancher2/steve/rows/containers.js';
import {fieldsFor} from '../../../../../source/sources/rancher2/steve/rows/row-fields.js';
import {resourceOf} from '../../../../../source/sources/rancher2/steve/rows/to-resource.js';
import {objectsIn, type SteveObject} from '../../../../../source/sources/rancher2/steve/wire/frames.js';
import {mapOf} from '../../../../../source/sources/requests/json-fields.js';
import {fixture, fixtureBody, fixtureLines, fixtureNames} from '../../fixture.js';

const scope = clusterScope('prod', 'local', null);
const type = catalogueOf(fixtureLines('schemas-local.ndjson'), false).byKind.get('pod');
const paths = new URLSearchParams(fieldsFor('pod')).getAll('include').map(path => path.split('.'));

const valueAt = (object: JsonObject, path: readonly string[]): unknown =>
	path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), object);

const withValue = (
	object: JsonObject,
	[name = '', ...rest]: readonly string[],
	value: unknown,
): JsonObject => ({
	...object,
	[name]: rest.length === 0 ? value : withValue(mapOf(object, name), rest, value),
});

/** What Steve gives of an object with these fields included (steve pkg/resources/common/formatter.go). */
const included = ({id, type, links}: SteveObject, object: JsonObject): SteveObject => ({
	...paths.reduce<JsonObject>((copy, path) => {
		const value = valueAt(object, path);
		return value === undefined ? copy : withValue(copy, path, value);
	}, {}),
	id,
	type,
	links,
});

const recorded = fixtureNames(/^(?:more\/)?(?:list-pods|pod-|pods-on-).*\.http$/)
	.filter(name => !name.includes('.raw.') && fixture(name).status === 200)
	.flatMap(name => {
		const body = fixtureBody(name);
		const {objects} = objectsIn(Array.isArray(body.data) ? body.data : [body]);
		return objects.map((object, index) => ({name: `${object.id} in ${name}, ${index}`, object}));
	});

test('pods of all sorts were recorded', () => {
	expect(recorded.length).toBeGreaterThan(80);
});

test.each(recorded)('a listing has all that the row of pod $name needs', ({object}) => {
	if (!type) throw new Error('no pods');
	const listed = included(object, object);
	const row = resourceOf(object, type, scope);
	expect(resourceOf(listed, type, scope)).toEqual(row);
	expect(podOf(listed, row)).toEqual(podOf(object, row));
	expect(containersOf(listed, row, scope)).toEqual(containersOf(object, row, scope));
});
