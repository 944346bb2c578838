import type {Action, Verb} from '../../../model/action.js';
import {mapOf, numberOf, textOf} from '../../requests/json-fields.js';
import type {Rancher1Object} from '../wire/frames.js';
import {Trie} from './trie.js';

// Names of processes that run by themselves, and `update`, which is shown as `edit`
// (cattle AbstractObjectResourceManager.java, addActions).
const internal: ReadonlySet<string> = new Set([
	'create',
	'allocate',
	'deallocate',
	'update',
	'updatehealthy',
	'updateunhealthy',
	'updatereinitializing',
	'error',
	'migrate',
	'restore',
	'provision',
	'bootstrap',
]);

// They answer with the address of a stream for another program: nothing that a terminal could use.
const foreign: ReadonlySet<string> = new Set(['proxy', 'dockersocket', 'console']);

const noDeactivate: ReadonlySet<string> = new Set(['volume', 'port', 'mount']);

// The server writes action names in one word.
const titles: ReadonlyMap<string, string> = new Map([
	['execute', 'Shell'],
	['activateservices', 'Start services'],
	['deactivateservices', 'Stop services'],
	['exportconfig', 'Export configuration'],
	['addoutputs', 'Add outputs'],
	['finishupgrade', 'Finish upgrade'],
	['cancelupgrade', 'Cancel upgrade'],
	['continueupgrade', 'Continue upgrade'],
	['rollback', 'Roll back'],
	['cancelrollback', 'Cancel rollback'],
	['addservicelink', 'Add service link'],
	['removeservicelink', 'Remove service link'],
	['setservicelinks', 'Set service links'],
	['setmembers', 'Set members'],
	['reverttosnapshot', 'Revert to snapshot'],
	['restorefrombackup', 'Restore from backup'],
	['changesecret', 'Change secret'],
	['addloadbalancertarget', 'Add load balancer target'],
	['removeloadbalancertarget', 'Remove load balancer target'],
	['setloadbalancerservicelinks', 'Set load balancer service links'],
	['addloadbalancerservicelink', 'Add load balancer service link'],
	['removeloadbalancerservicelink', 'Remove load balancer service link'],
]);

const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
	['restart', 'restart'],
	['stop', 'stop'],
	['deactivate', 'stop'],
	['deactivateservices', 'stop'],
	['start', 'start'],
	['activate', 'start'],
	['activateservices', 'start'],
	['remove', 'remove'],
	['logs', 'logs'],
	['execute', 'shell'],
	['stats', 'stats'],
	['scale', 'scale'],
	['edit', 'edit'],
]);

// All others with a verb have optional inputs at most; the restart of a service gets its strategy from `act`.
const asking: ReadonlySet<Verb> = new Set<Verb>(['scale']);

// What an inactive host is to Rancher 1 a cordoned node is elsewhere: it takes no new containers.
const hostVerbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
	['deactivate', 'cordon'],
	['activate', 'uncordon'],
]);

const dangerousNames: ReadonlySet<string> = new Set([
	'remove',
	'purge',
	'stop',
	'deactivate',
	'deactivateservices',
	'evacuate',
	'reverttosnapshot',
	'restorefrombackup',
]);

// An upgrade of an environment stops and starts what all of it hangs on; that of a service can be rolled back.
const isDangerous = (name: string, baseType: string): boolean =>
	dangerousNames.has(name) || (name === 'upgrade' && baseType === 'project');

const one = new Map<string, Action>();

const actionOf = (name: string, verb: Verb | null, baseType: string): Action => {
	const dangerous = isDangerous(name, baseType);
	const id = `${name} ${verb} ${dangerous}`;
	let action = one.get(id);
	if (!action) {
		const plain = name.charAt(0).toUpperCase() + name.slice(1);
		const title = (name === 'execute' && verb === null ? undefined : titles.get(name)) ?? plain;
		action = {
			name,
			title,
			verb,
			dangerous,
			...(name === 'purge' && {removes: true}),
			...(verb !== null && !asking.has(verb) && {needsNoInput: true}),
		};
		one.set(id, action);
	}

	return action;
};

// A schema declares them and nothing on the server takes them (error-404-host-delete-action.http,
// error-404-host-upgrade-action.http, error-422-defaultnetworkid.http).
const dead: ReadonlyMap<string, ReadonlySet<string>> = new Map([
	['host', new Set(['delete', 'upgrade'])],
	['project', new Set(['delete', 'defaultNetworkId'])],
]);

const isOffered = (name: string, baseType: string): boolean =>
	!internal.has(name) &&
	!foreign.has(name) &&
	!dead.get(baseType)?.has(name) &&
	!(name === 'deactivate' && noDeactivate.has(baseType));

// A task is executed too, which opens no shell in it.
const verbOf = (name: string, baseType: string): Verb | null => {
	if (name === 'execute' && baseType !== 'instance') return null;
	return (baseType === 'host' ? hostVerbs.get(name) : undefined) ?? verbs.get(name) ?? null;
};

const build = (names: readonly string[], baseType: string): readonly Action[] => {
	const taken = new Set<Verb>();
	return names
		.filter(name => isOffered(name, baseType))
		.map(name => {
			const verb = verbOf(name, baseType);
			if (verb === null || taken.has(verb)) return actionOf(name, null, baseType);
			taken.add(verb);
			return actionOf(name, verb, baseType);
		});
};

/** A scale is a number that may be changed, and means something: a global service has one container on each host. */
const isScalable = (object: Rancher1Object): boolean =>
	numberOf(object, 'scale') !== null &&
	textOf(mapOf(mapOf(object, 'launchConfig'), 'labels'), 'io.rancher.scheduler.global') !== 'true';

// Types and states make some hundred lists; a server that invents names must not fill the memory.
const lists = new Trie<readonly Action[]>(5000);

/**
 * What the server offers for a resource now, without the names of internal processes, and with what it
 * takes though it is in no list: DELETE of a running container (cattle InstanceManager.java), PUT of a
 * service's scale, live figures by a link, the logs of its containers (`gathersLogs`). Equal
 * lists are the same array.
 */
export const actionsOf = (
	object: Rancher1Object,
	baseType: string,
	gathersLogs = false,
): readonly Action[] => {
	const offered = mapOf(object, 'actions');
	let end = lists.step(lists.root, baseType);
	for (const name in offered) end = lists.step(end, name);
	const links = mapOf(object, 'links');
	const measured = links.containerStats !== undefined || links.hostStats !== undefined;
	const isMeasured = measured && (baseType === 'instance' || baseType === 'host' || baseType === 'service');
	const hasScale = baseType === 'service' && 'update' in offered && isScalable(object);
	// `stop` is missing for those who may only read, and for containers of the system.
	const isRemovable = baseType === 'instance' && 'stop' in offered && !('remove' in offered);
	if (hasScale) end = lists.step(end, 'scale');
	if (isMeasured) end = lists.step(end, 'stats');
	if (isRemovable) end = lists.step(end, 'remove');
	if (gathersLogs) end = lists.step(end, 'logs');
	if (end.value === null) {
		const names = Object.keys(offered);
		if (hasScale) names.push('scale');
		if (isMeasured) names.push('stats');
		// That a PUT is taken is all that `update` means.
		if ('update' in offered) names.push('edit');
		if (isRemovable) names.push('remove');
		if (gathersLogs) names.push('logs');
		end.value = build(names, baseType);
	}

	return end.value;
};
