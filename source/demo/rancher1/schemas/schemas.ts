import type {Fields, Json} from '../../world/world.js';
import {parseSchemas, type Schema, type SchemaField} from './notation.js';
import {inputSchemas} from './text-inputs.js';
import {mainSchemas} from './text-main.js';
import {otherSchemas} from './text-other.js';
import {serverSchemas} from './text-server.js';

const all = new Map(
	[serverSchemas, mainSchemas, otherSchemas, inputSchemas]
		.flatMap(parseSchemas)
		.map(schema => [schema.id, schema] as const),
);

/** The schema of a type, if there is one. */
export const schemaOf = (type: string): Schema | undefined => all.get(type);

/** Every schema. */
export const allSchemas: readonly Schema[] = [...all.values()];

/** By what a path calls it: the plural or the singular, in any case. */
export const schemaByPath: ReadonlyMap<string, Schema> = new Map(
	allSchemas.flatMap(schema => [
		[schema.id.toLowerCase(), schema] as const,
		[schema.pluralName.toLowerCase(), schema] as const,
	]),
);

const baseTypes: Readonly<Record<string, string>> = {
	container: 'instance',
	virtualMachine: 'instance',
	project: 'account',
	registry: 'storagePool',
	apiKey: 'credential',
	registryCredential: 'credential',
	machine: 'physicalHost',
	loadBalancerService: 'service',
	dnsService: 'service',
	externalService: 'service',
	kubernetesStack: 'stack',
	composeProject: 'stack',
	externalHostEvent: 'externalEvent',
	activeSetting: 'setting',
};

/** What the id of a resource of a type is unique in: services of every sort count together. */
export const baseTypeOf = (type: string): string => baseTypes[type] ?? type;

const strings = ['eq', 'ne', 'prefix', 'like', 'notlike', 'null', 'notnull'];
const ordered = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'null', 'notnull'];
const plain = ['eq', 'ne', 'null', 'notnull'];

/** How collections can be filtered by a field (`cattle gdapi/condition`). */
export const modifiersOf = (field: SchemaField): readonly string[] => {
	if (field.type === 'string') return strings;
	return field.type === 'int' || field.type === 'date' ? ordered : plain;
};

// The order of the members is the server's own (`cattle gdapi/model/Field.java`); absent means none.
const writtenField = (field: SchemaField): Fields => ({
	type: field.type,
	transform: '',
	description: null,
	create: field.create,
	update: field.update,
	...(field.nullable && {nullable: true}),
	...(field.required && {required: true}),
	...(field.unique && {unique: true}),
	readOnCreateOnly: field.readOnCreateOnly,
	...field.limits,
	...(field.default !== null && {default: field.default}),
	...(field.options && {options: field.options}),
});

const map = <T>(entries: Iterable<T>, entry: (each: T) => readonly [string, Json]): Fields =>
	Object.fromEntries([...entries].map(entry));

/** How a schema is shown to a caller: under which URL, with or without what only owners may do. */
type SchemaDress = {
	readonly base: string;
	readonly readOnly: boolean;
	/** What this version of the API calls a type, and what it leaves out of it. */
	readonly typeName: (type: string) => string;
	readonly hides: (type: string, field: string) => boolean;
};

const renamed = (text: string, typeName: (type: string) => string): string =>
	text.replaceAll(/\w+/g, word => typeName(word));

/** A schema as the server publishes it (`GET /schemas/<id>`). */
export const writtenSchema = (schema: Schema, {base, readOnly, typeName, hides}: SchemaDress): Fields => {
	const id = typeName(schema.id);
	const pluralName = id === schema.id ? schema.pluralName : `${id}s`;
	const fields = [...schema.fields.values()].filter(({name}) => !hides(schema.id, name));
	const actions = [...schema.actions].filter(([name]) => !readOnly || name === 'logs');
	const methods = (names: readonly string[]): readonly string[] =>
		readOnly ? names.filter(name => name === 'GET') : names;
	return {
		id,
		type: 'schema',
		links: {
			self: `${base}/schemas/${id.toLowerCase()}`,
			...(schema.listed && {collection: `${base}/${pluralName.toLowerCase()}`}),
		},
		actions: {},
		pluralName,
		resourceFields: map(fields, field => [
			field.name === 'stackId' ? `${typeName('stack')}Id` : field.name,
			writtenField({...field, type: renamed(field.type, typeName)}),
		]),
		collectionFilters: map(
			fields.filter(({filter}) => filter),
			field => [field.name, {modifiers: modifiersOf(field)}],
		),
		includeableLinks: schema.links.map(link => (link === 'stacks' ? `${typeName('stack')}s` : link)),
		resourceActions: map(actions, ([name, {input, output}]) => [
			name,
			{input: input === null ? null : typeName(input), output: typeName(output)},
		]),
		collectionActions: {},
		collectionFields: {},
		collectionMethods: methods(schema.collectionMethods),
		resourceMethods: methods(schema.resourceMethods),
		baseType: 'schema',
	};
};
