import type {JsonObject} from '../../../model/json-object.js';
import {mapOf, numberOf, textOf, timeOf} from '../../requests/json-fields.js';

/** A container of a pod, with what its status says; an empty status where there is none yet. */
export type Container = {
	readonly name: string;
	readonly image: string | null;
	readonly role: 'main' | 'init' | 'ephemeral';
	/** An init container that goes on running beside the others. */
	readonly isSidecar: boolean;
	/** Its requests and limits. */
	readonly resources: JsonObject;
	readonly status: JsonObject;
};

/** A word of Kubernetes as the server spells states: `CrashLoopBackOff`, `OOMKilled` become `crashLoopBackOff`, `oomKilled`. */
export const stateWord = (reason: string): string =>
	reason.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, first => first.toLowerCase());

/** Kubernetes' own word for a container that waits or has ended, in its own spelling: `CrashLoopBackOff`, `ExitCode:3`. */
export const reasonOf = (status: JsonObject): string | null => {
	const state = mapOf(status, 'state');
	const ended = mapOf(state, 'terminated');
	const reason = textOf(mapOf(state, 'waiting'), 'reason') ?? textOf(ended, 'reason');
	if (reason !== null || state.terminated === undefined) return reason;
	const signal = numberOf(ended, 'signal') ?? 0;
	return signal === 0 ? `ExitCode:${numberOf(ended, 'exitCode') ?? 0}` : `Signal:${signal}`;
};

/** The state of a container: `running`, `crashLoopBackOff`; '' where nothing is known. */
export const wordOf = (status: JsonObject): string => {
	const reason = reasonOf(status);
	if (reason !== null) return stateWord(reason);
	const state = mapOf(status, 'state');
	return state.running !== undefined ? 'running' : state.waiting !== undefined ? 'waiting' : '';
};

/** True for a container that has ended well. */
export const isDone = (status: JsonObject): boolean =>
	mapOf(mapOf(status, 'state'), 'terminated').exitCode === 0;

/** True for a container that has ended with a failure. */
export const hasFailed = (status: JsonObject): boolean =>
	(numberOf(mapOf(mapOf(status, 'state'), 'terminated'), 'exitCode') ?? 0) !== 0;

/** What a container left behind: its last words or the reason, and its exit code. */
const endOf = (ended: JsonObject): string | null => {
	const code = numberOf(ended, 'exitCode');
	if (code === null) return null;
	const reason = textOf(ended, 'reason');
	const isPlain = reason === null || reason === 'Error' || reason === 'Completed';
	const words = textOf(ended, 'message')?.trim() || (isPlain ? '' : reason);
	return words === '' ? `exit code ${code}` : `${words} (exit code ${code})`;
};

/** Why a container does not run: how it ended, then what it waits for; null if unknown. */
export const causeOf = (status: JsonObject): string | null => {
	const state = mapOf(status, 'state');
	const ended = endOf(mapOf(state, 'terminated'));
	if (ended !== null) return ended;
	const waiting = textOf(mapOf(state, 'waiting'), 'message');
	const before = waiting === null ? null : endOf(mapOf(mapOf(status, 'lastState'), 'terminated'));
	return before === null ? waiting : `${before}; ${waiting}`;
};

/** Epoch milliseconds since when a container runs, has ended, or waits to be started again. */
export const containerSince = (status: JsonObject): number | null => {
	const state = mapOf(status, 'state');
	return (
		timeOf(mapOf(state, 'running'), 'startedAt') ??
		timeOf(mapOf(state, 'terminated'), 'finishedAt') ??
		timeOf(mapOf(mapOf(status, 'lastState'), 'terminated'), 'finishedAt')
	);
};
