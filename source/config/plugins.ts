import {dirname, resolve} from 'node:path';
import {isOwnName, ownNameForm} from '../model/own-name.js';
import {pluginFields, unknownPlaceholders} from '../model/placeholders.js';
import type {Plugin} from '../model/plugin.js';
import type {FamilyConfig} from './family.js';
import type {Faults} from './faults.js';
import type {ConfigFile} from './file.js';

type Keys = Readonly<Record<string, string>>;

/** What plugins are judged by. */
export type PluginJudges = {
	/** Says what is wrong with the keys of commands and of plugins, or null. */
	readonly keyFault: (keys: Keys, plugins: readonly Plugin[]) => string | null;
	/** Whether this is the name of a command. */
	readonly isCommand: (name: string) => boolean;
};

const nameFault = (name: string, {isCommand}: PluginJudges): string | null => {
	if (!isOwnName(name)) return `expected a name of ${ownNameForm}`;
	return isCommand(name) ? 'expected another name; rwatch has a command that is called so' : null;
};

// As the file names it, wherever rwatch is started; a name alone is looked up in PATH.
const located = (program: string, path: string): string =>
	program.includes('/') ? resolve(dirname(path), program) : program;

/** A program of the file with its arguments; placeholders that stand for nothing go to `faults`. */
export const programOf = (
	{place, path}: ConfigFile,
	[program = '', ...rest]: readonly string[],
	at: readonly string[],
	faults: Faults,
): Plugin['run'] => {
	const [unknown] = [program, ...rest].flatMap(unknownPlaceholders);
	if (unknown !== undefined) {
		const known = pluginFields.map(field => `{${field}}`).join(', ');
		faults.add(`${place(...at)}: unknown placeholder {${unknown}}; known are ${known}`);
	}

	return [located(program, path), ...rest];
};

/** The plugins of the file; what is wrong with one goes to `faults`. */
export const pluginsOf = (file: ConfigFile, judges: PluginJudges, faults: Faults): readonly Plugin[] =>
	Object.entries(file.content.plugins ?? {}).flatMap(([name, entry]) => {
		const {kinds = [], confirm = null, output = 'page'} = entry;
		const fault = nameFault(name, judges);
		if (fault !== null) faults.add(`${file.place('plugins', name)}: ${fault}`);
		const run = programOf(file, entry.run, ['plugins', name, 'run'], faults);
		return fault === null ? [{name, kinds, run, confirm, output}] : [];
	});

/** The keys of the plugins by their names, on top of those of the commands; a faulty one goes to `faults`. */
export const pluginKeysOf = (
	{content, place}: ConfigFile,
	plugins: readonly Plugin[],
	keys: Keys,
	{keyFault}: PluginJudges,
	faults: Faults,
): Keys => {
	let known = keys;
	for (const {name} of plugins) {
		const key = content.plugins?.[name]?.key;
		// `keys` can give a plugin another one.
		if (key === undefined || known[name] !== undefined) continue;
		const fault = keyFault({...known, [name]: key}, plugins);
		if (fault === null) known = {...known, [name]: key};
		else faults.add(`${place('plugins', name, 'key')}: ${fault}`);
	}

	return known;
};

/** What the aliases of the file stand for, by their names; a faulty one goes to `faults`. */
export const aliasesOf = ({content, place}: ConfigFile, faults: Faults): Readonly<Record<string, string>> => {
	const aliases = Object.entries(content.aliases ?? {});
	for (const [name] of aliases)
		if (!/^\S+$/.test(name)) faults.add(`${place('aliases', name)}: expected one word`);
	return Object.fromEntries(aliases.map(([name, text]) => [name, text.replace(/^\s*:/, '').trim()]));
};

/** Names of the variables of the environment that hold credentials: a plugin gets none of them. */
export const secretVariables = (
	families: ReadonlyArray<Pick<FamilyConfig, 'environment'>>,
	{content}: ConfigFile,
): readonly string[] => [
	...families.flatMap(({environment}) => environment?.secrets ?? []),
	...Object.values(content.sources ?? {})
		.flatMap(({tokenEnv, accessKeyEnv, secretKeyEnv, passwordEnv}) => [
			tokenEnv,
			accessKeyEnv,
			secretKeyEnv,
			passwordEnv,
		])
		.filter(name => name !== undefined),
];
