import {isObject, type JsonObject} from '../../../model/json-object.js';
import {asList, asText} from '../../requests/json-values.js';
import {asTexts} from './frames.js';

/** A job as its `new` event or the job cache describes it. */
export type Published = {
	readonly jid: string;
	readonly fun: string;
	readonly args: readonly unknown[];
	/** As written: a pattern, or the ids of a list. */
	readonly target: string | readonly string[];
	readonly targetType: string;
	readonly user: string | null;
	/** The minions that are expected to answer; null where they are not known. */
	readonly minions: readonly string[] | null;
	/** Named in a list, but unknown to the master. */
	readonly missing: readonly string[];
	/** It does not say what it was called with. */
	readonly isBare?: boolean;
};

/** One return of one minion, or of the master itself. */
export type Returned = {
	readonly jid: string;
	readonly minion: string;
	readonly fun: string | null;
	readonly args: readonly unknown[];
	readonly user: string | null;
	/** Name of the minion's own schedule entry that ran it. */
	readonly schedule: string | null;
	readonly value: unknown;
	/** Number, or one per function. */
	readonly retcode: unknown;
	/** Boolean, or one per function. */
	readonly success: unknown;
	/** It does not say what it was called with. */
	readonly isBare?: boolean;
};

/** The name of a function, or of several: `test.ping,cmd.run`. */
export const functionName = (fun: unknown): string => asTexts(fun).join(',');

/**
 * The arguments of a runner, a wheel function or a minion's own schedule (salt/utils/schedule.py), their keywords marked
 * as others are: they come last, unmarked. The jid that `salt-run` gives an orchestration belongs to that one run
 * (salt/runner.py).
 */
export const callArguments = (reported: unknown): readonly unknown[] => {
	const args = asList(reported);
	const last = args.at(-1);
	if (!isObject(last)) return args;
	const {orchestration_jid: _own, ...keywords} = last;
	const rest = args.slice(0, -1);
	return Object.keys(keywords).length === 0 ? rest : [...rest, {...keywords, __kwarg__: true}];
};

/** Reads what a minion's return, an event or a cached one, says. */
export const returnedOf = (jid: string, minion: string, data: JsonObject): Returned => ({
	jid,
	minion,
	fun: functionName(data.fun) || null,
	args: data.schedule ? callArguments(data.fun_args) : asList(data.fun_args ?? data.arg),
	user: asText(data.user),
	schedule: asText(data.schedule),
	value: data.return,
	retcode: data.retcode,
	success: data.success,
});

/** The same of a runner or a wheel function. */
export const callReturnOf = (jid: string, minion: string, data: JsonObject): Returned => ({
	...returnedOf(jid, minion, data),
	args: callArguments(data.fun_args),
	...(!('fun_args' in data) && {isBare: true}),
});

/** Reads a `new` event. */
export const publishedOf = (jid: string, data: JsonObject): Published => {
	const target = data.tgt;
	return {
		jid,
		fun: functionName(data.fun),
		args: asList(data.arg),
		target: typeof target === 'string' ? target : asTexts(target),
		targetType: asText(data.tgt_type) ?? 'glob',
		user: asText(data.user),
		minions: Array.isArray(data.minions) ? asTexts(data.minions) : null,
		missing: asTexts(data.missing),
	};
};
