import type {Json} from '../../world/world.js';

/** One field of a schema, as the server publishes it, less what it always publishes. */
export type SchemaField = {
	readonly name: string;
	readonly type: string;
	readonly create: boolean;
	readonly update: boolean;
	readonly nullable: boolean;
	readonly required: boolean;
	readonly unique: boolean;
	/** Shown once, in the answer to the creation. */
	readonly readOnCreateOnly: boolean;
	/** Collections can be filtered by it. */
	readonly filter: boolean;
	readonly options: readonly string[] | null;
	readonly default: Json;
	/** `minLength`, `maxLength`, `min`, `max`. */
	readonly limits: Readonly<Record<string, number>>;
};

/** What an action takes and gives: names of schemas. */
type SchemaAction = {readonly input: string | null; readonly output: string};

/** A type of the API. */
export type Schema = {
	readonly id: string;
	readonly pluralName: string;
	/** It has a collection that can be listed. */
	readonly listed: boolean;
	readonly collectionMethods: readonly string[];
	readonly resourceMethods: readonly string[];
	readonly fields: ReadonlyMap<string, SchemaField>;
	/** Linked types that are links of each resource too. */
	readonly links: readonly string[];
	readonly actions: ReadonlyMap<string, SchemaAction>;
};

const standard =
	'accountId:reference[account],nf created:date,nf description:string,cunf,maxLength=1024 id:int,nf ' +
	'kind:string,nf name:string,cunf removed:date,nf transitioning:enum,,options=yes|no|error ' +
	'transitioningMessage:string,n transitioningProgress:int,n uuid:string,nf,maxLength=128';

const parseField = (text: string): SchemaField => {
	const [named = '', flags = '', ...extras] = text.split(',');
	const [name = '', type = ''] = named.split(':');
	const extra = new Map(
		extras.map(each => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)] as const),
	);
	const initial = extra.get('default');
	const limits = ['minLength', 'maxLength', 'min', 'max'].flatMap(limit => {
		const value = extra.get(limit) ?? (limit === 'maxLength' && type === 'string' ? '255' : undefined);
		return value === undefined ? [] : [[limit, Number(value)] as const];
	});
	return {
		name,
		type,
		create: flags.includes('c'),
		update: flags.includes('u'),
		nullable: flags.includes('n'),
		required: flags.includes('r'),
		unique: flags.includes('q'),
		readOnCreateOnly: flags.includes('o'),
		filter: flags.includes('f'),
		options: extra.get('options')?.split('|') ?? null,
		default: initial === undefined ? null : JSON.parse(initial),
		limits: Object.fromEntries(limits),
	};
};

const parseAction = (text: string, type: string): readonly [string, SchemaAction] => {
	const match = /^(\w+)(?:\((\w+)\))?(?:>(\w+))?$/.exec(text);
	return [match?.[1] ?? text, {input: match?.[2] ?? null, output: match?.[3] ?? type}];
};

const parseMethods = (text = '-'): readonly string[] => (text === '-' ? [] : text.split(','));

const parseSchema = (text: string): Schema => {
	const [head = '', ...rest] = text.split('\n');
	const [id = '', pluralName = '', listed, collectionMethods, resourceMethods, common] = head.split(' ');
	const words = [...(common ? standard.split(' ') : []), ...rest.flatMap(line => line.trim().split(' '))];
	const sections: Record<string, string[]> = {fields: []};
	let section = 'fields';
	for (const word of words) {
		if (word.startsWith('@')) section = word.slice(1);
		// The states stand alone on their line: fields go on after them.
		else if (section === 'states') {
			sections.fields?.push(`state:enum,f,maxLength=128,options=${word}`);
			section = 'fields';
		} else if (word) sections[section] = [...(sections[section] ?? []), word];
	}

	return {
		id,
		pluralName,
		listed: listed === 'listed',
		collectionMethods: parseMethods(collectionMethods),
		resourceMethods: parseMethods(resourceMethods),
		fields: new Map((sections.fields ?? []).map(parseField).map(field => [field.name, field] as const)),
		links: sections.links ?? [],
		actions: new Map((sections.actions ?? []).map(action => parseAction(action, id))),
	};
};

/**
 * Reads schemas from the short notation: a line `<id> <plural> listed|unlisted <methods> <methods> [standard]`,
 * then indented `<field>:<type>,<flags>,<extras>`; flags are c(reate) u(pdate) n(ullable) r(equired) q (unique)
 * o (read on create only) f(ilter). `@states`, `@links` and `@actions name(input)>output` begin other parts.
 */
export const parseSchemas = (text: string): readonly Schema[] =>
	text
		.trim()
		.split(/\n(?!\t)/)
		.map(parseSchema);
