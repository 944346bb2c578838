/** One version of the API, over resources that are kept as the newest one knows them. */
export type Dialect = {
	readonly version: 'v1' | 'v2-beta';
	/** What it calls a type: `stack` is `environment` in v1. */
	readonly typeName: (type: string) => string;
	/** The type as it is kept, from the name or plural in a path. */
	readonly typeFrom: (path: string) => string;
	/** `1st3` is `1e3` in v1. */
	readonly idName: (id: string) => string;
	readonly idFrom: (id: string) => string;
	readonly fieldName: (field: string) => string;
	/** The type has no schema in this version: its changes never arrive. */
	readonly lacks: (type: string) => boolean;
	/** The field does not exist in this version. */
	readonly hides: (type: string, field: string) => boolean;
};

const same = (text: string): string => text;

const newest: Dialect = {
	version: 'v2-beta',
	typeName: same,
	typeFrom: same,
	idName: same,
	idFrom: same,
	fieldName: same,
	lacks: () => false,
	hides: () => false,
};

const hiddenInV1: Readonly<Record<string, readonly string[]>> = {
	container: ['hostId', 'serviceIds', 'mounts', 'healthcheckStates', 'system', 'stackId', 'serviceId'],
	host: ['instanceIds', 'agentIpAddress', 'driver'],
	service: ['instanceIds', 'linkedServices', 'system'],
	loadBalancerService: ['instanceIds', 'linkedServices', 'lbConfig', 'system'],
	dnsService: ['instanceIds', 'linkedServices', 'system'],
	stack: ['serviceIds', 'system', 'group'],
	volume: ['mounts', 'storageDriverId'],
	storagePool: ['hostIds', 'volumeIds'],
	project: ['healthState', 'orchestration', 'version'],
};

const newSinceV1 = new Set(['secret', 'serviceLog', 'networkDriver', 'storageDriver', 'volumeTemplate']);

const names: Readonly<Record<string, string>> = {stack: 'environment', stackUpgrade: 'environmentUpgrade'};

const oldest: Dialect = {
	version: 'v1',
	typeName: type => names[type] ?? type,
	typeFrom: path => path.replace(/^environment(s?)$/, 'stack$1'),
	idName: id => id.replace(/^1st(?=\d)/, '1e'),
	idFrom: id => id.replace(/^1e(?=\d)/, '1st'),
	fieldName: field => (field === 'stackId' ? 'environmentId' : field),
	lacks: type => newSinceV1.has(type),
	hides: (type, field) => hiddenInV1[type]?.includes(field) ?? false,
};

/** The dialect of a version, if it is one (`cattle CompatibilityOutputFilter.java`). */
export const dialectOf = (version: string): Dialect | undefined => {
	if (version === 'v2-beta' || version === 'v2') return newest;
	return version === 'v1' ? oldest : undefined;
};
