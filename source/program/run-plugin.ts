import pLimit from 'p-limit';
import type {Environment} from '../model/environment.js';
import {filledArgument, pluginValues} from '../model/placeholders.js';
import type {Plugin} from '../model/plugin.js';
import type {Resource} from '../model/resource.js';
import type {Row} from '../state/rows/row.js';
import type {State} from '../state/state.js';
import {type ProgramEnd, runProgram} from './run-program.js';

/** So many programs run at a time, however many rows are marked. */
const maxPrograms = 8;

const limit = pLimit(maxPrograms);

/** The environment of rwatch without its credentials, and with what a row has as `RWATCH_*`. */
const environmentOf = (
	own: Environment,
	secretVariables: readonly string[],
	values: Readonly<Record<string, string>>,
): Environment => ({
	...Object.fromEntries(Object.entries(own).filter(([name]) => !secretVariables.includes(name))),
	...Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			`RWATCH_${name.toUpperCase()}`,
			value.replaceAll('\0', ''),
		]),
	),
});

const jsonOf = async (state: State, row: Row): Promise<string> => {
	const {snapshotText} = await import('../output/snapshot.js');
	const kinds = new Map(state.kinds.map(kind => [kind.name, kind]));
	return snapshotText({states: [], rows: [row], kinds, lookup: state.resources, objects: null}, 'ndjson');
};

/** What a plugin runs in. */
export type PluginPlace = {
	readonly state: State;
	readonly environment: Environment;
	/** Names of the variables that are kept from it. */
	readonly secretVariables: readonly string[];
};

/** Runs a plugin on a row. Rejects with the reason where it cannot be started. */
export const runPlugin = async (
	{run: [program, ...rest], output}: Plugin,
	resource: Resource,
	{state, environment, secretVariables}: PluginPlace,
	signal: AbortSignal,
): Promise<ProgramEnd> => {
	const row = state.resources.get(resource.key);
	if (!row) throw new Error(`${resource.name} is gone`);
	const values = pluginValues(row.resource, state.connections.get(resource.source)?.url ?? '');
	return limit(async () =>
		runProgram({
			program,
			arguments_: rest.map(argument => filledArgument(argument, values)),
			environment: environmentOf(environment, secretVariables, values),
			input: await jsonOf(state, row),
			output,
			signal,
		}),
	);
};
