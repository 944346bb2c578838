import type {Column, Kind} from '../../../model/kind.js';

const text = (title: string): Column => ({title, type: 'text', wide: false});
const figure = (title: string): Column => ({title, type: 'number', wide: false});
const reference = (title: string): Column => ({title, type: 'reference', wide: false});
const wide = (column: Column): Column => ({...column, wide: true});

// What their containers write.
const gathering: ReadonlySet<string> = new Set(['stack', 'service']);

/** Whether the log of a kind is that of the containers that belong to it. */
export const gathersLogs = (kind: string): boolean => gathering.has(kind);

const kind = (
	name: string,
	aliases: readonly string[],
	children: readonly string[],
	columns: readonly Column[],
	main: boolean,
	isEarly = false,
): Kind => ({
	name,
	plural: `${name}s`,
	aliases,
	columns,
	main,
	...(isEarly && {early: true}),
	mainStates: null,
	...(gathering.has(name) && {gathersLogs: true as const}),
	children,
});

/** The kinds that are followed from the start, in the order in which they are listed: names need the stacks early. */
export const firstKinds: readonly Kind[] = [
	{
		...kind(
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
		isMachine: true,
	},
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
	kind('volume', ['vol'], ['container'], [text('DRIVER'), reference('HOST'), figure('SIZE MB')], false, true),
];

/** A kind that is followed as soon as the schemas say that the server has it. */
export const virtualMachineKind: Kind = kind(
	'virtualmachine',
	['vm', 'vms'],
	[],
	[reference('HOST'), text('IP'), text('IMAGE'), text('PORTS'), wide(reference('SERVICE'))],
	false,
);

const projectColumn: Column = {...reference('PROJECT'), shared: true};

/** The same kinds with the column that distinguishes equal names in several projects; kinds of `isOfServer` are in none. */
export const withProjectColumn = (
	kinds: readonly Kind[],
	isOfServer: (kind: string) => boolean,
): readonly Kind[] =>
	kinds.map(one =>
		one.name === projectKind.name || isOfServer(one.name)
			? one
			: {...one, columns: [projectColumn, ...one.columns]},
	);

/** Projects have no stream: they are polled. */
export const projectKind: Kind = {
	...kind(
		'project',
		['env', 'environment', 'environments'],
		['stack', 'host', 'volume'],
		[text('ORCHESTRATION'), text('VERSION')],
		false,
		true,
	),
	limits: 'scope',
};
