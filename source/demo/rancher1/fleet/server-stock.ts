import type {Fields} from '../../world/world.js';
import {addResource, type Fleet} from './fleet.js';

const hour = 3_600_000;

const settings: readonly Fields[] = [
	{name: 'api.host', activeValue: 'https://rancher.example.net', inDb: true, source: 'Database'},
	{name: 'access.log', activeValue: '/dev/null', inDb: false, source: 'Code Packaged Defaults'},
	{name: 'api.auth.github.client.secret', activeValue: '9ad1-demo', inDb: true, source: 'Database'},
	{
		name: 'catalog.refresh.interval.seconds',
		activeValue: '300',
		inDb: false,
		source: 'Code Packaged Defaults',
	},
	{name: 'rancher.server.version', activeValue: 'v1.6.30', inDb: false, source: 'Environment Variables'},
];

const tasks = ['project.template.reload', 'purge.resources', 'service.events.purge', 'cleanup.audit.log'];

const pools = ['ProcessEventExecutorService', 'CoreExecutorService', 'NetworkExecutorService'];

/** Scope of what belongs to no project. */
export const serverScope = '';

/** Adds what belongs to the server and not to one of its projects: settings, tasks, agents, processes. */
export const stockServer = (fleet: Fleet): void => {
	const {world} = fleet;
	const add = (type: string, fields: Fields, baseType = type, id?: string) =>
		addResource(
			fleet,
			serverScope,
			{type, baseType, ...(id !== undefined && {id})},
			{state: null, ...fields},
		);
	for (const fields of settings) {
		const {name, activeValue = null} = fields;
		add('activeSetting', {...fields, value: activeValue}, 'setting', String(name));
	}

	for (const name of tasks) add('task', {name});
	// They have a name and no id on the wire.
	for (const name of pools) {
		add(
			'processPool',
			{name, activeTasks: 0, completedTasks: 347, maxPoolSize: 10, minPoolSize: 3, poolSize: 7, queueSize: 0},
			'processPool',
			name,
		);
	}

	for (const host of world.list('host')) {
		add('agent', {state: 'active', kind: 'registeredAgent', uri: `event://${world.random.uuid()}`});
		const ended = world.clock.now() - world.random.integer(1, 20) * hour;
		add('processInstance', {
			processName: 'host.create',
			resourceType: 'host',
			resourceId: host.id,
			phase: 'DONE',
			result: 'SUCCESS',
			exitReason: 'DONE',
			executionCount: 1,
			priority: 0,
			startTime: ended - 2000,
			endTime: ended,
		});
	}
};

/** Adds to a project objects whose type is not that of the collection that lists them. */
export const stockOthers = (fleet: Fleet, project: string): void => {
	const {world} = fleet;
	for (const [user, role] of [
		['admin', 'owner'],
		['grace', 'member'],
	] as const) {
		const externalId = `${user}-${project}`;
		addResource(
			fleet,
			project,
			{type: 'identity', id: `1i!rancher_id:${externalId}`},
			{
				name: user,
				login: user,
				externalId,
				externalIdType: 'rancher_id',
				projectId: project,
				role,
				user: false,
			},
		);
	}

	const [host] = world.list('host', project);
	if (!host) return;
	addResource(
		fleet,
		project,
		{type: 'externalHostEvent', baseType: 'externalEvent'},
		{state: 'created', eventType: 'host.evacuate', hostId: host.id, hostLabel: null, deleteHost: false},
	);
	const [consumer, consumed] = world.list('service', project);
	if (!consumer || !consumed) return;
	addResource(
		fleet,
		project,
		{type: 'serviceConsumeMap'},
		{serviceId: consumer.id, consumedServiceId: consumed.id, ports: null},
	);
};
