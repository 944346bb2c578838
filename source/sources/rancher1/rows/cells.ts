import type {JsonObject} from '../../../model/json-object.js';
import type {Cell, ResourceKey} from '../../../model/resource.js';
import {listOf, mapOf, mapsOf, numberOf, textOf, textsOf} from '../../requests/json-fields.js';
import type {Rancher1Object} from '../wire/frames.js';
import type {Relations, Scope} from './scope.js';
import {type ShownFields, shownCells} from './shown-fields.js';

type Cells = Readonly<Record<string, Cell>>;

const none: Cells = {};

const percent = (part: number, whole: number): number | null =>
	whole > 0 ? Math.round((part / whole) * 100) : null;

/** How busy all cores of a host are together. */
const cpuOf = (info: JsonObject): number | null => {
	const cores = listOf(mapOf(info, 'cpuInfo'), 'cpuCoresPercentages').filter(
		core => typeof core === 'number',
	);
	return percent(
		cores.reduce((sum, core) => sum + core, 0),
		cores.length * 100,
	);
};

/** Memory in use; old kernels do not report what is available. All in MiB (agent hostinfo/memory.go). */
const memoryOf = (info: JsonObject): number | null => {
	const memory = mapOf(info, 'memoryInfo');
	const total = numberOf(memory, 'memTotal');
	const sum = (names: readonly string[]) =>
		names.reduce((left, name) => left + (numberOf(memory, name) ?? 0), 0);
	const free = numberOf(memory, 'memAvailable') ?? sum(['memFree', 'buffers', 'cached']);
	return total === null ? null : percent(total - free, total);
};

/** `17.03.2-ce` out of `Docker version 17.03.2-ce, build f5ec1e2`. */
const versionOf = (text: string | null): string | null => text && (/\d[\w.-]*/.exec(text)?.[0] ?? text);

const hostCells = (object: Rancher1Object, project: ResourceKey | null): Cells => {
	const info = mapOf(object, 'info');
	const system = mapOf(info, 'osInfo');
	return {
		PROJECT: project,
		IP: textOf(object, 'agentIpAddress') ?? addressOf(object),
		CONTAINERS: Array.isArray(object.instanceIds) ? object.instanceIds.length : null,
		'CPU%': cpuOf(info),
		'MEM%': memoryOf(info),
		DOCKER: versionOf(textOf(system, 'dockerVersion')),
		OS: textOf(system, 'operatingSystem'),
	};
};

/** On old servers addresses are linked resources, which are embedded on request. */
const addressOf = (object: Rancher1Object): string | null => {
	const [first] = mapsOf(object, 'ipAddresses');
	return first ? textOf(first, 'address') : null;
};

const dockerPrefix = 'docker:';
// There are few images and many containers.
const maxImages = 5000;
const images = new Map<string, string>();

const imageOf = (object: JsonObject): string | null => {
	const image = textOf(object, 'imageUuid');
	if (image === null) return null;
	let known = images.get(image);
	if (known === undefined) {
		known = image.startsWith(dockerPrefix) ? image.slice(dockerPrefix.length) : image;
		if (images.size >= maxImages) images.clear();
		images.set(image, known);
	}

	return known;
};

const joined = (texts: readonly string[]): string | null =>
	texts.length < 2 ? (texts[0] ?? null) : [...new Set(texts)].join(' ');

const instanceCells = (object: Rancher1Object, relations: Relations, project: ResourceKey | null): Cells => ({
	PROJECT: project,
	HOST: relations.host,
	IP: textOf(object, 'primaryIpAddress'),
	IMAGE: imageOf(object),
	PORTS: joined(textsOf(object, 'ports')),
	SERVICE: relations.services[0] ?? null,
});

/** `2/3`: containers there are, containers there should be. */
const scaleOf = (object: Rancher1Object): string | null => {
	const wanted = numberOf(object, 'scale');
	const current = numberOf(object, 'currentScale');
	if (wanted === null) return current === null ? null : String(current);
	return current === null ? String(wanted) : `${current}/${wanted}`;
};

const endpointsOf = (object: Rancher1Object): string | null =>
	joined(
		mapsOf(object, 'publicEndpoints').flatMap(endpoint => {
			const address = textOf(endpoint, 'ipAddress');
			const port = numberOf(endpoint, 'port');
			return address === null ? [] : port === null ? address : `${address}:${port}`;
		}),
	);

const serviceCells = (object: Rancher1Object, relations: Relations, project: ResourceKey | null): Cells => ({
	PROJECT: project,
	SCALE: scaleOf(object),
	IMAGE: imageOf(mapOf(object, 'launchConfig')),
	ENDPOINTS:
		endpointsOf(object) ?? joined(textsOf(object, 'externalIpAddresses')) ?? textOf(object, 'hostname'),
	STACK: relations.stack,
	TYPE: object.type,
});

const stackCells = (object: Rancher1Object, project: ResourceKey | null): Cells => ({
	PROJECT: project,
	SERVICES: Array.isArray(object.serviceIds) ? object.serviceIds.length : null,
	CATALOG: textOf(object, 'externalId')?.replace(/^catalog:\/\//, '') ?? null,
});

const volumeCells = (object: Rancher1Object, relations: Relations, project: ResourceKey | null): Cells => ({
	PROJECT: project,
	DRIVER: textOf(object, 'driver'),
	HOST: relations.host,
	'SIZE MB': numberOf(object, 'sizeMb'),
});

/** /v1 has a flag for each instead of one word. */
const orchestrationOf = (object: Rancher1Object): string =>
	textOf(object, 'orchestration') ??
	['kubernetes', 'swarm', 'mesos'].find(name => object[name] === true) ??
	'cattle';

const projectCells = (object: Rancher1Object): Cells => ({
	ORCHESTRATION: orchestrationOf(object),
	VERSION: textOf(object, 'version'),
});

/** A kind's own columns, by their titles; `fields` are those to show of a type that rwatch does not know. */
export const cellsOf = (
	object: Rancher1Object,
	baseType: string,
	relations: Relations,
	{project, prefix}: Scope,
	fields: ShownFields | undefined,
): Cells => {
	switch (baseType) {
		case 'host':
			return hostCells(object, project);
		case 'stack':
			return stackCells(object, project);
		case 'service':
			return serviceCells(object, relations, project);
		case 'instance':
			return instanceCells(object, relations, project);
		case 'volume':
			return volumeCells(object, relations, project);
		case 'project':
			return projectCells(object);
		default:
			return fields ? {PROJECT: project, ...shownCells(object, fields, prefix)} : none;
	}
};
