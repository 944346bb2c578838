import type {MachineFacts, SameHost} from '../../model/machine.js';

/** What may show that two rows are the same machine, the strongest first. */
export const evidence = ['configured', 'machine id', 'name', 'short name', 'address'] as const;

/** One sort of evidence. */
export type Evidence = (typeof evidence)[number];

/** What identifies a machine: normalised values by the sort of evidence that equal ones are. */
export type Traits = Readonly<Record<Evidence, readonly string[]>> & {
	/** By which of its names and addresses it is in the configuration. */
	readonly configuredBy: readonly string[];
	/** Some of its names have a domain. */
	readonly isQualified: boolean;
};

// More than any machine has; some report an address for each container.
const maxNames = 8;
const maxAddresses = 32;

const v4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

// The same on very many machines: loopback, unspecified, link-local, and the usual bridge of Docker.
const shared = /^(?:0\.|127\.|169\.254\.|172\.17\.|::1?$|fe[89ab][\da-f]:)/;

/** An address in its usual form; null for what is not an address. */
const normalAddress = (address: string): string | null => {
	const plain = address
		.trim()
		.toLowerCase()
		.replace(/[/%].*$/, '')
		.replace(/^::ffff:(?=\d+\.)/, '');
	if (v4.test(plain)) return plain;
	if (!plain.includes(':') || !URL.canParse(`http://[${plain}]/`)) return null;
	return new URL(`http://[${plain}]/`).hostname.slice(1, -1);
};

// Hosts without a domain of their own are called so.
const normalName = (name: string): string =>
	name
		.trim()
		.toLowerCase()
		.replace(/\.$/, '')
		.replace(/\.localdomain$/, '');

const normalId = (machineId: string | null): readonly string[] => {
	const id = (machineId ?? '').trim().toLowerCase().replaceAll('-', '');
	return /^[\da-f]{32}$/.test(id) && !/^(.)\1*$/.test(id) ? [id] : [];
};

const shortName = (name: string): string => name.split('.', 1)[0] ?? name;

const unique = (values: readonly string[], max: number): readonly string[] =>
	[...new Set(values)].slice(0, max);

/** Finds the machine of the configuration that has a name or an address. */
export type Configured = ReadonlyMap<string, string>;

/** The machines of the configuration, by each of their names and addresses; a machine is called by its number. */
export const configuredMachines = (sameHosts: readonly SameHost[]): Configured =>
	new Map(
		sameHosts.flatMap((list, index) =>
			list.map(each => [normalAddress(each) ?? normalName(each), String(index)] as const),
		),
	);

/** What identifies a machine of which a server reports this. */
export const traitsOf = ({names, addresses, machineId}: MachineFacts, configured: Configured): Traits => {
	// Some machines are called by their address.
	const known = [...names, ...addresses].map(normalAddress).filter(address => address !== null);
	const called = names
		.filter(name => normalAddress(name) === null)
		.map(normalName)
		.filter(name => name !== '' && shortName(name) !== 'localhost');
	const full = unique(called, maxNames);
	const short = unique(full.map(shortName), maxNames);
	const configuredBy = [...full, ...known].filter(value => configured.has(value));
	return {
		configured: unique(
			configuredBy.flatMap(value => configured.get(value) ?? []),
			maxNames,
		),
		configuredBy,
		'machine id': normalId(machineId),
		name: full,
		'short name': short,
		address: unique(
			known.filter(address => !shared.test(address)),
			maxAddresses,
		),
		isQualified: full.some(name => name.includes('.')),
	};
};
