import type {GuardRule} from '../model/guard-rule.js';
import {fitsPattern} from '../model/name-pattern.js';
import {distance} from '../model/nearest.js';
import type {Faults} from './faults.js';
import type {ConfigFile} from './file.js';
import type {FilterJudges} from './filter-judges.js';
import type {GuardEntry} from './schema.js';

/** What rules are judged by. */
type Judges = FilterJudges & {
	/** Verbs that many servers' actions have. */
	readonly verbs: readonly string[];
	/** Names that servers have for actions, and those of plugins; only of use to a check. */
	readonly actions: readonly string[];
	/** The file is only checked: sources of the command line have other names. */
	readonly isCheck: boolean;
};

const outcomes = ['deny', 'confirm', 'maxRows'] as const;

// Servers have names of their own for actions: only a slip in a known one can be seen.
const actionDoubt = (action: string, {verbs, actions, isCheck}: Judges): string | null => {
	const typed = action.toLowerCase();
	if ([...verbs, ...actions].some(word => word.toLowerCase() === typed)) return null;
	const near = verbs.find(verb => distance(typed, verb) <= (typed.length < 6 ? 1 : 2));
	if (near !== undefined)
		return `'${action}' is not a usual action (did you mean '${near}'?): it matches a server's own name only`;
	return isCheck ? `no server is known to have an action '${action}': the rule may guard nothing` : null;
};

// A guard that guards nothing is most likely a slip.
const sourceDoubt = (pattern: string | null, names: readonly string[]): string | null =>
	pattern === null || names.length === 0 || names.some(name => fitsPattern(pattern, name))
		? null
		: `no source of this file is called like '${pattern}': ${names.join(', ')}`;

const ruleOf = ({source, action = [], when = '', deny, confirm, maxRows}: GuardEntry): GuardRule => ({
	source: source ?? null,
	actions: typeof action === 'string' ? [action] : action,
	when,
	deny: deny ?? null,
	confirmName: confirm === 'name',
	maxRows: maxRows ?? null,
});

/** The rules of the file about what may be done where; what is wrong with one goes to `faults`, what may be to `warn`. */
export const guardOf = (
	{content, place}: ConfigFile,
	judges: Judges,
	faults: Faults,
	warn: (line: string) => void,
): readonly GuardRule[] => {
	const {judgeFilter, doubtFilter, isCheck} = judges;
	const rules: GuardRule[] = [];
	for (const [index, entry] of (content.guard ?? []).entries()) {
		if (entry === undefined) continue;
		const at = (...steps: readonly string[]) => place('guard', String(index), ...steps);
		const rule = ruleOf(entry);
		rules.push(rule);
		const fault = rule.when === '' ? null : judgeFilter(rule.when);
		if (fault !== null) faults.add(`${at('when')}: ${fault}`);
		else for (const doubt of doubtFilter(rule.when)) warn(`${at('when')}: ${doubt}`);
		if (outcomes.every(name => entry[name] === undefined))
			faults.add(`${at()}: expected deny, confirm or maxRows; the rule says nothing without them`);
		const doubt = isCheck ? sourceDoubt(rule.source, Object.keys(content.sources ?? {})) : null;
		if (doubt !== null) warn(`${at('source')}: ${doubt}`);
		for (const action of rule.actions) {
			const doubt = actionDoubt(action, judges);
			if (doubt !== null) warn(`${at('action')}: ${doubt}`);
		}
	}

	return rules;
};
