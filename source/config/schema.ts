import * as v from 'valibot';
import {isObject} from '../model/json-object.js';
import {themeNames} from '../model/theme-name.js';
import {wordList} from '../model/word-list.js';

// The message of each schema is what is expected there; the place is added where the file is read.
const text = v.pipe(v.string('a text'), v.nonEmpty('a text that is not empty'));
const confirm = v.picklist(['all', 'dangerous', 'none'], 'all, dangerous or none');
const yesOrNo = v.boolean('true or false');
const program = v.pipe(
	v.array(text, 'a program with its arguments, such as [./grafana, "{name}"]'),
	v.nonEmpty('a program with its arguments, such as [./grafana, "{name}"]'),
);
const command = v.pipe(
	v.array(text, 'a program with its arguments, such as [pass, show, rancher]'),
	v.nonEmpty('a program with its arguments, such as [pass, show, rancher]'),
);

/** A map with the entries of `schema`: valibot takes a list for one. */
const map = <const Schema extends v.GenericSchema<Record<string, unknown>>>(
	schema: Schema,
	expected: string,
) => v.pipe(v.custom<v.InferInput<Schema>>(isObject, expected), schema);

/** A list of which faulty items are omitted, so that the others keep their places. */
const list = <const Item extends v.GenericSchema>(item: Item, expected: string) =>
	v.array(v.optional(item), expected);

const source = {
	url: v.string('the URL of a server'),
	type: v.optional(text),
	token: v.optional(text),
	tokenFile: v.optional(text),
	tokenEnv: v.optional(text),
	tokenCommand: v.optional(command),
	accessKey: v.optional(text),
	accessKeyFile: v.optional(text),
	accessKeyEnv: v.optional(text),
	accessKeyCommand: v.optional(command),
	secretKey: v.optional(text),
	secretKeyFile: v.optional(text),
	secretKeyEnv: v.optional(text),
	secretKeyCommand: v.optional(command),
	username: v.optional(text),
	password: v.optional(text),
	passwordFile: v.optional(text),
	passwordEnv: v.optional(text),
	passwordCommand: v.optional(command),
	eauth: v.optional(text),
	via: v.optional(text),
	cloudCredential: v.optional(text),
	allowOldRancher: v.optional(yesOrNo),
	caFile: v.optional(text),
	insecure: v.optional(yesOrNo),
	readOnly: v.optional(yesOrNo),
	allProjects: v.optional(yesOrNo),
	confirm: v.optional(confirm),
	saltTransport: v.optional(v.picklist(['sse', 'ws'], 'sse or ws')),
};

const view = {
	kind: v.optional(text),
	filter: v.optional(v.string('a filter expression')),
	sort: v.optional(text),
};

const guard = {
	source: v.optional(text),
	action: v.optional(
		v.union([text, v.array(text, 'names of actions')], 'the name of an action, or a list of such names'),
	),
	when: v.optional(text),
	deny: v.optional(text),
	confirm: v.optional(v.literal('name', 'name')),
	maxRows: v.optional(
		v.pipe(
			v.number('a whole number from 1 on'),
			v.integer('a whole number from 1 on'),
			v.minValue(1, 'a whole number from 1 on'),
		),
	),
};

const means = v.union(
	[v.picklist(['bell', 'notify']), map(v.strictObject({run: program}), 'a map with run')],
	'bell, notify or {run: [a program with its arguments]}',
);

const alert = {
	when: text,
	for: v.optional(v.string('a duration such as 2m')),
	do: v.optional(v.array(means, 'a list of bell, notify and {run: [a program with its arguments]}')),
};

const column = {
	title: text,
	label: v.optional(text),
	path: v.optional(text),
};

const recorder = {
	memory: v.optional(v.string('a size such as 64MB, or 0MB for none')),
};

const plugin = {
	key: v.optional(text),
	kinds: v.optional(v.array(text, 'a list of kinds, such as [pod]')),
	run: program,
	confirm: v.optional(yesOrNo),
	output: v.optional(v.picklist(['page', 'background'], 'page or background')),
};

const percent = v.pipe(
	v.string('two percentages, such as [70%, 90%]'),
	v.regex(/^\d+(?:\.\d+)?%$/, 'two percentages, such as [70%, 90%]'),
);
const count = v.pipe(
	v.number('two numbers, such as [1, 10]'),
	v.minValue(0, 'two numbers from 0 on, such as [1, 10]'),
);

