import {isObject, type JsonObject} from '../../../model/json-object.js';
import {asList, asNumber, asObject, asText} from '../../requests/json-values.js';
import {asTexts} from './frames.js';

/** What a master since 3008 says of a batch: a job that some minions get after the others, under one jid. */
export type BatchNews = {
	readonly jid: string;
	readonly fun: string;
	readonly args: readonly unknown[];
	/** What the whole is about; its parts are published to lists of minions. */
	readonly target: string | readonly string[];
	readonly targetType: string;
	readonly user: string | null;
	/** All that it is about; null where only their number is said. */
	readonly minions: readonly string[] | null;
	readonly total: number | null;
	readonly end: 'complete' | 'halted' | null;
	/** Minions that a halted one never came to. */
	readonly abandoned: readonly string[];
};

const ends: readonly unknown[] = ['complete', 'halted'];

/** What every event and every line of `batch.list_active` has. */
const whole = (data: JsonObject): Omit<BatchNews, 'end' | 'abandoned' | 'minions' | 'args'> => ({
	jid: asText(data.jid) ?? '',
	fun: asTexts(data.fun).join(','),
	target: typeof data.tgt === 'string' ? data.tgt : asTexts(data.tgt),
	targetType: asText(data.tgt_type) ?? 'glob',
	user: asText(data.user),
	total: asNumber(data.total_minions) ?? asNumber(data.total),
});

/**
 * Reads `salt/batch/<jid>/<what>`; null for what says nothing of the batch itself. The command line sends its whole state
 * along, the master numbers only (salt/utils/batch_output.py; test/fixtures/salt/found/04-batch-3008.sse).
 */
export const batchNewsOf = (jid: string, what: string, data: JsonObject): BatchNews | null => {
	if (data.fun === undefined) return null;
	const state = asObject(data.state);
	return {
		...whole(data),
		jid,
		args: asList(state.arg),
		minions: Array.isArray(state.all_minions) ? asTexts(state.all_minions) : null,
		end: what === 'complete' || what === 'halted' ? what : null,
		abandoned: ends.includes(what) ? asTexts(data.abandoned_pending ?? state.pending) : [],
	};
};

/** Reads the answer of the runner `batch.list_active`. */
export const activeBatchesOf = (value: unknown): readonly BatchNews[] =>
	asList(value)
		.filter(isObject)
		.map(each => ({...whole(each), args: [], minions: null, end: null, abandoned: []}));
