import {numberOf, textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import {declaredPorts} from '../fleet/containers.js';
import {podLabels} from '../fleet/labels.js';
import {
	containerStatuses,
	debuggerStatuses,
	phaseOf,
	podConditions,
	readyCount,
	unreadyMessage,
	unschedulableMessage,
} from '../fleet/pod-status.js';
import {qualityOf, resourcesOf} from '../fleet/usage.js';
import type {Parts} from './parts.js';

const stateWord = (reason: string): string =>
	reason.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, first => first.toLowerCase());

/**
 * The pod's own word becomes its state, its first letters small; the flags are those of its conditions, whatever the
 * word: a crash loop is a transition, a pod that no node takes an error (test/fixtures/rancher2/more).
 */
const podState = (pod: Entity): Parts['state'] => {
	const conditions = podConditions(pod);
	return {
		name: stateWord(textOf(pod.fields.status)),
		error: conditions.some(({error}) => error === true),
		transitioning: pod.fields.status !== 'Completed' && conditions.some(each => each.transitioning === true),
		message: unschedulableMessage(pod) || unreadyMessage(pod),
	};
};

const kinds: Readonly<Record<string, string>> = {
	'apps.replicaset': 'ReplicaSet',
	'apps.statefulset': 'StatefulSet',
	'apps.daemonset': 'DaemonSet',
	'batch.job': 'Job',
};

/** The containers that were added for debugging (kubernetes core/v1 EphemeralContainer). */
const debuggersIn = ({fields}: Entity): Fields =>
	fields.debuggers
		? {
				ephemeralContainers: textsOf(fields.debuggers).map(name => ({
					name,
					image: 'busybox:1.37',
					resources: {},
					stdin: true,
					tty: true,
					targetContainerName: textsOf(fields.containers)[0] ?? '',
				})),
			}
		: {};

/** A pod. Its owner is a replica set or a workload. */
export const pod = (entity: Entity, age: string, owner: Entity | undefined): Parts => {
	const {name, status, restarts, ip, node, namespace, hash, image, sidecarImage} = entity.fields;
	const isSet = owner?.type === 'apps.deployment';
	const ownerName = isSet ? `${textOf(owner.fields.name)}-${textOf(hash)}` : textOf(owner?.fields.name);
	const ownerType = isSet ? 'apps.replicaset' : (owner?.type ?? '');
	const restarted = numberOf(restarts) > 0 ? `${numberOf(restarts)} (40s ago)` : '0';
	const statuses = containerStatuses(entity);
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		cells: [
			name ?? null,
			readyCount(entity),
			status ?? null,
			restarted,
			age,
			ip ?? '<none>',
			node ?? '<none>',
			'<none>',
			'<none>',
		],
		state: podState(entity),
		labels: podLabels(entity, owner),
		...(owner && {
			owner: {kind: kinds[ownerType] ?? '', name: ownerName, controller: true, apiVersion: 'apps/v1'},
			relationships: [
				{fromId: `${textOf(namespace)}/${ownerName}`, fromType: ownerType, rel: 'owner', state: 'active'},
			],
		}),
		body: {
			spec: {
				...(node && {nodeName: node}),
				containers: textsOf(entity.fields.containers).map((each, index) => ({
					name: each,
					image: index === 0 ? (image ?? null) : sidecarImage || `mirror/${each}:1.34`,
					resources: resourcesOf(entity, each),
					...(index === 0 && {ports: declaredPorts(entity.fields)}),
				})),
				...debuggersIn(entity),
			},
			status: {
				phase: phaseOf(entity),
				qosClass: qualityOf(entity),
				...(ip && {podIP: ip}),
				conditions: podConditions(entity),
				...(statuses.length > 0 && {containerStatuses: statuses}),
				...(entity.fields.debuggers && {ephemeralContainerStatuses: debuggerStatuses(entity)}),
			},
		},
	};
};
