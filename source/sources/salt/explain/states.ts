import type {Finding, RowName} from '../../../model/explanation.js';
import {wordList} from '../../../model/word-list.js';
import {cause, consequence} from '../../explain/finding.js';
import type {StateResult} from '../jobs/state-results.js';
import type {FailedReturn} from './returns.js';

/** Names the row of a minion, or of the master where the job ran there. */
type NameRow = (minion: string) => RowName | null;

// What a state says that was not run because another one failed (salt/state.py, `call_chunk`).
const skipped = /^One or more requisite failed: (.+)$/s;

const nameOf = ({id, sls}: StateResult): string => (sls === '' ? id : `${sls}.${id}`);

/** What is the same on several minions: one finding, with their names. */
type Same = {
	readonly make: typeof cause;
	readonly text: string;
	readonly on: string[];
	readonly quotes: readonly string[];
};

const maxNames = 3;

const onText = (minions: readonly string[]): string => {
	const shown = minions.slice(0, maxNames);
	const rest = minions.length - shown.length;
	return wordList(rest > 0 ? [...shown, `${rest} more`] : shown, 'and');
};

const maxFindings = 12;

// Of several states that wait for the same one, one finding names all.
const skippedText = (states: readonly StateResult[], requisite: string): string => {
	const verb = states.length === 1 ? 'state' : 'states';
	const was = states.length === 1 ? 'was' : 'were';
	const requires = states.length === 1 ? 'it requires' : 'they require';
	const names = states.slice(0, 5).map(nameOf);
	const rest = states.length - names.length;
	const named = wordList(rest > 0 ? [...names, `${rest} more`] : names, 'and');
	return `${verb} ${named} ${was} not run on #: ${requires} ${requisite}`;
};

/** The states of one return: those that failed by themselves, in their order, then those that were not run for it. */
const ofReturn = ({states}: FailedReturn): ReadonlyArray<Omit<Same, 'on'>> => {
	const waiting = new Map<string, StateResult[]>();
	const roots: Omit<Same, 'on'>[] = [];
	for (const state of states) {
		const requisite = skipped.exec(state.comment)?.[1];
		if (requisite === undefined)
			roots.push({make: cause, text: `state ${nameOf(state)} failed on #`, quotes: [state.comment]});
		else waiting.set(requisite, [...(waiting.get(requisite) ?? []), state]);
	}

	const others = [...waiting].map(([requisite, all]) => ({
		make: consequence,
		text: skippedText(all, requisite),
		quotes: [],
	}));
	return [...roots, ...others];
};

const withoutStates = (failed: FailedReturn, fun: string): Omit<Same, 'on'> => {
	const code = failed.retcode === null || failed.retcode === 0 ? '' : ` with exit code ${failed.retcode}`;
	return {make: cause, text: `${fun} failed on #${code}`, quotes: [failed.summary]};
};

/**
 * Why a job failed, root cause first: what failed in the same way on several minions is one finding. `fun`: what was run,
 * for a return that is not that of states.
 */
export const failureFindings = (
	failed: readonly FailedReturn[],
	fun: string,
	since: number | null,
	nameRow: NameRow,
): readonly Finding[] => {
	const same = new Map<string, Same>();
	for (const one of failed) {
		const found = one.states.length > 0 ? ofReturn(one) : [withoutStates(one, fun)];
		for (const {make, text, quotes} of found) {
			const id = `${text}\n${quotes.join('\n')}`;
			const known = same.get(id);
			if (known) known.on.push(one.minion);
			else same.set(id, {make, text, quotes, on: [one.minion]});
		}
	}

	return [...same.values()].slice(0, maxFindings).map(({make, text, quotes, on}) => {
		const severity = make === consequence ? 'warning' : 'error';
		const where = text.replace('#', () => onText(on));
		return make(nameRow(on[0] ?? ''), where, {severity, since, quotes});
	});
};
