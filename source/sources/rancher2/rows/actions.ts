import type {Action, Verb} from '../../../model/action.js';

const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
	['redeploy', 'restart'],
	['remove', 'remove'],
	['cordon', 'cordon'],
	['uncordon', 'uncordon'],
	['scale', 'scale'],
	['logs', 'logs'],
	['shell', 'shell'],
	['stopDrain', 'stop'],
	['edit', 'edit'],
	['image', 'image'],
	['decode', 'decode'],
	['stats', 'stats'],
	['forward', 'forward'],
]);

const titles: ReadonlyMap<string, string> = new Map([
	['stopDrain', 'Stop drain'],
	['rollback', 'Roll back'],
	['scaledown', 'Scale down'],
	['forward', 'Forward a port'],
	['backupEtcd', 'Back up etcd'],
	['restoreFromEtcdBackup', 'Restore from etcd backup'],
	['runSecurityScan', 'Run security scan'],
	['image', 'Set image'],
	['trigger', 'Trigger now'],
	['forceRemove', 'Remove by force'],
]);

const dangerous: ReadonlySet<string> = new Set([
	'remove',
	'forceRemove',
	'evict',
	'drain',
	'scaledown',
	'restoreFromEtcdBackup',
]);

// Their forms come first, as their present values matter.
const filled: ReadonlySet<string> = new Set(['scale', 'image', 'forward']);

const settings: ReadonlyMap<string, Partial<Action>> = new Map<string, Partial<Action>>([
	['forceRemove', {formOf: 'remove'}],
	['image', {inputsOfRow: true}],
	['rollback', {inputsOfRow: true}],
	['evict', {removes: true}],
	['scaledown', {removes: true}],
	['decode', {asks: true}],
	// Of a node that the management server does not know.
	[
		'drain by rwatch',
		{
			name: 'drain',
			title: 'Drain',
			dangerous: true,
			note: 'rwatch evicts the pods itself: the drain ends with it',
		},
	],
	['forward', {note: 'on 127.0.0.1: others on this machine can reach it too'}],
	// Of a secret.
	['edit secret', {name: 'edit', title: 'Edit', verb: 'edit', asks: true}],
]);

const actions = new Map<string, Action>();
const lists = new Map<string, readonly Action[]>();
// States and rights make some hundred lists; a server that invents names must not fill the memory.
const maxLists = 5000;

const titleOf = (name: string): string => {
	const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
	return titles.get(name) ?? spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

const actionOf = (name: string): Action => {
	let action = actions.get(name);
	if (!action) {
		const verb = verbs.get(name) ?? null;
		action = {
			name,
			title: titleOf(name),
			verb,
			dangerous: dangerous.has(name),
			...(verb !== null && !filled.has(name) && {needsNoInput: true}),
			...settings.get(name),
		};
		if (actions.size < maxLists) actions.set(name, action);
	}

	return action;
};

/** The actions of these names, in their order. Equal lists are the same array. */
export const actionList = (names: readonly string[]): readonly Action[] => {
	const id = names.join();
	let list = lists.get(id);
	if (!list) {
		list = names.map(actionOf);
		if (lists.size >= maxLists) lists.clear();
		lists.set(id, list);
	}

	return list;
};

const none: readonly string[] = [];

const byKind: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries<readonly string[]>({
		pod: ['logs', 'shell', 'stats', 'forward'],
		node: ['stats'],
		deployment: ['logs', 'forward'],
		statefulset: ['logs', 'forward'],
		daemonset: ['logs', 'forward'],
		replicaset: ['logs', 'forward'],
		replicationcontroller: ['logs', 'forward'],
		job: ['logs', 'forward'],
		cronjob: ['logs'],
		service: ['forward'],
	}),
);

/** Names of what can be done with a kind without changing it, by whichever API: its logs, a shell, live figures, a port. */
export const streamActions = (kind: string): readonly string[] => byKind.get(kind) ?? none;
