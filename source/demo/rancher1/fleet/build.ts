import {textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import {type ProjectPlan, projectPlans, type ServicePlan} from './blueprint.js';
import {addResource, type Fleet} from './fleet.js';
import {makeContainer, makeHost, makeService, makeStack, runningFields} from './make.js';
import {stockServer} from './server-stock.js';
import {stock} from './stock.js';

const day = 86_400_000;

/** How large a fleet is to be. */
type FleetSize = {
	/** So many containers, or as many as the plan has. */
	readonly containers?: number;
	/** Three projects; in the first one host, stack, service and container, and nothing in the others. */
	readonly small?: boolean;
};

/** Ids of the projects; the first is the one that environment keys are of. */
export const projectIds: readonly string[] = ['1a5', '1a8', '1a15'];

const backdate = (fleet: Fleet, entity: Entity, days: number): void => {
	const created = fleet.world.clock.now() - Math.floor(fleet.world.random.next() * days * day);
	fleet.world.change(entity.key, {created});
};

const volumeFor = (fleet: Fleet, container: Entity, plan: ServicePlan): void => {
	if (plan.volume === null) return;
	const volume = addResource(
		fleet,
		container.scope,
		{type: 'volume'},
		{
			name: `${textOf(container.fields.name)}-data`,
			driver: 'rancher-nfs',
			uri: `nfs://10.0.0.5/exports/${textOf(container.fields.name)}`,
			// A volume names its container only (list-real-volumes.http).
			hostId: null,
			isHostPath: false,
			accessMode: 'multiHostRW',
			sizeMb: 20_480,
		},
	);
	const mount = {
		type: 'mountEntry',
		instanceId: container.id,
		instanceName: container.fields.name ?? null,
		path: plan.volume,
		volumeId: volume.id,
		volumeName: volume.fields.name ?? null,
	};
	fleet.world.change(volume.key, {mounts: [mount]});
	fleet.world.change(container.key, {mounts: [mount]});
	addResource(
		fleet,
		container.scope,
		{type: 'mount'},
		{instanceId: container.id, volumeId: volume.id, path: plan.volume, permissions: 'rw'},
	);
};

const endpointsOf = (
	containers: readonly Entity[],
	plan: ServicePlan,
	hosts: readonly Entity[],
): readonly Fields[] =>
	containers.flatMap(container =>
		plan.ports.map(port => ({
			type: 'publicEndpoint',
			hostId: container.fields.hostId ?? null,
			instanceId: container.id,
			ipAddress: hosts.find(({id}) => id === container.fields.hostId)?.fields.agentIpAddress ?? null,
			port: Number(port.split(':')[0]),
		})),
	);

const populate = (
	fleet: Fleet,
	service: Entity,
	plan: ServicePlan,
	hosts: readonly Entity[],
	count: number,
): void => {
	const {world} = fleet;
	const containers: Entity[] = [];
	for (let index = 0; index < count; index++) {
		const host = hosts[(index + service.id.length + Number(service.id.slice(2))) % hosts.length];
		if (!host) return;
		const container = makeContainer(fleet, service, host, {
			state: 'running',
			healthState: plan.checked ? 'healthy' : null,
		});
		backdate(fleet, container, 20);
		world.change(container.key, {
			...runningFields(fleet, container),
			firstRunning: container.fields.created ?? null,
		});
		volumeFor(fleet, container, plan);
		containers.push(container);
	}

	const publicEndpoints = endpointsOf(containers, plan, hosts);
	world.change(service.key, {
		scale: Math.max(count, 1),
		currentScale: count,
		publicEndpoints: publicEndpoints.length > 0 ? publicEndpoints : null,
	});
};

const buildProject = (
	fleet: Fleet,
	id: string,
	plan: ProjectPlan,
	copies: number,
	left: {count: number},
): void => {
	const {world} = fleet;
	let number = world.list('host').length;
	for (let copy = 1; copy <= copies; copy++) {
		const suffix = copy === 1 ? '' : `-${copy}`;
		const hosts = plan.hosts.map(name => makeHost(fleet, id, name.replace('.', `${suffix}.`), number++));
		for (const host of hosts) backdate(fleet, host, 200);
		for (const stackPlan of plan.stacks) {
			const stack = makeStack(fleet, id, `${stackPlan.name}${suffix}`, stackPlan.system);
			backdate(fleet, stack, 90);
			for (const servicePlan of stackPlan.services) {
				const service = makeService(fleet, stack, servicePlan);
				backdate(fleet, service, 60);
				const count = Math.min(servicePlan.scale, left.count);
				left.count -= count;
				populate(fleet, service, servicePlan, hosts, count);
			}
		}
	}
};

const scaleOf = (plans: readonly ProjectPlan[]): number =>
	plans
		.flatMap(({stacks}) => stacks.flatMap(({services}) => services.map(({scale}) => scale)))
		.reduce((sum, scale) => sum + scale, 0);

const smallest = (plan: ProjectPlan, first: boolean): ProjectPlan => {
	if (!first) return {...plan, hosts: [], stacks: []};
	const shop = plan.stacks.slice(0, 1).map(stack => ({
		...stack,
		services: stack.services.filter(({name}) => name === 'web').map(service => ({...service, scale: 1})),
	}));
	return {...plan, hosts: plan.hosts.slice(0, 1), stacks: shop};
};

/** Fills a world with projects, hosts, stacks, services, containers and what belongs to them. */
export const buildFleet = (fleet: Fleet, {containers, small = false}: FleetSize = {}): void => {
	const plans = small ? projectPlans.map((plan, index) => smallest(plan, index === 0)) : projectPlans;
	const wanted = containers ?? scaleOf(plans);
	const copies = Math.max(1, Math.ceil(wanted / Math.max(1, scaleOf(plans))));
	const left = {count: wanted};
	for (const [index, plan] of plans.entries()) {
		const id = projectIds[index];
		if (id === undefined) continue;
		const project = addResource(
			fleet,
			id,
			{type: 'project', baseType: 'account', id},
			{
				name: plan.name,
				kind: 'project',
				healthState: 'healthy',
				orchestration: 'cattle',
				version: '2',
				members: [{type: 'projectMember', externalId: '1a1', externalIdType: 'rancher_id', role: 'owner'}],
			},
		);
		backdate(fleet, project, 400);
		buildProject(fleet, id, plan, copies, left);
		if (!small) stock(fleet, id);
	}

	if (!small) stockServer(fleet);
};
