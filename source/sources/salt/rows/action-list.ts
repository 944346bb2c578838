import type {Action, Verb} from '../../../model/action.js';
import {UsageError} from '../../../model/errors.js';
import type {Job, JobState} from '../jobs/job.js';
import type {KeyState} from '../wire/key-state.js';

// The key of this one opens its form (act/form.ts).
const needing: ReadonlySet<string> = new Set(['service.restart']);

const action = (name: string, title: string, verb: Verb | null = null, dangerous = false): Action => ({
	name,
	title,
	verb,
	dangerous,
	...(verb !== null && !needing.has(name) && {needsNoInput: true}),
});

/** What rows without actions have. */
export const noActions: readonly Action[] = [];

// A row's log: the returns and progress of a job, the events of a minion, the bus of the master.
const follow = action('logs', 'Follow', 'logs');
const onlyFollow: readonly Action[] = [follow];

/** The actions of a list that change nothing. */
export const looksOf = (actions: readonly Action[]): readonly Action[] =>
	actions.includes(follow) ? onlyFollow : noActions;

/** What can be asked of a minion. Names are Salt's own functions where an action is one. */
export const minionActions: readonly Action[] = [
	action('test.ping', 'Ping'),
	action('state.apply', 'Apply states', 'start'),
	action('state.highstate', 'Highstate'),
	action('saltutil.refresh_pillar', 'Refresh pillar'),
	action('saltutil.refresh_grains', 'Refresh grains'),
	action('saltutil.sync_all', 'Sync modules'),
	action('cmd.run', 'Run a command'),
	action('service.restart', 'Restart a service', 'restart'),
	action('call', 'Call any function'),
	action('pillar.items', 'Show pillar'),
	action('minion.restart', 'Restart the minion'),
	action('system.reboot', 'Reboot', null, true),
	action('delete-key', 'Delete key', 'remove', true),
	action('stats', 'Stats', 'stats'),
	{...action('console', 'Commands, one at a time', 'shell'), lines: {action: 'cmd.run', input: 'cmd'}},
	follow,
];

const accept = action('accept', 'Accept', 'start');
const reject = action('reject', 'Reject', 'stop', true);
const remove = action('delete', 'Delete', 'remove', true);

const keyActions: Readonly<Record<KeyState, readonly Action[]>> = {
	accepted: [reject, remove],
	pending: [accept, reject, remove],
	rejected: [accept, remove],
	denied: [accept, reject, remove],
	deleted: noActions,
};

/** What can be done with a key in a state. */
export const actionsOfKey = (state: KeyState): readonly Action[] => keyActions[state];

const terminate = action('terminate', 'Terminate', 'stop', true);
const kill = action('kill', 'Kill', null, true);
const signal = action('signal', 'Send a signal', null, true);
const rerun = action('rerun', 'Run again', 'restart', true);
const rerunFailed = action('rerun-failed', 'Run again where it failed', null, true);
const rerunMissing = action('rerun-missing', 'Run again where nothing returned', null, true);

const stopBatch = action('stop-batch', 'Stop the batch', 'stop', true);
const killBatch = action('kill-batch', 'Stop the batch and kill what runs', null, true);

/** What can be done with jobs, in any state. */
export const jobActions: readonly Action[] = [
	terminate,
	kill,
	signal,
	rerun,
	rerunFailed,
	rerunMissing,
	stopBatch,
	killBatch,
];

const runningBatch: readonly Action[] = [follow, stopBatch, killBatch, rerun];
const running: readonly Action[] = [follow, terminate, kill, signal, rerun];
const over: readonly Action[] = [follow, rerun];
const partlyFailed: readonly Action[] = [follow, rerun, rerunFailed];
const partlyMissing: readonly Action[] = [follow, rerun, rerunMissing];
const both: readonly Action[] = [follow, rerun, rerunFailed, rerunMissing];

/** What can be done with a job: the master's own cannot be killed through the API. */
export const actionsOfJob = (job: Job, state: JobState): readonly Action[] => {
	if (job.fun === '') return onlyFollow;
	if (job.side !== 'minions') return state === 'running' ? onlyFollow : over;
	if (state === 'running') return job.batch?.isOver === false ? runningBatch : running;
	const missing = job.silent.size + job.killed.size + job.skipped.size > 0;
	if (job.failures.size > 0) return missing ? both : partlyFailed;
	return missing ? partlyMissing : over;
};

/** What can be asked of the master itself. */
export const masterActions: readonly Action[] = [
	action('salt', 'Call a function on minions', null, true),
	action('runner', 'Call a runner', null, true),
	action('wheel', 'Call a wheel function', null, true),
	action('hook', 'Fire a webhook event', null, true),
	follow,
];

/** One of them by its name. Throws `UsageError` for another name. */
export const masterAction = (name: string): Action => {
	const found = masterActions.find(each => each.name === name);
	if (found === undefined) throw new UsageError(`${name}: not a command of Salt`);
	return found;
};
