import {isObject} from '../../../model/json-object.js';
import {redactStart, redactText} from '../../../secrets/text.js';
import {asNumber, asObject} from '../../requests/json-values.js';
import {glance} from '../wire/redact.js';
import {isOrchestration, statesOf, type Tally, tallyOf, trimmed} from './state-results.js';

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

/** A runner or wheel function that was not even called, which Salt calls a success (salt/client/mixins.py, `low`). */
const isUncalled = ({value, fun}: Reported): boolean =>
	/^(?:runner|wheel)\./.test(fun ?? '') &&
	typeof value === 'string' &&
	value.startsWith('\nPassed invalid arguments: ');

/** Those of several functions that failed: `cmd.run: exit 4`; '' where none did, and for one function. */
const failedFunctions = ({value, retcode, success}: Reported): string => {
	const codes = asObject(retcode);
	const verdicts = asObject(success);
	const failures = [...new Set([...Object.keys(codes), ...Object.keys(verdicts)])].flatMap(fun => {
		const code = asNumber(codes[fun]) ?? 0;
		if (code === 0 && verdicts[fun] !== false) return [];
		const returned = asObject(value)[fun];
		const text = typeof returned === 'string' ? mainLine(returned) : '';
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
	if (isFailedRun(reported, tally) || isUncalled(reported)) {
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
