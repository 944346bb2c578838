import type {Action} from '../../model/action.js';
import type {Resource} from '../../model/resource.js';
import type {Confirm} from '../../model/source-config.js';
import {refuseInPast} from '../refuse-in-past.js';
import {offeredBy} from '../rows/offered.js';
import type {State} from '../state.js';
import {objectWithSources} from '../title-parts.js';
import {type Deed, isAbout, judge} from './guard.js';

const readOnly = 'read-only: rwatch was started with --read-only';

const refuseConnection = (state: State, source: string): string | null => {
	const connection = state.connections.get(source);
	if (connection?.readOnly) return `${source} is read-only in the configuration`;
	if (connection?.status === 'refused')
		return `${source} refused the credentials: ${connection.message ?? 'no reason given'}`;
	return null;
};

const refuseTarget = (state: State, target: Resource): string | null => {
	const row = state.resources.get(target.key);
	const isGone = !row || row.removedAt !== null;
	return isGone ? `${objectWithSources(state, [target])} is gone` : refuseConnection(state, target.source);
};

/**
 * Why nothing can be sent to these resources now, or null. What the server has not answered yet is a reason too: pressing
 * a key twice must not send it twice.
 */
export const refuseTargets = (state: State, targets: readonly Resource[]): string | null => {
	const reason = refuseInPast(state) ?? (state.settings.readOnly ? readOnly : null);
	if (reason !== null) return reason;
	if (targets.length === 0) return 'there is no row to act on';
	for (const target of targets) {
		const reason = refuseTarget(state, target);
		if (reason) return reason;
	}

	for (const target of targets) {
		const action = state.resources.get(target.key)?.action;
		if (action?.phase === 'sending')
			return `${action.title.toLowerCase()} is still being sent to ${objectWithSources(state, [target])}`;
	}

	return null;
};

/** Why something must not be done now, or null: for all that changes anything, whatever way it was asked for. */
export const refuseDeed = (state: State, deed: Deed): string | null => {
	const reason =
		'word' in deed
			? (refuseInPast(state) ?? (state.settings.readOnly ? readOnly : refuseConnection(state, deed.source)))
			: refuseTargets(state, deed.targets);
	return reason ?? judge(state, deed).denied;
};

/** What a menu says of an action that would be refused, or that asks for a name; null if there is nothing to say. */
export const policyNote = (
	state: State,
	targets: readonly Resource[],
	action: Action,
): {readonly text: string; readonly isRefused: boolean} | null => {
	if (state.settings.readOnly || targets.some(({source}) => state.connections.get(source)?.readOnly))
		return {text: 'read-only', isRefused: true};
	const {denied, isNamed} = judge(state, {targets, action});
	if (denied !== null) return {text: denied, isRefused: true};
	return isNamed ? {text: 'asks for the name', isRefused: false} : null;
};

/** Whether a rule of the configuration is about a source. */
export const isGuarded = ({settings}: Pick<State, 'settings'>, source: string): boolean =>
	settings.guard.some(rule => isAbout(rule, source));

/** Which actions ask first on a source, but for the rules of `guard`. */
const confirmOf = ({settings}: State, source: string): Confirm =>
	settings.confirm.bySource.get(source) ?? settings.confirm.usual;

/** Whether an action is marked as dangerous, or goes to more than one row. */
export const isDangerous = (targets: readonly Resource[], action: Action): boolean =>
	targets.length > 1 || targets.some(target => offeredBy(target, action)?.dangerous ?? action.dangerous);

/** What is asked before something is done: nothing, yes or no, or that a name be typed. */
export type Asking = 'nothing' | 'answer' | 'name';

/** What is asked before an action. `filled`: a form with rows and source was filled in, which counts as a question. */
export const askingBefore = (
	state: State,
	targets: readonly Resource[],
	action: Action,
	filled: boolean,
): Asking => {
	if (judge(state, {targets, action}).isNamed) return 'name';
	if (action.asks) return 'answer';
	const asks = action.plugin?.confirm ?? null;
	if (asks !== null) return asks ? 'answer' : 'nothing';
	const levels = new Set(targets.map(({source}) => confirmOf(state, source)));
	if (levels.has('all') && !filled) return 'answer';
	const isAsked = (levels.has('all') || levels.has('dangerous')) && isDangerous(targets, action);
	return isAsked ? 'answer' : 'nothing';
};

/** What is asked before a command, of which the source says that it only looks, or is not dangerous. */
export const askingBeforeCommand = (
	state: State,
	{source, word}: Extract<Deed, {readonly word: string}>,
	{isHarmless, isOrdinary}: {readonly isHarmless: boolean; readonly isOrdinary: boolean},
): Asking => {
	if (judge(state, {source, word}).isNamed) return 'name';
	const confirm = confirmOf(state, source);
	if (confirm === 'none' || isHarmless) return 'nothing';
	return confirm === 'all' || !isOrdinary ? 'answer' : 'nothing';
};
