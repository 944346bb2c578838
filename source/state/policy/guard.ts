import type {Action} from '../../model/action.js';
import {countText} from '../../model/count-text.js';
import type {GuardRule} from '../../model/guard-rule.js';
import {fitsPattern} from '../../model/name-pattern.js';
import type {Resource} from '../../model/resource.js';
import {matches, parseFilter} from '../filter/filter.js';
import {offeredBy} from '../rows/offered.js';
import type {Row} from '../rows/row.js';
import type {State} from '../state.js';
import {objectWithSources} from '../title-parts.js';

type Act = {readonly targets: readonly Resource[]; readonly action: Action};
type Command = {readonly source: string; readonly word: string};

/** What somebody wants done: an action on rows, or a command to a source, by its first word. */
export type Deed = Act | Command;

/** What the rules say of a deed. */
type Verdict = {
	/** Why it must not be done, or null. */
	readonly denied: string | null;
	/** A name must be typed. */
	readonly isNamed: boolean;
};

/** Whether a rule is about a source. */
export const isAbout = ({source: pattern}: GuardRule, source: string): boolean =>
	pattern === null || fitsPattern(pattern, source);

const names = ({actions}: GuardRule, ...words: ReadonlyArray<string | null>): boolean =>
	actions.length === 0 ||
	actions.some(action => words.some(word => word?.toLowerCase() === action.toLowerCase()));

/** Whether a row passes the filter of a rule; a filter that cannot be read lets none slip out of its rule. */
const rowTestOf = ({when}: GuardRule, state: State): ((row: Row | undefined) => boolean) => {
	const filter = parseFilter(when, state.kinds);
	// The filter must not wake up rows: it is asked once.
	const {get} = state.resources;
	const context = {get, now: state.now, wake: () => undefined};
	return row => when === '' || 'error' in filter || (row !== undefined && matches(filter, row, context));
};

/** Whether a command may reach a row that a rule is about. */
const isReached = (rule: GuardRule, state: State, {source, word}: Command): boolean => {
	if (!isAbout(rule, source) || !names(rule, word)) return false;
	if (rule.when === '') return true;
	const test = rowTestOf(rule, state);
	for (const row of state.resources.rows())
		if (row.resource.source === source && row.removedAt === null && test(row)) return true;
	return false;
};

/** The rows of an action that a rule is about. */
const concernedBy = (rule: GuardRule, state: State, {targets, action}: Act): readonly Resource[] => {
	const concerned = targets.filter(target => {
		const {name, verb, formOf = null} = offeredBy(target, action) ?? action;
		return isAbout(rule, target.source) && names(rule, name, verb, formOf);
	});
	if (rule.when === '') return concerned;
	const test = rowTestOf(rule, state);
	return concerned.filter(({key}) => test(state.resources.get(key)));
};

/** Why a rule refuses an action on these rows of it, or null. Where they are not all, they are named. */
const deniedBy = (
	{deny, maxRows}: GuardRule,
	state: State,
	{targets, action}: Act,
	concerned: readonly Resource[],
): string | null => {
	if (deny !== null) {
		const which = objectWithSources(state, concerned);
		return `guarded: ${deny}${concerned.length < targets.length ? ` (${which})` : ''}`;
	}

	if (maxRows === null || concerned.length <= maxRows) return null;
	const most = countText(maxRows, 'row');
	return `guarded: ${action.title.toLowerCase()} goes to at most ${most} at once, not to ${concerned.length}`;
};

const verdictOf = (rule: GuardRule, state: State, deed: Deed): Verdict | null => {
	const {deny, confirmName: isNamed} = rule;
	if ('word' in deed) {
		if (!isReached(rule, state, deed)) return null;
		return {denied: deny === null ? null : `guarded: ${deny}`, isNamed};
	}

	const concerned = concernedBy(rule, state, deed);
	return concerned.length === 0 ? null : {denied: deniedBy(rule, state, deed, concerned), isNamed};
};

/** What all rules that match say of a deed. Cost: its rows; for a command and a rule with a filter all rows. */
export const judge = (state: State, deed: Deed): Verdict => {
	const verdicts = state.settings.guard.flatMap(rule => verdictOf(rule, state, deed) ?? []);
	return {
		denied: verdicts.find(({denied}) => denied !== null)?.denied ?? null,
		isNamed: verdicts.some(({isNamed}) => isNamed),
	};
};
