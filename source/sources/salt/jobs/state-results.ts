import {isObject, type JsonObject} from '../../../model/json-object.js';
import {asList, asNumber, asObject, asText} from '../../requests/json-values.js';

/** One state of a state run. */
export type StateResult = {
	readonly id: string;
	readonly sls: string;
	readonly name: string;
	/** False: failed; null: test mode, it would change. */
	readonly result: boolean | null;
	readonly comment: string;
	readonly changes: JsonObject;
	readonly durationMs: number | null;
	/** Place in the order in which they ran. */
	readonly order: number;
};

/** What stands in the place of a value that was too big for the bus (salt/utils/dicttrim.py). */
export const trimmed = 'VALUE_TRIMMED';

/** Reads one state's result. Old minions write the duration as a text with its unit. */
export const stateResultOf = (fields: JsonObject): StateResult => {
	const duration = asNumber(fields.duration) ?? Number.parseFloat(asText(fields.duration) ?? '');
	const result = fields.result;
	const comment = Array.isArray(fields.comment) ? asList(fields.comment).join(' ') : fields.comment;
	return {
		id: asText(fields.__id__) ?? asText(fields.name) ?? '?',
		sls: asText(fields.__sls__) ?? '',
		name: asText(fields.name) ?? '',
		result: typeof result === 'boolean' ? result : null,
		comment: asText(comment) ?? '',
		changes: asObject(fields.changes),
		durationMs: Number.isNaN(duration) ? null : duration,
		order: asNumber(fields.__run_num__) ?? Number.MAX_SAFE_INTEGER,
	};
};

/** True for the name of a state in a state run's return: `module_|-id_|-name_|-function`. */
const isStateName = (name: string): boolean => {
	let found = 0;
	for (let at = name.indexOf('_|-'); at !== -1; at = name.indexOf('_|-', at + 3)) found++;
	return found === 3;
};

/** What the runner `state.orchestrate` returns: state runs by the master's id (salt/runners/state.py). */
export const isOrchestration = (
	value: unknown,
): value is {readonly data: JsonObject; readonly retcode?: unknown} =>
	isObject(value) && isObject(value.data) && 'outputter' in value;

/**
 * The states of a state run's return in the order in which they ran (the object's own order is another), or null for
 * any other return. A runner's orchestration holds them under `data` and the master's id.
 */
export const statesOf = (value: unknown): readonly StateResult[] | null => {
	if (!isObject(value)) return null;
	if (isOrchestration(value)) {
		const inner = Object.values(value.data).flatMap(each => statesOf(each) ?? []);
		return inner.length === 0 ? null : inner;
	}

	const names = Object.keys(value);
	if (names.length === 0 || !names.every(isStateName)) return null;
	return names
		.map(name => {
			const result = stateResultOf(asObject(value[name]));
			return result.id === '?' ? {...result, id: name.split('_|-')[1] ?? name} : result;
		})
		.sort((one, other) => one.order - other.order);
};

/** How many states there are, and how they went. */
export type Tally = {states: number; ok: number; changed: number; would: number; failed: number};

const isEmpty = (fields: unknown): boolean => {
	for (const _name in asObject(fields)) return false;
	return true;
};

/**
 * Adds the states of a return to the tally, without a copy of any: state runs are what the bus carries most of. False
 * where it is the return of something else.
 */
const tallyStates = (value: unknown, tally: Tally): boolean => {
	if (!isObject(value)) return false;
	const before = tally.states;
	if (isOrchestration(value)) {
		for (const each of Object.values(value.data)) tallyStates(each, tally);
		return tally.states > before;
	}

	for (const name in value) if (!isStateName(name)) return false;
	for (const name in value) {
		const {result, changes} = asObject(value[name]);
		tally.states++;
		if (result === false) tally.failed++;
		else tally.ok++;
		// A failed state can have changed something too (salt/output/highstate.py counts it as well).
		if (result === true || result === false) tally.changed += isEmpty(changes) ? 0 : 1;
		else tally.would++;
	}

	return tally.states > before;
};

/** How the states of a return went; null where it is not that of a state run. */
export const tallyOf = (value: unknown): Tally | null => {
	const tally: Tally = {states: 0, ok: 0, changed: 0, would: 0, failed: 0};
	return tallyStates(value, tally) ? tally : null;
};
