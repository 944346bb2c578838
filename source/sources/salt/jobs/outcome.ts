import {isObject, type JsonObject} from '../../../model/json-object.js';
import {redactStart, redactText} from '../../../secrets/text.js';
import {asList, asNumber, asObject, asText} from '../../requests/json-values.js';
import {glance} from '../wire/redact.js';

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

/** What came of one return. */
export type Outcome = {
	/** Null: the return says neither. */
	readonly ok: boolean | null;
	/** The first that is not 0, of several functions. */
	readonly retcode: number | null;
	readonly summary: string;
};

/** What a return says of itself. */
type Reported = {
	readonly value: unknown;
	readonly retcode: unknown;
	readonly success: unknown;
	readonly fun?: string | null;
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
const isOrchestration = (value: unknown): value is {readonly data: JsonObject; readonly retcode?: unknown} =>
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
type Tally = {states: number; ok: number; changed: number; would: number; failed: number};

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
const tallyOf = (value: unknown): Tally | null => {
	const tally: Tally = {states: 0, ok: 0, changed: 0, would: 0, failed: 0};
	return tallyStates(value, tally) ? tally : null;
};

/** How many states of a return changed something, and how many failed; null where it is not that of a state run. */
export const stateCounts = (value: unknown): {readonly changed: number; readonly failed: number} | null =>
	tallyOf(value);

/** `3 of 4 states ok, 2 changed`, or the first that failed. */
const stateSummary = (value: unknown, tally: Tally): string => {
	let summary = `${tally.ok} of ${tally.states} states ok`;
	if (tally.changed > 0) summary += `, ${tally.changed} changed`;
	if (tally.would > 0) summary += `, ${tally.would} would change`;
	const failed = tally.failed > 0 ? statesOf(value)?.find(({result}) => result === false) : undefined;
	return failed === undefined ? summary : `${summary}, ${failed.id}: ${redactText(failed.comment)}`;
};

/** The line of a text that says most: the last one of a traceback, else the first. */
const mainLine = (text: string): string => {
	const whole = text.trim();
	const line = whole.includes('Traceback')
		? whole.slice(whole.lastIndexOf('\n') + 1)
		: (whole.split('\n', 1)[0] ?? '');
	return redactStart(line.trim(), 300);
};

const summaryOf = (value: unknown, retcode: number | null, tally = tallyOf(value)): string => {
	if (value === trimmed) return 'the return was too big for the bus';
	if (tally !== null) return stateSummary(value, tally);
	// A state run that could not begin returns a list of texts.
	if (Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string')) {
		return mainLine(value.join('\n'));
	}

	if (typeof value === 'string') {
		const text = mainLine(value);
		return text === '' && retcode !== null && retcode !== 0 ? `exit ${retcode}` : text;
	}

	if (isObject(value) && value.result === false && typeof value.comment === 'string')
		return mainLine(value.comment);
	const [inner] = isOrchestration(value) ? Object.values(value.data) : [];
	return inner === undefined ? glance(value, 200) : summaryOf(inner, retcode);
};

const stateRun = /^state\.(?:apply|highstate|sls|sls_id|single|template|template_str|top)$/;

/** Whether a function runs states, of which a minion runs only one at a time. */
export const isStateRun = (fun: string): boolean => stateRun.test(fun);

/**
 * Whether a state run failed, which its return may call a success: a minion's own schedule does so whatever came of it
 * (salt/utils/schedule.py), and an orchestration (salt/runners/state.py). The states are the proof; a list of texts in
 * their place says why none was run.
 */
const isFailedRun = ({value, retcode, fun}: Reported, tally: Tally | null): boolean => {
	if (isOrchestration(value) && typeof value.retcode === 'number' && value.retcode !== 0) return true;
	if (tally !== null) return tally.failed > 0;
	const isUnsaid = retcode === undefined || retcode === null;
	return isUnsaid && Array.isArray(value) && isStateRun(fun ?? '') && value.length > 0;
};

/** Those of several functions that failed: `cmd.run: exit 4`; '' where none did, and for one function. */
const failedFunctions = ({value, retcode, success}: Reported): string => {
	const codes = asObject(retcode);
	const verdicts = asObject(success);
	const failures = [...new Set([...Object.keys(codes), ...Object.keys(verdicts)])].flatMap(fun => {
		const code = asNumber(codes[fun]) ?? 0;
		if (code === 0 && verdicts[fun] !== false) return [];
		const said = asObject(value)[fun];
		const text = typeof said === 'string' ? mainLine(said) : '';
		return [`${fun}: ${code === 0 ? 'failed' : `exit ${code}`}${text === '' ? '' : ` (${text})`}`];
	});
	return failures.join(', ').slice(0, 300);
};

/**
 * What came of a return: by the states that it reports, then by its retcode and its `success`, which are objects with an
 * entry for each function where a job had several. A bare `false` is a success for Salt (salt/minion.py, `_thread_return`).
 */
export const outcomeOf = (reported: Reported): Outcome => {
	const {value} = reported;
	const tally = tallyOf(value);
	if (isFailedRun(reported, tally)) {
		const retcode = asNumber(isOrchestration(value) ? value.retcode : reported.retcode);
		return {
			ok: false,
			retcode: retcode ?? asNumber(reported.retcode),
			summary: summaryOf(value, retcode, tally),
		};
	}

	if (typeof reported.retcode === 'number' && typeof reported.success === 'boolean') {
		const {retcode} = reported;
		return {ok: retcode === 0 && reported.success, retcode, summary: summaryOf(value, retcode, tally)};
	}

	const codes = (isObject(reported.retcode) ? Object.values(reported.retcode) : [reported.retcode]).filter(
		code => typeof code === 'number',
	);
	const verdicts = (isObject(reported.success) ? Object.values(reported.success) : [reported.success]).filter(
		verdict => typeof verdict === 'boolean',
	);
	const retcode = codes.find(code => code !== 0) ?? codes[0] ?? null;
	const known = codes.length > 0 || verdicts.length > 0;
	const ok = known ? codes.every(code => code === 0) && verdicts.every(Boolean) : null;
	return {ok, retcode, summary: failedFunctions(reported) || summaryOf(value, retcode, tally)};
};
