import {readFileSync} from 'node:fs';
import {isObject, type JsonObject} from '../../../source/model/json-object.js';
import type {Resource} from '../../../source/model/resource.js';
import {catalogueOf, firstCatalogue} from '../../../source/sources/rancher1/rows/catalogue.js';
import {createNames} from '../../../source/sources/rancher1/rows/names.js';
import {identityOf, scopeOf} from '../../../source/sources/rancher1/rows/scope.js';
import {isGone} from '../../../source/sources/rancher1/rows/states.js';
import {resourceOf} from '../../../source/sources/rancher1/rows/to-resource.js';
import {pageOf} from '../../../source/sources/rancher1/wire/frames.js';
import {kindNameOf, typesOf} from '../../../source/sources/rancher1/wire/types.js';
import {textOf} from '../../../source/sources/requests/json-fields.js';

const fileOf = (name: string) =>
	readFileSync(new URL(`../../fixtures/rancher1/${name}`, import.meta.url), 'utf8');

/** A recorded answer: its status, its headers by names in lower case, its body as text. */
export const answerOf = (name: string) => {
	const text = fileOf(`${name}.http`);
	const end = text.indexOf('\n\n');
	const [first = '', ...lines] = (end === -1 ? text : text.slice(0, end)).trim().split('\n');
	const headers = Object.fromEntries(
		lines.map(line => {
			const colon = line.indexOf(':');
			return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
		}),
	);
	return {status: Number(first.split(' ')[1]), headers, text: end === -1 ? '' : text.slice(end + 2).trim()};
};

/** The JSON object of a recorded answer. */
export const bodyOf = (name: string): JsonObject => {
	const body: unknown = JSON.parse(answerOf(name).text);
	if (isObject(body)) return body;
	throw new Error(`${name} holds no object`);
};

/** The schemas in a recorded file. */
export const schemasIn = (name: string): readonly JsonObject[] => {
	const {data}: {data: readonly JsonObject[]} = JSON.parse(fileOf(`${name}.json`));
	return data;
};

const catalogues = new Map(
	(['schemas-envkey', 'schemas-v1-envkey'] as const).map(name => [
		name,
		catalogueOf(schemasIn(name), firstCatalogue(name === 'schemas-envkey' ? 'v2-beta' : 'v1')),
	]),
);

/** The rows that a recorded listing becomes, of the kind that its collection is of. */
export const rowsOf = (name: string): readonly Resource[] => {
	const body = bodyOf(name);
	const page = pageOf(body);
	if (!page) throw new Error(`${name} is not a collection`);
	if (page.faults.length > 0) throw new Error(page.faults.join('\n'));
	const catalogue = catalogues.get(name.startsWith('v1-') ? 'schemas-v1-envkey' : 'schemas-envkey');
	const scope = scopeOf('prod', '1a5', createNames(), catalogue?.fields ?? new Map());
	const type = textOf(body, 'resourceType') ?? '';
	// In /v1 a listing of services says that it is one of stacks (v1-list-services.http).
	const kind =
		name === 'v1-list-services' ? 'service' : kindNameOf(type, type === 'environment' ? 'stack' : type);
	return page.objects
		.filter(object => !isGone(object))
		.map(object => resourceOf(object, scope, identityOf(object, scope, typesOf(object), kind)));
};
