import {isObject} from '../../../model/json-object.js';
import {type Fields, listOf, textOf, textsOf} from './frames.js';

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
};

/** The name of a function, or of several: `test.ping,cmd.run`. */
export const functionName = (fun: unknown): string => textsOf(fun).join(',');

/**
 * The arguments of a runner, a wheel function or a minion's own schedule (salt/utils/schedule.py), their keywords marked
 * as others are: they come last, unmarked. The jid that `salt-run` gives an orchestration belongs to that one run
 * (salt/runner.py).
 */
export const callArguments = (reported: unknown): readonly unknown[] => {
	const args = listOf(reported);
	const last = args.at(-1);
	if (!isObject(last)) return args;
	const {orchestration_jid: _own, ...keywords} = last;
	const rest = args.slice(0, -1);
	return Object.keys(keywords).length === 0 ? rest : [...rest, {...keywords, __kwarg__: true}];
};

/** Reads what a minion's return, an event or a cached one, says. */
export const returnedOf = (jid: string, minion: string, data: Fields): Returned => ({
	jid,
	minion,
	fun: functionName(data.fun) || null,
	args: data.schedule ? callArguments(data.fun_args) : listOf(data.fun_args ?? data.arg),
	user: textOf(data.user),
	schedule: textOf(data.schedule),
	value: data.return,
	retcode: data.retcode,
	success: data.success,
});

/** The same of a runner or a wheel function. */
export const callReturnOf = (jid: string, minion: string, data: Fields): Returned => ({
	...returnedOf(jid, minion, data),
	args: callArguments(data.fun_args),
});

/** Reads a `new` event. */
export const publishedOf = (jid: string, data: Fields): Published => {
	const target = data.tgt;
	return {
		jid,
		fun: functionName(data.fun),
		args: listOf(data.arg),
		target: typeof target === 'string' ? target : textsOf(target),
		targetType: textOf(data.tgt_type) ?? 'glob',
		user: textOf(data.user),
		minions: Array.isArray(data.minions) ? textsOf(data.minions) : null,
		missing: textsOf(data.missing),
	};
};
