import type {Column, Kind} from '../../model/kind.ts';
import {textOf} from '../wire-map.ts';
import type {CattleObject} from './frames.ts';

const text = (title: string): Column => ({title, type: 'text', wide: false});
const figure = (title: string): Column => ({title, type: 'number', wide: false});
const reference = (title: string): Column => ({title, type: 'reference', wide: false});
const wide = (column: Column): Column => ({...column, wide: true});

const kind = (
	name: string,
	aliases: readonly string[],
	children: readonly string[],
	columns: readonly Column[],
	main: boolean,
): Kind => ({
	name,
	plural: `${name}s`,
	aliases,
	columns,
	main,
	...(!main && {early: true}),
	mainStates: null,
	children,
});

/** The kinds that are followed from the start, in the order in which they are listed: names need the stacks early. */
export const firstKinds: readonly Kind[] = [
	kind(
		'host',
		['ho'],
		['container', 'virtualmachine'],
		[
			text('IP'),
			figure('CONTAINERS'),
			figure('CPU%'),
			figure('MEM%'),
			wide(text('DOCKER')),
			wide(text('OS')),
		],
		true,
	),
	kind('stack', ['st'], ['service', 'container'], [figure('SERVICES'), text('CATALOG')], true),
	kind(
		'service',
		['svc'],
		['container', 'virtualmachine'],
		[text('SCALE'), text('IMAGE'), text('ENDPOINTS'), wide(reference('STACK')), wide(text('TYPE'))],
		true,
	),
	kind(
		'container',
		['co'],
		[],
		[reference('HOST'), text('IP'), text('IMAGE'), text('PORTS'), wide(reference('SERVICE'))],
		true,
	),
	kind('volume', ['vol'], ['container'], [text('DRIVER'), reference('HOST'), figure('SIZE MB')], false),
];

/** A kind that is followed from the start where the server has it. */
export const virtualMachineKind: Kind = kind(
	'virtualmachine',
	['vm', 'vms'],
	[],
	[reference('HOST'), text('IP'), text('IMAGE'), text('PORTS'), wide(reference('SERVICE'))],
	false,
);

const projectColumn: Column = {...reference('PROJECT'), shared: true};

/** The first kinds with the column that tells equal names of several projects apart. */
export const withProjectColumn = (kinds: readonly Kind[]): readonly Kind[] =>
	kinds.map(one => (firstKinds.includes(one) ? {...one, columns: [projectColumn, ...one.columns]} : one));

/** Projects have no stream: they are asked for every so often. */
export const projectKind: Kind = kind(
	'project',
	['env', 'environment', 'environments'],
	['stack', 'host', 'volume'],
	[text('ORCHESTRATION'), text('VERSION')],
	false,
);

/**
 * The base type that keys the store, because ids of different types collide (cattle TypeIdFormatter.java).
 * Old servers leave `baseType` away, and /v1 calls a stack an environment.
 */
export const baseTypeOf = (object: CattleObject): string => {
	switch (object.type) {
		case 'container':
		case 'virtualMachine':
			return 'instance';
		case 'project':
			return 'project';
		case 'environment':
			return 'stack';
		case 'host':
		case 'service':
		case 'stack':
		case 'volume':
			return object.type;
		default:
			return textOf(object, 'baseType') ?? (serviceTypes.has(object.type) ? 'service' : object.type);
	}
};

const serviceTypes: ReadonlySet<string> = new Set([
	'loadBalancerService',
	'dnsService',
	'externalService',
	'kubernetesService',
	'composeService',
	'networkDriverService',
	'storageDriverService',
	'scalingGroup',
	'selectorService',
]);

/** The kind of a resource: all services are one kind, any other type is a kind of its own. */
export const kindNameOf = (type: string, baseType: string): string => {
	switch (baseType) {
		case 'service':
		case 'stack':
			return baseType;
		default:
			return type === 'virtualMachine' ? 'virtualmachine' : type;
	}
};

/** True for types whose resources are shown by another kind, or that are no resources at all. */
export const isHiddenType = (type: string): boolean => hiddenTypes.has(type) || serviceTypes.has(type);

const hiddenTypes: ReadonlySet<string> = new Set([
	'schema',
	'apiVersion',
	'subscribe',
	'publish',
	'error',
	'collection',
	'typeDocumentation',
	// The same as `machine`.
	'physicalHost',
	// Supertypes: `instances` lists containers and virtual machines, `environments` of /v1 are stacks.
	'instance',
	'environment',
	'account',
	'credential',
	...firstKinds.map(({name}) => name),
	'virtualMachine',
	'project',
]);

/** Types of which the server tells no change (cattle ResourceChangeEventProcessor.java) and keeps very many: the newest will do. */
export const isRecord = (kindName: string): boolean =>
	kindName === 'auditLog' || kindName === 'processInstance' || kindName === 'processExecution';