const thresholds = {
	cpu: v.optional(v.strictTuple([percent, percent], 'two percentages, such as [70%, 90%]')),
	memory: v.optional(v.strictTuple([percent, percent], 'two percentages, such as [70%, 90%]')),
	restarts: v.optional(v.strictTuple([count, count], 'two numbers, such as [1, 10]')),
};

const top = {
	views: v.optional(
		map(
			v.record(v.string(), map(v.strictObject(view), 'a map with kind, filter and sort')),
			'a map of views by name',
		),
	),
	keys: v.optional(
		map(v.record(v.string(), v.string('a key in quotes, such as r or ctrl-d')), 'a map of keys by command'),
	),
	stuckAfter: v.optional(v.string('a duration such as 5m')),
	theme: v.optional(v.string(wordList(themeNames, 'or'))),
	confirm: v.optional(confirm),
	guard: v.optional(
		list(map(v.strictObject(guard), 'a map with deny, confirm or maxRows'), 'a list of rules'),
	),
	alerts: v.optional(list(map(v.strictObject(alert), 'a map with when'), 'a list of alerts')),
	columns: v.optional(
		map(
			v.record(
				v.string(),
				list(map(v.strictObject(column), 'a map with title, and label or path'), 'a list of columns'),
			),
			'a map of lists of columns by kind',
		),
	),
	thresholds: v.optional(map(v.strictObject(thresholds), 'a map with cpu, memory and restarts')),
	plugins: v.optional(
		map(v.record(v.string(), map(v.strictObject(plugin), 'a map with run')), 'a map of plugins by name'),
	),
	aliases: v.optional(map(v.record(v.string(), text), 'a map of commands by alias')),
	sameHost: v.optional(
		map(
			v.record(v.string(), v.array(text, 'a list of names and addresses')),
			'a map of lists of names and addresses by name',
		),
	),
	recorder: v.optional(map(v.strictObject(recorder), 'a map with memory')),
	mouse: v.optional(yesOrNo),
	summary: v.optional(yesOrNo),
	allProjects: v.optional(yesOrNo),
};

const sourceOf = (families: readonly string[]) => ({
	...source,
	type: v.optional(v.picklist(families, wordList(families, 'or'))),
});

/** The configuration file, with sources of these families. */
export const fileSchema = (families: readonly string[]) => {
	const entry = map(v.strictObject(sourceOf(families)), 'a map with url');
	const sources = v.optional(map(v.record(v.string(), entry), 'a map of sources by name'));
	return map(
		v.strictObject({sources, ...top}),
		`a map with ${wordList(['sources', ...Object.keys(top)], 'and')}`,
	);
};

/** The schema of the configuration file. */
export type FileSchema = ReturnType<typeof fileSchema>;

/** What the configuration file holds. */
export type FileContent = v.InferOutput<FileSchema>;

/** One entry of `sources`. */
export type SourceEntry = NonNullable<FileContent['sources']>[string];

/** One entry of `guard`. */
export type GuardEntry = NonNullable<NonNullable<FileContent['guard']>[number]>;

/** Lists of columns, by kind. */
export type ColumnEntries = NonNullable<FileContent['columns']>;

/** What is expected of a setting, as its schema says it. */
const expectationOf = (schema: v.GenericSchema): string => {
	if ('wrapped' in schema) return expectationOf(schema.wrapped as v.GenericSchema);
	if ('pipe' in schema && Array.isArray(schema.pipe)) return expectationOf(schema.pipe[0]);
	return 'message' in schema && typeof schema.message === 'string' ? schema.message : '';
};

/** All settings of the file, with sources of these families, and what is expected of them, by where they stand. */
export const settingsOf = (
	families: readonly string[],
): ReadonlyArray<{
	readonly head: string;
	readonly settings: ReadonlyArray<readonly [key: string, expected: string]>;
}> =>
	Object.entries({
		'the file': top,
		'a source': sourceOf(families),
		'a view': view,
		'a rule of guard': guard,
		'an alert': alert,
		'a column': column,
		'the thresholds': thresholds,
		'the recorder': recorder,
		'a plugin': plugin,
	}).map(([head, entries]) => ({
		head,
		settings: Object.entries(entries).map(([key, schema]) => [key, expectationOf(schema)] as const),
	}));

/** The keys that may stand beside the one at this path. */
export const knownKeys = (path: readonly string[]): readonly string[] => {
	if (path.length <= 1) return ['sources', ...Object.keys(top)];
	return Object.keys(
		{sources: source, guard, alerts: alert, columns: column, thresholds, recorder, plugins: plugin}[
			path[0] ?? ''
		] ?? view,
	);
};
