import type {Entity, Fields} from '../../world/world.js';
import {addResource, type Fleet, serviceOf} from './fleet.js';
import {stockOthers} from './server-stock.js';

const day = 86_400_000;

type Shelf = readonly {
	readonly type: string;
	readonly baseType?: string;
	readonly items: readonly Fields[];
}[];

const certificate = (name: string, ends: string): Fields => ({
	name,
	CN: name,
	cert: '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkq\n-----END CERTIFICATE-----',
	certFingerprint: '9F:2C:4E:11:0A:77:5B:C8:90:42:DD:13:6A:EE:21:08:4C:5F:B3:71',
	algorithm: 'SHA256withRSA',
	issuer: "CN=Let's Encrypt Authority X3",
	issuedAt: 'Mon Feb 04 08:12:44 UTC 2019',
	expiresAt: ends,
	keySize: 2048,
	subjectAlternativeNames: [name, `www.${name}`],
	version: '3',
});

// A little of every type that can be listed beside those that people work with.
const goods: Shelf = [
	{
		type: 'certificate',
		items: [
			certificate('shop.example.net', 'Sun May 05 08:12:44 UTC 2019'),
			certificate('billing.example.net', 'Thu Apr 11 08:12:44 UTC 2019'),
		],
	},
	{
		type: 'registry',
		baseType: 'storagePool',
		items: [{serverAddress: 'registry.example.net', driverName: null}, {serverAddress: 'docker.elastic.co'}],
	},
	{
		type: 'registryCredential',
		baseType: 'credential',
		items: [{publicValue: 'deploy', email: 'deploy@example.net', registryId: '1sp1'}],
	},
	{type: 'apiKey', baseType: 'credential', items: [{name: 'ci', publicValue: 'A1B2C3D4E5F60718293A'}]},
	{type: 'secret', items: [{name: 'postgres-password'}, {name: 'payment-provider-token'}]},
	{
		type: 'storagePool',
		items: [
			{
				name: 'rancher-nfs',
				driverName: 'rancher-nfs',
				volumeAccessMode: 'multiHostRW',
				hostIds: [],
				volumeIds: [],
			},
		],
	},
	{
		type: 'storageDriver',
		items: [{name: 'rancher-nfs', scope: 'environment', volumeAccessMode: 'multiHostRW'}],
	},
	{type: 'networkDriver', items: [{name: 'ipsec'}]},
	{
		type: 'network',
		items: [
			{
				name: 'ipsec',
				kind: 'cni',
				networkDriverId: '1nd1',
				dns: ['169.254.169.250'],
				subnets: [{networkAddress: '10.42.0.0', cidrSize: 16}],
			},
			{name: 'host', kind: 'dockerHost'},
		],
	},
	{
		type: 'label',
		items: [
			{key: 'zone', value: 'a', state: 'created'},
			{key: 'zone', value: 'b', state: 'created'},
		],
	},
	{type: 'volumeTemplate', items: [{name: 'postgres-data', driver: 'rancher-nfs', perContainer: true}]},
	{
		type: 'backupTarget',
		items: [{name: 'nightly', state: 'created', nfsConfig: {server: '10.0.0.5', share: '/backup'}}],
	},
];

const forContainers = (fleet: Fleet, project: string): void => {
	const {world} = fleet;
	for (const container of world.list('container', project)) {
		const {hostId = null, primaryIpAddress: address = null} = container.fields;
		const serviceId = serviceOf(fleet, container)?.id ?? null;
		addResource(
			fleet,
			project,
			{type: 'serviceExposeMap'},
			{instanceId: container.id, serviceId, ipAddress: address, managed: true},
		);
		addResource(fleet, project, {type: 'ipAddress'}, {address, networkId: '1n1'});
		if (container.fields.healthCheck !== null) {
			addResource(
				fleet,
				project,
				{type: 'healthcheckInstanceHostMap'},
				{instanceId: container.id, hostId, healthState: 'healthy'},
			);
		}

		const ports = Array.isArray(container.fields.ports) ? container.fields.ports : [];
		for (const port of ports) {
			const [outer, inner] = String(port).split(/[:/]/);
			addResource(
				fleet,
				project,
				{type: 'port'},
				{instanceId: container.id, publicPort: Number(outer), privatePort: Number(inner), protocol: 'tcp'},
			);
		}
	}
};

const snapshots = (fleet: Fleet, project: string): void => {
	const volume = fleet.world.list('volume', project)[0];
	if (!volume) return;
	const {id: volumeId} = volume;
	const snapshot = addResource(
		fleet,
		project,
		{type: 'snapshot'},
		{name: 'before-upgrade', state: 'created', volumeId},
	);
	addResource(
		fleet,
		project,
		{type: 'backup'},
		{
			name: 'nightly-1',
			state: 'created',
			volumeId,
			snapshotId: snapshot.id,
			backupTargetId: '1bt1',
			uri: 'nfs://10.0.0.5/backup/1',
		},
	);
};

/** Adds what a project has beside hosts, stacks, services and containers. */
export const stock = (fleet: Fleet, project: string): void => {
	const {world} = fleet;
	for (const {type, baseType = type, items} of goods) {
		for (const item of items) {
			const created = world.clock.now() - world.random.integer(1, 300) * day;
			addResource(fleet, project, {type, baseType}, {created, ...item});
		}
	}

	stockOthers(fleet, project);
	forContainers(fleet, project);
	snapshots(fleet, project);
	const [service] = world.list('service', project);
	if (service) note(fleet, service, 'service.instance.create', 'Creating extra instance');
	audit(fleet, project, 'api.project.create', 'project', project);
};

const bound = ({world}: Fleet, type: string, max: number): void => {
	const all = world.list(type);
	for (const old of all.slice(0, Math.max(0, all.length - max))) world.remove(old.key);
};

/** Writes to the log of a service: the feed of what it is doing. The last three hundred are kept. */
export const note = (
	fleet: Fleet,
	service: Entity,
	eventType: string,
	description: string,
	instance?: Entity,
): void => {
	const {clock, random} = fleet.world;
	addResource(
		fleet,
		service.scope,
		{type: 'serviceLog'},
		{
			eventType,
			description,
			level: eventType.endsWith('error') ? 'error' : 'info',
			serviceId: service.id,
			instanceId: instance?.id ?? null,
			transactionId: random.uuid(),
			subLog: instance !== undefined,
			endTime: clock.now(),
		},
	);
	bound(fleet, 'serviceLog', 300);
};

/** Writes to the audit log; the last three hundred are kept. */
export const audit = (
	fleet: Fleet,
	project: string,
	eventType: string,
	type: string,
	id: string,
	responseCode = '202',
): void => {
	addResource(
		fleet,
		project,
		{type: 'auditLog'},
		{
			eventType,
			resourceType: type,
			resourceId: id,
			authType: 'BasicAuth',
			authenticatedAsAccountId: '1a7',
			clientIp: '198.51.100.23',
			responseCode,
			requestObject: '{}',
			responseObject: '{}',
		},
	);
	bound(fleet, 'auditLog', 300);
};
