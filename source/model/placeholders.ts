import type {Resource} from './resource.js';

/** The values of a row that plugins get: `{name}` in an argument, `RWATCH_NAME` in the environment. */
export const pluginFields = [
	'source',
	'url',
	'family',
	'scope',
	'kind',
	'id',
	'name',
	'parent',
	'short',
	'state',
	'health',
	'message',
] as const;

/** The name of a placeholder. */
type PluginField = (typeof pluginFields)[number];

/** What a row has for each placeholder; '' for nothing. `shop/web` has the parent `shop` and is `web` for short. */
export const pluginValues = (
	{source, family, scope, kind, id, name, state, health, message}: Resource,
	url: string,
): Readonly<Record<PluginField, string>> => {
	const slash = name.lastIndexOf('/');
	return {
		source,
		url,
		family,
		scope,
		kind,
		id,
		name,
		parent: slash === -1 ? '' : name.slice(0, slash),
		short: name.slice(slash + 1),
		state,
		health,
		message: message ?? '',
	};
};

const placeholder = /\{([a-z]+)\}/gi;

const isField = (name: string): name is PluginField => pluginFields.some(field => field === name);

/** The placeholders of an argument that stand for nothing. */
export const unknownPlaceholders = (argument: string): readonly string[] =>
	[...argument.matchAll(placeholder)].flatMap(([, name = '']) => (isField(name) ? [] : [name]));

/**
 * An argument with what the row has in the place of its placeholders. Throws where what a server says would stand at the
 * beginning with a dash: a program could take it for an option.
 */
export const filledArgument = (argument: string, values: Readonly<Record<PluginField, string>>): string => {
	const filled = argument.replace(placeholder, (whole, name: string) =>
		isField(name) ? values[name].replaceAll('\0', '') : whole,
	);
	if (filled.startsWith('-') && !argument.startsWith('-'))
		throw new Error(`${argument} is '${filled}', which the program could take for an option`);
	return filled;
};
