import {jsonText} from '../../../model/json.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import {redactText} from '../../../secrets/text.js';
import {asList} from '../../requests/json-values.js';
import {outcomeOf} from '../jobs/outcome.js';
import {type StateResult, statesOf, trimmed} from '../jobs/state-results.js';
import type {Returned} from '../wire/job.js';
import {redact} from '../wire/redact.js';

/** One line before it gets its origin and time. `bad` lines are about a failure, `isStep` what came of one state. */
export type TextLine = {readonly text: string; readonly bad: boolean; readonly isStep?: true};

const plain = (text: string, bad = false): TextLine => ({text, bad});

const verdictOf = ({result, changes}: StateResult): string => {
	if (result === false) return 'failed';
	if (result === null) return 'would change';
	return Object.keys(changes).length > 0 ? 'ok changed' : 'ok';
};

const indented = (text: string): readonly string[] =>
	redactText(text)
		.split('\n')
		.filter(line => line.trim() !== '')
		.map(line => `    ${line}`);

/** What a state changed: a diff as it is, anything else as `name: old → new` or JSON. */
const changeLines = (changes: JsonObject): readonly string[] =>
	Object.entries(redact(changes) as JsonObject).flatMap(([name, value]) => {
		if (typeof value === 'string') return indented(name === 'diff' ? value : `${name}: ${value}`);
		if (isObject(value) && 'old' in value && 'new' in value) {
			return indented(`${name}: ${jsonText(value.old)} → ${jsonText(value.new)}`);
		}

		return indented(`${name}: ${jsonText(value)}`);
	});

const summaryLine = (states: readonly StateResult[]): TextLine => {
	const failed = states.filter(({result}) => result === false).length;
	const changed = states.filter(
		({result, changes}) => result !== null && Object.keys(changes).length > 0,
	).length;
	const would = states.filter(({result}) => result === null).length;
	const detail = [changed > 0 ? `changed=${changed}` : '', would > 0 ? `would change=${would}` : ''].filter(
		Boolean,
	);
	const note = detail.length > 0 ? ` (${detail.join(', ')})` : '';
	return plain(`Succeeded: ${states.length - failed}${note} Failed: ${failed}`, failed > 0);
};

/** `3/12 ok changed nginx (web) 29 ms`: one state of a state run. `index` counts from 0. */
const stepLine = (state: StateResult, index: number, total: number | null): TextLine => {
	const took = state.durationMs === null ? '' : ` ${Math.round(state.durationMs)} ms`;
	const sls = state.sls === '' ? '' : ` (${state.sls})`;
	const why = state.result === false ? `: ${redactText(state.comment)}` : '';
	const text = `${index + 1}/${total ?? '?'} ${verdictOf(state)} ${state.id}${sls}${took}${why}`;
	return {...plain(text, state.result === false), isStep: true};
};

/** One state of a state run with its comment and what it changed. `index` counts from 0. */
export const stateLines = (state: StateResult, index: number, total: number | null): readonly TextLine[] => {
	const comment = state.comment === '' || state.result === false ? [] : indented(state.comment);
	const more = [...comment, ...changeLines(state.changes)];
	return [stepLine(state, index, total), ...more.map(text => plain(text))];
};

/** The lines of a value that is not a state run: texts as they are, anything else as JSON over several lines. */
const valueLines = (value: unknown, bad: boolean): readonly TextLine[] => {
	if (value === null || value === undefined || value === '') return [];
	const isTexts = Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string');
	const text = isTexts
		? asList(value).join('\n')
		: typeof value === 'string'
			? value
			: (jsonText(redact(value), '  ') ?? 'null');
	return redactText(text)
		.replace(/\n$/, '')
		.split('\n')
		.map(line => plain(line, bad));
};

/**
 * A return as the lines of a log, secrets blanked: of a state run those states, in the order in which they ran, that were
 * not written when they were done (`reported` has the run numbers of those that were), then the sum.
 */
export const returnLines = (returned: Returned, reported: ReadonlySet<number>): readonly TextLine[] => {
	const {ok, retcode} = outcomeOf(returned);
	const states = statesOf(returned.value);
	if (states !== null) {
		const left = states.flatMap((state, index) =>
			reported.has(state.order) ? [] : stateLines(state, index, states.length),
		);
		return [...left, summaryLine(states)];
	}

	if (returned.value === trimmed)
		return [plain('the return was too big for the bus, and is not in the job cache', true)];
	const lines = valueLines(returned.value, ok === false);
	if (ok === false)
		return [...lines, plain(retcode === null ? 'failed' : `failed with code ${retcode}`, true)];
	return lines.length > 0 ? lines : [plain('done')];
};
