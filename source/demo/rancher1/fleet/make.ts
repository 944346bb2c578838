import {numberOf, textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import type {ServicePlan} from './blueprint.js';
import {addResource, type Fleet, relist} from './fleet.js';

const gibibyte = 1_073_741_824;

/** The inside of a host, as its agent reports it every two minutes (`agent core/hostinfo`). */
export const hostInfo = ({world: {random}}: Fleet, cores: number): Fields => ({
	cpuInfo: {
		count: cores,
		cpuCoresPercentages: Array.from({length: cores}, () => random.integer(10, 620) / 10),
		loadAvg: [0, 1, 2].map(() => (random.integer(5, 340) / 100).toFixed(2)),
		mhz: 2300,
		modelName: 'Intel(R) Xeon(R) CPU E5-2686 v4 @ 2.30GHz',
	},
	memoryInfo: {
		memTotal: 16_046,
		memFree: random.integer(800, 4000),
		memAvailable: random.integer(4000, 9000),
		buffers: 214,
		cached: 5120,
		swaptotal: 0,
		swapfree: 0,
	},
	diskInfo: {
		fileSystems: {'/dev/sda1': {capacity: 80_506}},
		mountPoints: {'/dev/sda1': {total: 80_506, used: 31_877, free: 48_629, percentage: 39.6}},
		dockerStorageDriver: 'overlay2',
	},
	osInfo: {
		dockerVersion: 'Docker version 17.03.2-ce, build f5ec1e2',
		kernelVersion: '4.4.0-142-generic',
		operatingSystem: 'Ubuntu 16.04.6 LTS',
	},
});

/** A host whose agent is connected. */
export const makeHost = (fleet: Fleet, project: string, hostname: string, number: number): Entity => {
	const machine = addResource(
		fleet,
		project,
		{type: 'machine', baseType: 'physicalHost'},
		{driver: 'amazonec2', externalId: `i-0${fleet.world.random.hex(16)}`, name: hostname, labels: {}},
	);
	return addResource(
		fleet,
		project,
		{type: 'host'},
		{
			kind: 'docker',
			hostname,
			agentState: 'active',
			agentIpAddress: `10.0.${Math.floor(number / 250)}.${11 + (number % 250)}`,
			driver: 'amazonec2',
			physicalHostId: machine.id,
			info: hostInfo(fleet, 4),
			instanceIds: [],
			labels: {zone: ['a', 'b', 'c'][number % 3] ?? 'a', 'io.rancher.host.docker_version': '17.03'},
			localStorageMb: 80_506,
			memory: 16 * gibibyte,
			milliCpu: 4000,
		},
	);
};

/** A stack without services. */
export const makeStack = (fleet: Fleet, project: string, name: string, system: boolean): Entity =>
	addResource(
		fleet,
		project,
		{type: 'stack'},
		{
			name,
			system,
			externalId: system ? `catalog://library:infra*${name}:24` : null,
			group: null,
			healthState: 'healthy',
			environment: null,
			startOnCreate: true,
			serviceIds: [],
		},
	);

const healthCheck: Fields = {
	type: 'instanceHealthCheck',
	healthyThreshold: 2,
	initializingTimeout: 60_000,
	interval: 2000,
	name: null,
	port: 8080,
	reinitializingTimeout: 60_000,
	requestLine: 'GET "/healthz" "HTTP/1.0"',
	responseTimeout: 2000,
	strategy: 'recreate',
	unhealthyThreshold: 3,
};

const launchConfigOf = (plan: ServicePlan): Fields => ({
	type: 'launchConfig',
	imageUuid: `docker:${plan.image}`,
	kind: 'container',
	healthCheck: plan.checked ? healthCheck : null,
	labels: {
		app: plan.name,
		...(plan.scale > 1 && {'io.rancher.scheduler.affinity:container_label_soft_ne': plan.name}),
	},
	networkMode: 'managed',
	ports: plan.ports.map(port => `${port}/tcp`),
	privileged: false,
	startOnCreate: true,
	tty: plan.tty,
	dataVolumes: plan.volume === null ? [] : [`${plan.name}-data:${plan.volume}`],
	environment: {LOG_LEVEL: 'info', SECRET_TOKEN: 'demo-secret-token'},
});

/** A service without containers. */
export const makeService = (fleet: Fleet, stack: Entity, plan: ServicePlan): Entity => {
	const runs = plan.scale > 0;
	const service = addResource(
		fleet,
		stack.scope,
		{type: plan.type, baseType: 'service'},
		{
			name: plan.name,
			stackId: stack.id,
			system: plan.system,
			scale: plan.scale,
			currentScale: 0,
			createIndex: 0,
			healthState: 'healthy',
			launchConfig: runs ? launchConfigOf(plan) : null,
			instanceIds: [],
			linkedServices: {},
			publicEndpoints: null,
			vip: null,
			...(plan.type === 'loadBalancerService' && {
				lbConfig: {
					type: 'lbConfig',
					portRules: [{type: 'portRule', sourcePort: 80, targetPort: 8080, path: '/'}],
				},
			}),
			...(plan.type === 'externalService' && {externalIpAddresses: ['203.0.113.17'], hostname: null}),
		},
	);
	relist(fleet, stack, 'serviceIds', service.id, true);
	return service;
};

/** A container of a service, on a host, with its links to both; it is `creating` unless fields say otherwise. */
export const makeContainer = (fleet: Fleet, service: Entity, host: Entity, fields: Fields = {}): Entity => {
	const {world} = fleet;
	const stack = world.get(`stack/${textOf(service.fields.stackId)}`);
	const stackName = textOf(stack.fields.name);
	const serviceName = textOf(service.fields.name);
	const createIndex = numberOf(service.fields.createIndex) + 1;
	const name = `${stackName}-${serviceName}-${createIndex}`;
	const launch = Object.fromEntries(Object.entries(service.fields.launchConfig ?? {}));
	const container = addResource(
		fleet,
		service.scope,
		{type: 'container', baseType: 'instance'},
		{
			name,
			state: 'creating',
			createIndex,
			externalId: null,
			firstRunning: null,
			healthState: null,
			healthCheck: launch.healthCheck ?? null,
			hostId: host.id,
			hostname: name,
			imageUuid: launch.imageUuid ?? 'docker:alpine:3.9',
			// Those of its service come with it (frames.ndjson).
			labels: {
				...Object.fromEntries(Object.entries(launch.labels ?? {})),
				'io.rancher.container.uuid': world.random.uuid(),
				'io.rancher.project.name': stackName,
				'io.rancher.project_service.name': `${stackName}/${serviceName}`,
				'io.rancher.service.launch.config': 'io.rancher.service.primary.launch.config',
				'io.rancher.stack.name': stackName,
				'io.rancher.stack_service.name': `${stackName}/${serviceName}`,
			},
			mounts: [],
			environment: {SERVICE_NAME: serviceName, LOG_LEVEL: 'info'},
			ports: launch.ports ?? [],
			primaryIpAddress: null,
			serviceId: service.id,
			serviceIds: [service.id],
			stackId: stack.id,
			startCount: 0,
			system: service.fields.system ?? false,
			tty: launch.tty ?? false,
			...fields,
		},
	);
	world.change(service.key, {
		createIndex,
		instanceIds: [...textsOf(service.fields.instanceIds), container.id],
	});
	relist(fleet, host, 'instanceIds', container.id, true);
	return container;
};

/** What a container has once it runs. */
export const runningFields = ({world}: Fleet, container: Entity): Fields => {
	const {random, clock} = world;
	return {
		externalId: container.fields.externalId ?? random.hex(64),
		firstRunning: container.fields.firstRunning ?? clock.now(),
		primaryIpAddress:
			container.fields.primaryIpAddress ?? `10.42.${random.integer(1, 250)}.${random.integer(2, 250)}`,
		// Each start counts twice.
		startCount: numberOf(container.fields.startCount) + 2,
	};
};
