import type {Resource} from '../../../source/model/resource.js';
import {clusterScope} from '../../../source/sources/rancher2/rows/scope.js';
import {catalogueOf, type SteveType} from '../../../source/sources/rancher2/steve/rows/catalogue.js';
import {resourceOf} from '../../../source/sources/rancher2/steve/rows/to-resource.js';
import type {SteveObject} from '../../../source/sources/rancher2/steve/wire/frames.js';
import {fixtureBody, fixtureLines, type RecordedObject} from './fixture.js';

/** The cluster that the recorded objects are of. */
export const scope = clusterScope('prod', 'local', null);
const schemas = fixtureLines('schemas-local.ndjson');
const catalogue = catalogueOf(schemas, false);

/** The type that the recorded schemas have of an object. */
export const typeFor = (object: RecordedObject): SteveType => {
	const kind = String(object.kind);
	const named = (schema: RecordedObject) => (schema.attributes as RecordedObject | undefined)?.kind === kind;
	const type = schemas
		.filter(named)
		.map(({id}) => catalogue.bySchema.get(String(id)))
		.find(Boolean);
	if (!type) throw new Error(`no schema for ${kind}`);
	return type;
};

/** An object as Steve has it: one from Kubernetes itself has neither id nor type. */
export const steveObject = (object: RecordedObject, type: SteveType): SteveObject => {
	const {name, namespace} = object.metadata as RecordedObject;
	const id = namespace === undefined ? String(name) : `${String(namespace)}/${String(name)}`;
	return {...object, id, type: type.schema};
};

/** An object as it came, and its row. */
const withRow = (body: RecordedObject): {object: SteveObject; row: Resource} => {
	const type = typeFor(body);
	const object = steveObject(body, type);
	return {object, row: resourceOf(object, type, scope)};
};

/** A recorded object, `more/<file>.http`, and its row. */
export const read = (file: string): {object: SteveObject; row: Resource} =>
	withRow(fixtureBody(`more/${file}.http`));

/** One of a recorded list, by its id, and its row. */
export const readListed = (file: string, id: string): {object: SteveObject; row: Resource} => {
	const body = fixtureBody(`more/${file}.http`);
	const found = (body.data as readonly RecordedObject[]).find(one => one.id === id);
	if (!found) throw new Error(`${file} lists no ${id}`);
	return withRow(found);
};
