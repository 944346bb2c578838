import {UsageError} from '../../../model/errors.js';
import {isObject} from '../../../model/json-object.js';
import {asList, asObject, asText} from '../../requests/json-values.js';
import {hasArguments, type Job, leftOver, missingFrom} from '../jobs/job.js';
import type {Low} from '../wire/low.js';
import {parseArguments} from './words.js';

/** What the person typed, by field. */
export type Input = Readonly<Record<string, unknown>>;

const wordOf = (input: Input, name: string): string => {
	const value = input[name];
	return typeof value === 'string'
		? value.trim()
		: value === null || value === undefined
			? ''
			: String(value);
};

const required = (input: Input, name: string, what: string): string => {
	const word = wordOf(input, name);
	if (word === '') throw new UsageError(`${what} is missing`);
	return word;
};

/** Positional arguments and keywords, omitted where there are none. */
const withArguments = (
	arg: readonly unknown[],
	kwarg: Readonly<Record<string, unknown>>,
): {readonly arg?: readonly unknown[]; readonly kwarg?: Readonly<Record<string, unknown>>} => ({
	...(arg.length > 0 && {arg}),
	...(Object.keys(kwarg).length > 0 && {kwarg}),
});

/** `state_events` makes the minions report every state as it is done, whatever their configuration says. */
const stateKeywords = (input: Input): Record<string, unknown> => ({
	state_events: true,
	...(input.test === true && {test: true}),
	...(input.queue === true && {queue: true}),
	...(isObject(input.pillar) && {pillar: input.pillar}),
});

const callOf = (name: string, input: Input): Pick<Low, 'fun'> & Partial<Low> => {
	switch (name) {
		case 'state.apply': {
			const mods = wordOf(input, 'mods');
			return {fun: name, ...withArguments(mods === '' ? [] : [mods], stateKeywords(input))};
		}

		case 'state.highstate':
			return {fun: name, kwarg: stateKeywords(input)};
		case 'cmd.run':
			return {fun: name, arg: [required(input, 'cmd', 'The command')]};
		case 'service.restart':
			return {fun: name, arg: [required(input, 'service', 'The service')]};
		case 'system.reboot': {
			const minutes = wordOf(input, 'at_time');
			return {fun: name, ...(minutes !== '' && {kwarg: {at_time: Number(minutes)}})};
		}

		case 'call': {
			const {arg, kwarg} = parseArguments(wordOf(input, 'arguments'));
			return {fun: required(input, 'function', 'The function'), ...withArguments(arg, kwarg)};
		}

		default:
			return {fun: name};
	}
};

/**
 * The command that an action on minions is. They become one list target, which is exact: a pattern would read `*` and
 * `[` in an id. Throws `UsageError` where a needed input is missing.
 */
export const minionLow = (name: string, input: Input, minions: readonly string[], mark: string): Low => ({
	client: 'local_async',
	tgt: minions,
	tgt_type: 'list',
	...callOf(name, input),
	metadata: {rwatch: mark},
});

/** The command that kills a job, or sends it a signal, where it still runs. A jid must stay a text. */
export const signalLow = (name: string, input: Input, job: Job, mark: string): Low => {
	const functions: Readonly<Record<string, string>> = {
		kill: 'saltutil.kill_job',
		terminate: 'saltutil.term_job',
	};
	const number = Number(wordOf(input, 'signal') || 15);
	return {
		client: 'local_async',
		tgt: missingFrom(job),
		tgt_type: 'list',
		fun: functions[name] ?? 'saltutil.signal_job',
		arg: name === 'signal' ? [job.jid, number] : [job.jid],
		metadata: {rwatch: mark},
	};
};

/** The command that stops a batch before it comes to more minions; where it has begun it is left to finish, or killed. */
export const batchLow = (name: string, {jid}: Job): Low => ({
	client: 'runner',
	fun: 'batch.stop',
	jid,
	...(name === 'kill-batch' && {kill: true}),
});

/** Arguments as in a `new` event, split into positional ones and the keywords of a last object marked `__kwarg__`. */
const apart = (args: readonly unknown[]): {arg: unknown[]; kwarg: Record<string, unknown>} => {
	const isKeywords = (each: unknown): boolean => isObject(each) && each.__kwarg__ === true;
	const arg = args.filter(each => !isKeywords(each));
	const kwarg = Object.assign({}, ...args.filter(isKeywords).map(asObject));
	delete kwarg.__kwarg__;
	return {arg, kwarg};
};

/** The command that runs a job again: as it was, or where it failed or was not answered. Throws `UsageError`. */
export const rerunLow = (name: string, job: Job, mark: string): Low => {
	const metadata = {rwatch: mark};
	if (job.side !== 'minions') {
		if (!hasArguments(job))
			throw new UsageError(`It is not known what job ${job.jid} was called with: type it as a command`);
		const {arg, kwarg: keywords} = apart(job.args);
		const fun = job.fun.replace(/^(?:runner|wheel)\./, '');
		if (job.side === 'wheel') return {client: 'wheel_async', fun, arg, kwarg: keywords};
		return {client: 'runner_async', fun, ...withArguments(arg, keywords)};
	}

	const {failed, missing} = leftOver(job);
	const only = name === 'rerun-failed' ? failed : name === 'rerun-missing' ? missing : null;
	if (only !== null && only.length === 0) throw new UsageError('There is no minion left to run it on');
	const target = only ?? job.target;
	const tgt_type = only !== null || typeof target !== 'string' ? 'list' : job.targetType;
	const fun = job.fun.includes(',') ? job.fun.split(',') : job.fun;
	const call = Array.isArray(fun)
		? {arg: job.args}
		: withArguments(apart(job.args).arg, apart(job.args).kwarg);
	return {client: 'local_async', tgt: target, tgt_type, fun, ...call, metadata};
};

/** The command of the master's own row, which may run every function: of minions, of runners, of wheels. Throws `UsageError`. */
export const masterLow = (name: string, input: Input, mark: string): Low => {
	const fun = required(input, 'function', 'The function');
	const {arg, kwarg} = parseArguments(wordOf(input, 'arguments'));
	// Wheel functions get either both or all by name (salt/client/mixins.py, `low`).
	if (name === 'wheel') return {client: 'wheel_async', fun, arg, kwarg};
	if (name === 'runner') return {client: 'runner_async', fun, ...withArguments(arg, kwarg)};
	return {
		client: 'local_async',
		tgt: required(input, 'target', 'The target'),
		tgt_type: wordOf(input, 'type') || 'glob',
		fun,
		// The log of the job lists each state as it is done.
		...withArguments(arg, reportsStates.has(fun) ? {state_events: true, ...kwarg} : kwarg),
		metadata: {rwatch: mark},
	};
};

const reportsStates: ReadonlySet<string> = new Set(['state.apply', 'state.highstate']);

/** The jid in the reply to an async command; null where no minion matched (`[{}]`). */
export const jidOf = (reply: unknown): string | null => asText(asObject(reply).jid);

/** The minions that a command was sent to. */
export const minionsOf = (reply: unknown): number => asList(asObject(reply).minions).length;
