import {textOf} from '../../world/json-values.js';
import {sharedMachines} from '../../world/machines.js';
import type {Entity} from '../../world/world.js';
import {add, assess, type Fleet} from './fleet.js';
import {type ClusterPlan, clusterPlans, type NamespacePlan, type WorkloadPlan} from './plan.js';
import {addPod, addReplicaSet, newHash, runningFields} from './workloads.js';

const day = 86_400_000;

/** How large the fleet is to be. */
export type FleetSize = {
	/** So many times the namespaces of the plan (1): some 70 pods each. */
	readonly copies?: number;
	/** One node, deployment and pod in one cluster, and nothing in the other. */
	readonly small?: boolean;
	/** So many more clusters with nothing in them (0). */
	readonly emptyClusters?: number;
};

const backdate = (fleet: Fleet, entity: Entity, days: number): Entity =>
	fleet.world.change(entity.key, {
		created: fleet.world.clock.now() - Math.floor((0.05 + fleet.world.random.next()) * days * day),
	});

const schemaOf: Readonly<Record<WorkloadPlan['type'], string>> = {
	deployment: 'apps.deployment',
	statefulset: 'apps.statefulset',
	daemonset: 'apps.daemonset',
	cronjob: 'batch.cronjob',
	job: 'batch.job',
};

const buildWorkload = (
	fleet: Fleet,
	cluster: string,
	namespace: string,
	plan: WorkloadPlan,
	nodes: readonly Entity[],
): void => {
	const type = schemaOf[plan.type];
	const workload = add(fleet, cluster, type, `${namespace}/${plan.name}`, {
		image: plan.image,
		sidecar: plan.sidecar,
		replicas: plan.replicas,
		minAvailable: plan.minAvailable,
		current: 0,
		readyReplicas: 0,
		updated: 0,
		revision: 1,
		paused: false,
		hash: newHash(fleet),
		schedule: plan.type === 'cronjob' ? '15 3 * * *' : null,
	});
	backdate(fleet, workload, 90);
	if (plan.type === 'cronjob') return;
	if (plan.type === 'deployment') addReplicaSet(fleet, workload);
	for (let index = 0; index < plan.replicas; index++) {
		const node = nodes[(index + workload.id.length) % Math.max(1, nodes.length)];
		if (!node) continue;
		const done = plan.type === 'job';
		const pod = addPod(fleet, workload, runningFields(fleet, node));
		backdate(fleet, pod, 12);
		if (done) fleet.world.change(pod.key, {status: 'Completed', ready: false});
	}

	assess(fleet, workload);
	fleet.world.change(workload.key, {availableSince: workload.fields.created ?? null});
};

const buildNamespace = (
	fleet: Fleet,
	cluster: string,
	plan: NamespacePlan,
	nodes: readonly Entity[],
): void => {
	const namespace = add(fleet, cluster, 'namespace', plan.name, {project: plan.project});
	backdate(fleet, namespace, 120);
	for (const workload of plan.workloads) buildWorkload(fleet, cluster, plan.name, workload, nodes);
	for (const [index, name] of plan.services.entries()) {
		backdate(
			fleet,
			add(fleet, cluster, 'service', `${plan.name}/${name}`, {
				ip: `10.43.${index}.${20 + index}`,
				port: 8080,
			}),
			90,
		);
	}

	for (const name of plan.claims) {
		backdate(
			fleet,
			add(fleet, cluster, 'persistentvolumeclaim', `${plan.name}/${name}`, {
				volume: `pvc-${fleet.world.random.uuid()}`,
				capacity: '20Gi',
			}),
			90,
		);
	}

	if (plan.pods !== null) add(fleet, cluster, 'resourcequota', `${plan.name}/pods`, {pods: plan.pods});
	add(fleet, cluster, 'configmap', `${plan.name}/kube-root-ca.crt`, {
		values: {'ca.crt': '-----BEGIN CERTIFICATE-----'},
	});
	add(fleet, cluster, 'secret', `${plan.name}/registry`, {
		values: {
			'.dockerconfigjson': Buffer.from('{"auths":{"registry.example.net":{"password":"demo"}}}').toString(
				'base64',
			),
		},
	});
};

const buildNode = (
	fleet: Fleet,
	{id, version}: ClusterPlan,
	name: string,
	roles: string,
	index: number,
): Entity =>
	backdate(
		fleet,
		add(fleet, id, 'node', name, {
			roles,
			version,
			ip: `10.${id === 'local' ? 0 : id.charCodeAt(4) % 9}.0.${21 + index}`,
			machineId: sharedMachines.find(shared => shared.name === name)?.machineId ?? '',
			machine: `machine-${fleet.world.random.hex(5)}`,
			unschedulable: false,
			ready: true,
			drain: null,
		}),
		200,
	);

const buildCluster = (fleet: Fleet, plan: ClusterPlan, copies: number): void => {
	const {world} = fleet;
	const cluster = world.add({
		id: plan.id,
		type: 'management.cattle.io.cluster',
		scope: 'local',
		fields: {
			name: plan.id,
			displayName: plan.name,
			provider: plan.provider,
			version: plan.version,
			connected: true,
			nodeCount: plan.nodes.length,
			uid: world.random.uuid(),
			created: world.clock.now() - 300 * day,
		},
	});
	for (const {id, name} of plan.projects) {
		world.add({
			id: `${plan.id}/${id}`,
			type: 'management.cattle.io.project',
			scope: 'local',
			fields: {
				name: id,
				namespace: plan.id,
				cluster: cluster.id,
				displayName: name,
				uid: world.random.uuid(),
				created: world.clock.now() - 250 * day,
			},
		});
	}

	const nodes = plan.nodes.map(({name, roles}, index) => buildNode(fleet, plan, name, roles, index));
	const workers = nodes.filter(({fields}) => textOf(fields.roles).includes('worker'));
	for (const namespace of plan.namespaces) {
		for (let copy = 1; copy <= copies; copy++) {
			const name = copy === 1 ? namespace.name : `${namespace.name}-${copy}`;
			buildNamespace(fleet, plan.id, {...namespace, name}, workers.length > 0 ? workers : nodes);
		}
	}
};

/** Fills a world with clusters, nodes, projects, namespaces, workloads and pods. */
export const buildFleet = (
	fleet: Fleet,
	{copies = 1, small = false, emptyClusters = 0}: FleetSize = {},
): void => {
	for (const plan of clusterPlans(small)) buildCluster(fleet, plan, copies);
	for (let number = 1; number <= emptyClusters; number++) buildCluster(fleet, emptyCluster(number), 1);
};

const emptyCluster = (number: number): ClusterPlan => ({
	id: `c-m-edge${String(number).padStart(4, '0')}`,
	name: `edge-${number}`,
	provider: 'k3s',
	version: 'v1.33.4+k3s1',
	nodes: [],
	projects: [],
	namespaces: [],
});
