import type {Action} from '../../../model/action.js';
import {isObject} from '../../../model/json-object.js';
import {asTexts} from './frames.js';

/** Where a function runs: on minions, or on the master as a runner or a wheel function. */
type CallSide = '' | '@runner' | '@wheel';

const fits = (pattern: string, fun: string): boolean => {
	try {
		return new RegExp(`^(?:${pattern})$`).test(fun);
	} catch {
		// Python's expressions can hold what ours do not know: rather offer too much.
		return true;
	}
};

/**
 * Whether `perms` of a login let its user call a function. Entries are patterns for functions of minions, `@runner` and
 * `@wheel`, or objects that narrow these, or name minions (salt/utils/minions.py, `auth_check`). With nothing said
 * everything may be tried: the master decides anyway.
 */
const permits = (perms: readonly unknown[], side: CallSide, fun: string): boolean =>
	perms.length === 0 ||
	perms.some(perm => {
		if (typeof perm === 'string')
			return perm.startsWith('@') ? perm === side : side === '' && fits(perm, fun);
		if (!isObject(perm)) return false;
		return Object.entries(perm).some(
			([name, functions]) =>
				(side === '' ? !name.startsWith('@') : name === side) &&
				asTexts(functions).some(pattern => fits(pattern, fun)),
		);
	});

/** What an action of ours calls, where its name is not the function itself. */
const calls: Readonly<Record<string, readonly [CallSide, string]>> = {
	accept: ['@wheel', 'key.accept_dict'],
	reject: ['@wheel', 'key.reject_dict'],
	delete: ['@wheel', 'key.delete_dict'],
	'delete-key': ['@wheel', 'key.delete_dict'],
	console: ['', 'cmd.run'],
	kill: ['', 'saltutil.kill_job'],
	terminate: ['', 'saltutil.term_job'],
	signal: ['', 'saltutil.signal_job'],
	'stop-batch': ['@runner', 'batch.stop'],
	'kill-batch': ['@runner', 'batch.stop'],
};

/** Actions that call nothing, or of which the function is not known before they are used. */
const open = new Set([
	'logs',
	'call',
	'rerun',
	'rerun-failed',
	'rerun-missing',
	'salt',
	'runner',
	'wheel',
	'hook',
]);

/**
 * Gives those of a list of actions that the user may use: for equal lists the same list, as long as the rights are the
 * same. `perms` are those of the session that is open now.
 */
export const permittedActions = (
	perms: () => readonly unknown[],
): ((actions: readonly Action[]) => readonly Action[]) => {
	let known = new Map<readonly Action[], readonly Action[]>();
	let knownFor = perms();
	return actions => {
		const now = perms();
		if (now !== knownFor) known = new Map();
		knownFor = now;
		const before = known.get(actions);
		if (before !== undefined) return before;
		const allowed = actions.filter(({name}) => {
			const [side, fun] = calls[name] ?? ['', name];
			return open.has(name) || permits(now, side, fun);
		});
		const permitted = allowed.length === actions.length ? actions : allowed;
		known.set(actions, permitted);
		return permitted;
	};
};
