import {isObject} from '../../../model/json-object.js';
import type {Returned} from '../wire/job.js';
import type {Job} from './job.js';
import {outcomeOf} from './outcome.js';
import {tallyOf} from './state-results.js';

/** The last highstate that a minion ran, whatever ran after it. */
export type Highstate = {
	readonly jid: string;
	/** When it began, epoch milliseconds, from the jid. */
	readonly at: number | null;
	readonly ok: boolean;
	/** How many states changed something, and how many failed; null where the return does not say. */
	readonly changed: number | null;
	readonly failed: number | null;
	readonly summary: string;
	/** `succeeded (3 changed)`, `failed (1 failed, 2 changed)`. */
	readonly text: string;
};

/** Whether a job applies the whole highstate: a dry run does not, nor does one with names of sls files. */
export const isHighstate = ({fun, args}: Pick<Job, 'fun' | 'args'>): boolean => {
	if (fun !== 'state.highstate' && fun !== 'state.apply') return false;
	// Those of a schedule are not marked as keywords in the job cache.
	const keywords = args.filter(isObject);
	if (keywords.some(({test}) => test === true)) return false;
	if (fun === 'state.highstate') return !args.includes(true);
	return keywords.length === args.length && keywords.every(({mods}) => !mods);
};

const conflict = /^The function "state\.\w+" is running as PID \d+ and was started at /;

/** What a return says of a highstate; null where none was run, or nobody knows how it went. */
export const highstateOf = (
	job: Pick<Job, 'jid' | 'started'>,
	returned: Pick<Returned, 'value' | 'retcode' | 'success' | 'fun'>,
): Highstate | null => {
	const {ok, summary} = outcomeOf(returned);
	if (ok === null || conflict.test(summary)) return null;
	const {changed = null, failed = null} = tallyOf(returned.value) ?? {};
	const text = asText(ok, changed ?? 0, failed ?? 0);
	return {jid: job.jid, at: job.started, ok, changed, failed, summary, text};
};

const asText = (ok: boolean, changed: number, failed: number): string => {
	const counts = [failed > 0 ? `${failed} failed` : [], changed > 0 ? `${changed} changed` : []].flat();
	return `${ok ? 'succeeded' : 'failed'}${counts.length === 0 ? '' : ` (${counts.join(', ')})`}`;
};
