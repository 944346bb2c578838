import {type Fields, fieldsOf, isFields, listOf, numberOf, textOf} from './frames.ts';
import {glance, redactText} from './redact.ts';

/** One state of a state run. */
export type StateResult = {
	readonly id: string;
	readonly sls: string;
	readonly name: string;
	/** False: failed; null: test mode, it would change. */
	readonly result: boolean | null;
	readonly comment: string;
	readonly changes: Fields;
	/** Milliseconds, or null. */
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
	/** For a person, in one line. */
	readonly summary: string;
};

/** What stands in the place of a value that was too big for the bus (salt/utils/dicttrim.py). */
export const trimmed = 'VALUE_TRIMMED';

/** Reads one state's result. Old minions write the duration as a text with its unit. */
export const stateResultOf = (fields: Fields): StateResult => {
	const duration = numberOf(fields.duration) ?? Number.parseFloat(textOf(fields.duration) ?? '');
	const result = fields.result;
	const comment = Array.isArray(fields.comment) ? listOf(fields.comment).join(' ') : fields.comment;
	return {
		id: textOf(fields.__id__) ?? textOf(fields.name) ?? '?',
		sls: textOf(fields.__sls__) ?? '',
		name: textOf(fields.name) ?? '',
		result: typeof result === 'boolean' ? result : null,
		comment: textOf(comment) ?? '',
		changes: fieldsOf(fields.changes),
		durationMs: Number.isNaN(duration) ? null : duration,
		order: numberOf(fields.__run_num__) ?? Number.MAX_SAFE_INTEGER,
	};
};

/**
 * The states of a state run's return in the order in which they ran (the object's own order is another), or null for a
 * return that is none. A runner's orchestration holds them under `data` and the master's id.
 */
export const statesOf = (value: unknown): readonly StateResult[] | null => {
	if (!isFields(value)) return null;
	if (isFields(value.data) && 'outputter' in value) {
		const inner = Object.values(value.data).flatMap(each => statesOf(each) ?? []);
		return inner.length === 0 ? null : inner;
	}

	const names = Object.keys(value);
	if (names.length === 0 || !names.every(name => name.split('_|-').length === 4)) return null;
	return names
		.map(name => {
			const result = stateResultOf(fieldsOf(value[name]));
			return result.id === '?' ? {...result, id: name.split('_|-')[1] ?? name} : result;
		})
		.sort((one, other) => one.order - other.order);
};

const count = (states: readonly StateResult[], wanted: (state: StateResult) => boolean): number =>
	states.filter(wanted).length;

/** `3 of 4 states ok, 2 changed`, or the first that failed. */
const stateSummary = (states: readonly StateResult[]): string => {
	const ok = count(states, ({result}) => result !== false);
	const changed = count(states, ({changes, result}) => result === true && Object.keys(changes).length > 0);
	const would = count(states, ({result}) => result === null);
	const failed = states.find(({result}) => result === false);
	const told = [`${ok} of ${states.length} states ok`];
	if (changed > 0) told.push(`${changed} changed`);
	if (would > 0) told.push(`${would} would change`);
	if (failed !== undefined) told.push(`${failed.id}: ${redactText(failed.comment)}`);
	return told.join(', ');
};

/** The line of a text that says most: the last one of a traceback, else the first. */
const telling = (text: string): string => {
	const lines = text
		.split('\n')
		.map(line => line.trim())
		.filter(line => line !== '');
	const line = /Traceback/.test(text) ? lines.at(-1) : lines[0];
	return redactText(line ?? '').slice(0, 300);
};

const summaryOf = (value: unknown, retcode: number | null): string => {
	if (value === trimmed) return 'the return was too big for the bus';
	const states = statesOf(value);
	if (states !== null) return stateSummary(states);
	// A state run that could not begin is told as a list of texts.
	if (Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string')) {
		return telling(value.join('\n'));
	}

	if (typeof value === 'string') {
		const text = telling(value);
		return text === '' && retcode !== null && retcode !== 0 ? `exit ${retcode}` : text;
	}

	if (isFields(value) && value.result === false && typeof value.comment === 'string')
		return telling(value.comment);
	return glance(value, 200);
};

/**
 * What came of a return: by its retcode, then by its `success`. Both are an object with an entry for each function where
 * a job had several. A bare `false` is a success for Salt (salt/minion.py, `_thread_return`).
 */
export const outcomeOf = (told: {
	readonly value: unknown;
	readonly retcode: unknown;
	readonly success: unknown;
}): Outcome => {
	const codes = (isFields(told.retcode) ? Object.values(told.retcode) : [told.retcode]).filter(
		code => typeof code === 'number',
	);
	const verdicts = (isFields(told.success) ? Object.values(told.success) : [told.success]).filter(
		verdict => typeof verdict === 'boolean',
	);
	const retcode = codes.find(code => code !== 0) ?? codes[0] ?? null;
	const known = codes.length > 0 || verdicts.length > 0;
	const ok = known ? codes.every(code => code === 0) && verdicts.every(Boolean) : null;
	return {ok, retcode, summary: summaryOf(told.value, retcode)};
};
