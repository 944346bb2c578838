import {countText} from '../../model/count-text.js';
import type {Identity} from '../../model/identity.js';
import type {JsonObject} from '../../model/json-object.js';
import {textOf, textsOf} from './json-fields.js';

// The rest is only counted.
const maxNames = 14;

/** What schemas allow: names of types. */
type Allowed = {readonly listed: readonly string[]; readonly changed: readonly string[]};

const allowedBy = (schemas: readonly JsonObject[]): Allowed => {
	const listed: string[] = [];
	const changed: string[] = [];
	for (const schema of schemas) {
		const id = textOf(schema, 'id');
		// What one may not do is omitted, or stands there as `blocked-PUT` (test/fixtures/rancher2/schemas-management.ndjson).
		const [ofAll, ofOne] = [textsOf(schema, 'collectionMethods'), textsOf(schema, 'resourceMethods')];
		if (id === null || !ofAll.includes('GET')) continue;
		listed.push(id);
		const isChanged = ofAll.includes('POST') || ['PUT', 'PATCH', 'DELETE'].some(one => ofOne.includes(one));
		if (isChanged) changed.push(id);
	}

	return {listed, changed};
};

const namesText = (names: readonly string[], isUsual: (name: string) => boolean): string => {
	if (names.length === 0) return 'nothing';
	const ordered = [...names].sort();
	const shown = [...ordered.filter(isUsual), ...ordered.filter(name => !isUsual(name))].slice(0, maxNames);
	const rest = names.length - shown.length;
	return `${countText(names.length, 'kind')}: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
};

const allowedTexts = (
	schemas: readonly JsonObject[],
	isUsual: (name: string) => boolean,
): Identity['rights'] => {
	const {listed, changed} = allowedBy(schemas);
	const only = listed.filter(name => !changed.includes(name));
	const isAll = only.length === 0 && listed.length > 0;
	return [
		['may list', namesText(listed, isUsual)],
		['may change', isAll ? 'all of these' : namesText(changed, isUsual)],
		...(isAll || changed.length === 0 ? [] : [['only reads', namesText(only, isUsual)] as const]),
	];
};

/** One part of a server, with the schemas that it writes for this user; '' for the server itself. */
export type SchemaPart = {readonly where: string; readonly schemas: readonly JsonObject[]};

/**
 * What the schemas of a Rancher allow: what may be listed, what of that may be changed, and what may not. Parts in which
 * the same is allowed are named together.
 *
 * @param isUsual the types to be named first
 */
export const rightsOf = (
	parts: readonly SchemaPart[],
	isUsual: (name: string) => boolean,
): Identity['rights'] => {
	const alike = new Map<string, {readonly names: string[]; readonly rights: Identity['rights']}>();
	for (const {where, schemas} of parts) {
		const rights = allowedTexts(schemas, isUsual);
		const key = JSON.stringify(rights);
		const known = alike.get(key);
		if (known) known.names.push(where);
		else alike.set(key, {names: [where], rights});
	}

	return [...alike.values()].flatMap(({names, rights}) => {
		const where = names.map(name => (name === '' ? 'the server itself' : name)).join(', ');
		return where === 'the server itself' && alike.size === 1 ? rights : [['in', where] as const, ...rights];
	});
};
