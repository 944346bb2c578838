import {textOf} from '../../requests/json-fields.js';
import type {Rancher1Object} from './frames.js';

const bases: ReadonlyMap<string, string> = new Map(
	Object.entries({
		instance: 'container virtualMachine',
		service: `loadBalancerService dnsService externalService kubernetesService composeService networkDriverService
			storageDriverService scalingGroup selectorService`,
		// In /v1 a stack is an environment.
		stack: 'kubernetesStack composeProject environment',
		storagePool: 'registry',
		credential: 'apiKey registryCredential registrationToken',
	}).flatMap(([base, types]) => types.split(/\s+/).map(type => [type, base] as const)),
);

/** The base type of a type that is one of several of a sort, by its name alone: `service` of `dnsService`. */
export const baseOfType = (type: string): string => bases.get(type) ?? type;

/**
 * The base type that keys the store, because ids of different types collide (cattle TypeIdFormatter.java).
 * Old servers omit `baseType`, /v1 calls a stack an environment, and that of a virtual machine is `container`
 * (list-virtualmachines.http).
 */
export const baseTypeOf = (object: Rancher1Object): string => {
	const base = baseOfType(object.type);
	if (base !== object.type) return base;
	// Of a project it is that of an account.
	return base === 'project' ? base : (textOf(object, 'baseType') ?? base);
};

/** The kind of a resource: all services are one kind, all stacks are one; any other type is a kind of its own. */
export const kindNameOf = (type: string, baseType: string): string => {
	switch (baseType) {
		case 'service':
		case 'stack':
			return baseType;
		default:
			return type === 'virtualMachine' ? 'virtualmachine' : type;
	}
};

/** The base type of an object, and every kind that lists it: a load balancer is in `services` and `loadBalancerServices`, a container in `containers` and `instances`. Its own kind comes first. */
export type Types = {readonly baseType: string; readonly kinds: readonly [string, ...string[]]};

// More than any server has; it is the server's word.
const maxTypes = 1000;
const knownTypes = new Map<string, Map<string, Types>>();

/** Looked up with every event: equal types give the same object. */
export const typesOf = (object: Rancher1Object): Types => {
	const baseType = baseTypeOf(object);
	const byBase = knownTypes.get(object.type) ?? new Map<string, Types>();
	const known = byBase.get(baseType);
	if (known) return known;
	const own = kindNameOf(object.type, baseType);
	const others = [...new Set([object.type, baseType])].filter(kind => kind !== own);
	const types: Types = {baseType, kinds: [own, ...others]};
	if (knownTypes.size >= maxTypes || byBase.size >= maxTypes) knownTypes.clear();
	else knownTypes.set(object.type, byBase.set(baseType, types));
	return types;
};

const hiddenTypes: ReadonlySet<string> = new Set([
	'schema',
	'apiVersion',
	'subscribe',
	'publish',
	'error',
	'collection',
	'typeDocumentation',
	// The stacks of /v1.
	'environment',
	// Those that are followed from the start, under names of ours.
	'host',
	'stack',
	'service',
	'container',
	'volume',
	'virtualMachine',
	'project',
]);

/** True for types that are kinds already, or are not resources at all. */
export const isHiddenType = (type: string): boolean => hiddenTypes.has(type);

/** Types of whose changes the server reports none (cattle ResourceChangeEventProcessor.java) and keeps very many: the newest will do. */
export const isRecord = (kindName: string): boolean =>
	kindName === 'auditLog' || kindName === 'processInstance' || kindName === 'processExecution';

const serverTypes: ReadonlySet<string> = new Set([
	'setting',
	'identity',
	'machineDriver',
	'account',
	'password',
]);

/** Types that every project lists too, with the same rows in each or fewer. */
export const isOfServer = (kindName: string): boolean => serverTypes.has(kindName);
