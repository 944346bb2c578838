import pLimit from 'p-limit';
import type {Environment} from '../model/environment.js';
import type {Kind} from '../model/kind.js';
import {filledArgument, pluginValues} from '../model/placeholders.js';
import type {Plugin} from '../model/plugin.js';
import type {Resource} from '../model/resource.js';
import type {Row, RowLookup} from '../state/rows/row.js';
import type {State} from '../state/state.js';
import {type ProgramEnd, runProgram} from './run-program.js';

/** So many programs run at a time, however many rows are marked. */
const maxPrograms = 8;

const limit = pLimit(maxPrograms);

/** The environment of rwatch without its credentials: these are the names of the variables that hold them. */
export const withoutCredentials = (own: Environment, secretVariables: readonly string[]): Environment =>
	Object.fromEntries(Object.entries(own).filter(([name]) => !secretVariables.includes(name)));

/** The environment of rwatch without its credentials, and with what a row has as `RWATCH_*`. */
const environmentOf = (
	own: Environment,
	secretVariables: readonly string[],
	values: Readonly<Record<string, string>>,
): Environment => ({
	...withoutCredentials(own, secretVariables),
	...Object.fromEntries(
		Object.entries(values).map(([name, value]) => [
			`RWATCH_${name.toUpperCase()}`,
			value.replaceAll('\0', ''),
		]),
	),
});

/** What a program runs in. */
export type RowPlace = {
	readonly environment: Environment;
	/** Names of the variables that are kept from it. */
	readonly secretVariables: readonly string[];
	readonly kinds: readonly Kind[];
	readonly lookup: RowLookup;
	/** The URL of the row's source. */
	readonly url: string;
};

/** A program of the user's to run on a row. */
type RowRun = Pick<Plugin, 'run' | 'output'> & {
	/** Further variables of its environment. */
	readonly variables?: Environment;
};

const jsonOf = async (row: Row, {kinds, lookup}: RowPlace): Promise<string> => {
	const {snapshotText} = await import('../output/snapshot.js');
	const known = new Map(kinds.map(kind => [kind.name, kind]));
	return snapshotText({states: [], rows: [row], kinds: known, lookup, objects: null}, 'ndjson');
};

/** Runs a program on a row, which it gets as JSON. Rejects with the reason where it cannot be started. */
export const runOnRow = async (
	{run: [program, ...rest], output, variables = {}}: RowRun,
	row: Row,
	place: RowPlace,
	signal: AbortSignal,
): Promise<ProgramEnd> => {
	const values = pluginValues(row.resource, place.url);
	const arguments_ = rest.map(argument => filledArgument(argument, values));
	const environment = {...environmentOf(place.environment, place.secretVariables, values), ...variables};
	return limit(async () => {
		const input = await jsonOf(row, place);
		// What waited for its turn at the end of rwatch is not started any more.
		signal.throwIfAborted();
		return runProgram({program, arguments_, environment, input, output, signal});
	});
};

/** What a plugin runs in. */
export type PluginPlace = Pick<RowPlace, 'environment' | 'secretVariables'> & {readonly state: State};

/** Where the row of a resource is, on the screen. */
export const placeOf = ({state, ...place}: PluginPlace, {source}: Pick<Resource, 'source'>): RowPlace => ({
	...place,
	kinds: state.kinds,
	lookup: state.resources,
	url: state.connections.get(source)?.url ?? '',
});

/** Runs a plugin on a row. Rejects with the reason where it cannot be started. */
export const runPlugin = async (
	plugin: Plugin,
	resource: Resource,
	place: PluginPlace,
	signal: AbortSignal,
): Promise<ProgramEnd> => {
	const row = place.state.resources.get(resource.key);
	if (!row) throw new Error(`${resource.name} is gone`);
	return runOnRow(plugin, row, placeOf(place, resource), signal);
};
