import type {Action} from '../../model/action.js';
import {countText} from '../../model/count-text.js';
import type {GuardRule} from '../../model/guard-rule.js';
import {fitsPattern} from '../../model/name-pattern.js';
import type {Resource} from '../../model/resource.js';
import {matches, parseFilter} from '../filter/filter.js';
import {offeredBy} from '../rows/offered.js';
import type {Row} from '../rows/row.js';
import type {State} from '../state.js';

/** What somebody wants done: an action on rows, or a command to a source, by its first word. */
export type Deed =
	| {readonly targets: readonly Resource[]; readonly action: Action}
	| {readonly source: string; readonly word: string};

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

/** How many rows of a deed a rule is about; of a command 1 if it may reach a row that the rule is about. */
const reachOf = (rule: GuardRule, state: State, deed: Deed): number => {
	if ('word' in deed) {
		if (!isAbout(rule, deed.source) || !names(rule, deed.word)) return 0;
		if (rule.when === '') return 1;
		const test = rowTestOf(rule, state);
		for (const row of state.resources.rows())
			if (row.resource.source === deed.source && row.removedAt === null && test(row)) return 1;
		return 0;
	}

	const concerned = deed.targets.filter(target => {
		const {name, verb, formOf = null} = offeredBy(target, deed.action) ?? deed.action;
		return isAbout(rule, target.source) && names(rule, name, verb, formOf);
	});
	if (rule.when === '') return concerned.length;
	const test = rowTestOf(rule, state);
	return concerned.filter(({key}) => test(state.resources.get(key))).length;
};

const deniedBy = ({deny, maxRows}: GuardRule, reach: number, deed: Deed): string | null => {
	if (deny !== null) return `guarded: ${deny}`;
	if (maxRows === null || reach <= maxRows) return null;
	const what = 'word' in deed ? deed.word : deed.action.title.toLowerCase();
	return `guarded: ${what} goes to at most ${countText(maxRows, 'row')} at once, not to ${reach}`;
};

/** What all rules that match say of a deed. Cost: its rows; for a command and a rule with a filter all rows. */
export const judge = (state: State, deed: Deed): Verdict => {
	const matching = state.settings.guard.flatMap(rule => {
		const reach = reachOf(rule, state, deed);
		return reach > 0 ? {rule, reach} : [];
	});
	return {
		denied: matching.map(({rule, reach}) => deniedBy(rule, reach, deed)).find(one => one !== null) ?? null,
		isNamed: matching.some(({rule}) => rule.confirmName),
	};
};
