import type {JsonObject} from '../../../model/json-object.js';
import {asObject} from '../../requests/json-values.js';
import {cachedJobOf} from '../jobs/job-cache.js';
import {outcomeOf} from '../jobs/outcome.js';
import {type StateResult, statesOf} from '../jobs/state-results.js';

/** What one minion, or the master itself, made of a job that failed there. */
export type FailedReturn = {
	readonly minion: string;
	/** The states that failed, in the order in which they ran; [] where none were run. */
	readonly states: readonly StateResult[];
	/** What there is to say without states: the first line of the error. */
	readonly summary: string;
	readonly retcode: number | null;
};

/** What the job cache holds of a job. */
export type Returns = {
	readonly failed: readonly FailedReturn[];
	/** Those that returned, whatever it was. */
	readonly returned: ReadonlySet<string>;
	/** Those that were expected to. */
	readonly expected: readonly string[];
	/** Named in the target, but unknown to the master. */
	readonly missing: readonly string[];
};

// A state run that could not begin returns a list of texts, which say all there is.
const wholeText = (value: unknown): string | null =>
	Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string')
		? value.join('\n')
		: null;

/** Reads what describing a job answers (`describe.ts`); null where the job cache has nothing of it. */
export const returnsOf = (described: JsonObject | null): Returns | null => {
	if (described === null) return null;
	const cached = cachedJobOf(String(described.jid), asObject(described.cache));
	if (cached === null || cached.results === null) return null;
	const failed = [...cached.results].flatMap(([minion, reported]): readonly FailedReturn[] => {
		const {ok, retcode, summary} = outcomeOf(reported);
		if (ok !== false) return [];
		const states = (statesOf(reported.value) ?? []).filter(({result}) => result === false);
		return [{minion, states, summary: wholeText(reported.value) ?? summary, retcode}];
	});
	const {minions, missing} = cached.job;
	return {failed, returned: new Set(cached.results.keys()), expected: minions ?? [], missing};
};
