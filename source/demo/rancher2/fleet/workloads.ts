import {numberOf, textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import {add, assess, type Fleet, isReady, openNodes, ownerOf, plainId, podsOf, recordEvent} from './fleet.js';
import {refusalFor} from './quotas.js';

/** What a new template of a workload is called: ten characters as Kubernetes makes them. */
export const newHash = ({world}: Fleet): string =>
	Array.from({length: 9}, () => world.random.pick([...'bcdfghjklmnpqrstvwxz2456789'])).join('');

const podName = (fleet: Fleet, workload: Entity): string => {
	const {name, hash} = workload.fields;
	const tail = (): string =>
		Array.from({length: 5}, () => fleet.world.random.pick([...'bcdfghjklmnpqrstvwxz2456789'])).join('');
	if (workload.type === 'apps.deployment') return `${textOf(name)}-${textOf(hash)}-${tail()}`;
	if (workload.type !== 'apps.statefulset') return `${textOf(name)}-${tail()}`;
	const taken = new Set(podsOf(fleet, workload).map(pod => textOf(pod.fields.name)));
	for (let index = 0; ; index++)
		if (!taken.has(`${textOf(name)}-${index}`)) return `${textOf(name)}-${index}`;
};

/** Adds a pod of a workload: `Pending` without a node, or as `fields` say. */
export const addPod = (fleet: Fleet, workload: Entity, fields: Fields = {}): Entity => {
	const {world} = fleet;
	const {image, hash, sidecar, sidecarImage} = workload.fields;
	const containers = [textOf(workload.fields.name), ...(sidecar ? [textOf(sidecar)] : [])];
	return add(
		fleet,
		workload.scope,
		'pod',
		`${textOf(workload.fields.namespace)}/${podName(fleet, workload)}`,
		{
			owner: workload.key,
			image: image ?? null,
			hash: hash ?? null,
			containers,
			sidecarImage: sidecarImage ?? null,
			status: 'Pending',
			ready: false,
			restarts: 0,
			node: null,
			ip: null,
			message: '',
			podIndex: world.random.integer(2, 250),
			...fields,
		},
	);
};

/** Puts a running pod onto a node at once, as if long ago. */
export const runningFields = (fleet: Fleet, node: Entity): Fields => ({
	status: 'Running',
	ready: true,
	node: node.fields.name ?? null,
	ip: `10.42.${fleet.world.random.integer(0, 9)}.${fleet.world.random.integer(2, 250)}`,
	message: '',
});

const settle = (fleet: Fleet, pod: Entity, fields: Fields): void => {
	if (!fleet.world.find(pod.key)) return;
	const isNew = fields.status !== undefined || fields.ready !== undefined;
	fleet.world.change(pod.key, isNew ? {since: fleet.world.clock.now(), ...fields} : fields);
	const owner = ownerOf(fleet, pod);
	if (owner) assess(fleet, owner);
};

/** A pod crashes over and over. */
export const crash = (fleet: Fleet, pod: Entity): void => {
	settle(fleet, pod, {
		status: 'CrashLoopBackOff',
		ready: false,
		restarts: numberOf(pod.fields.restarts) + 1,
		message: `back-off ${Math.min(300, 10 * 2 ** numberOf(pod.fields.restarts))}s restarting failed container=${textsOf(pod.fields.containers)[0] ?? ''} pod=${textOf(pod.fields.name)}`,
		lastWords: 'panic: cannot open /etc/app/config.yaml: no such file or directory',
	});
	recordEvent(fleet, pod, {
		type: 'Warning',
		reason: 'BackOff',
		message: `Back-off restarting failed container ${textsOf(pod.fields.containers)[0] ?? ''} in pod ${textOf(pod.fields.name)}`,
	});
};

/** A pod goes on to run, or fails as was ordered; then `done`. */
export const startPod = (fleet: Fleet, pod: Entity, done: (pod: Entity) => void = () => undefined): void => {
	const {world} = fleet;
	const nodes = openNodes(fleet, pod.scope);
	const place = (): void => {
		const [node] = world.random.shuffle(nodes);
		if (!node) {
			settle(fleet, pod, {
				message: `0/${world.list('node', pod.scope).length} nodes are available: node(s) were unschedulable.`,
			});
			recordEvent(fleet, pod, {
				type: 'Warning',
				reason: 'FailedScheduling',
				message: textOf(pod.fields.message),
			});
			return;
		}

		recordEvent(fleet, pod, {
			type: 'Normal',
			reason: 'Scheduled',
			message: `Successfully assigned ${plainId(pod)} to ${textOf(node.fields.name)}`,
		});
		settle(fleet, pod, {status: 'ContainerCreating', node: node.fields.name ?? null, message: ''});
	};

	const run = (): void => {
		if (pod.fields.node === null) return;
		const failure = fleet.takeFailure();
		if (failure !== null) {
			settle(fleet, pod, {status: 'ImagePullBackOff', message: failure});
			recordEvent(fleet, pod, {type: 'Warning', reason: 'Failed', message: failure});
			return;
		}

		const node = world.list('node', pod.scope).find(({fields}) => fields.name === pod.fields.node);
		settle(fleet, pod, {
			status: 'Running',
			message: '',
			...(node && {ip: textOf(runningFields(fleet, node).ip)}),
		});
		recordEvent(fleet, pod, {type: 'Normal', reason: 'Started', message: 'Started container'});
	};

	const beReady = (): void => {
		if (pod.fields.status !== 'Running') return;
		settle(fleet, pod, {ready: true, message: ''});
		done(pod);
	};

	world.play(pod.key, [
		{afterMs: world.random.integer(300, 900), run: place},
		{afterMs: world.random.integer(1200, 4000), run},
		{afterMs: world.random.integer(800, 3000), run: beReady},
	]);
};

/** A pod is deleted: it terminates for a while first. */
export const deletePod = (fleet: Fleet, pod: Entity, gone: () => void = () => undefined): void => {
	const {world} = fleet;
	if (!world.find(pod.key) || pod.fields.deleting === true) return;
	const owner = ownerOf(fleet, pod);
	settle(fleet, pod, {status: 'Terminating', deleting: true, deletedAt: world.clock.now(), ready: false});
	recordEvent(fleet, pod, {type: 'Normal', reason: 'Killing', message: 'Stopping container'});
	world.after(world.random.integer(900, 3500), () => {
		if (world.find(pod.key)) world.remove(pod.key);
		gone();
		if (owner && world.find(owner.key)) reconcile(fleet, owner);
	});
};

/** What a controller does: makes or deletes pods until there are as many as wanted, of the newest template. */
export const reconcile = (fleet: Fleet, workload: Entity): void => {
	const {world} = fleet;
	if (!world.find(workload.key)) return;
	assess(fleet, workload);
	if (workload.fields.paused === true) return;
	const alive = podsOf(fleet, workload).filter(({fields}) => fields.deleting !== true);
	const fresh = alive.filter(({fields}) => fields.hash === workload.fields.hash);
	const old = alive.filter(pod => !fresh.includes(pod));
	const wanted = numberOf(workload.fields.replicas);
	const surge = old.length > 0 && workload.type === 'apps.deployment' ? 1 : 0;
	const missing = Math.min(wanted - fresh.length, wanted + surge - alive.length);
	const refuse = (refused: string | null): void => {
		if ((workload.fields.refused ?? null) !== refused) world.change(workload.key, {refused});
	};
	if (missing <= 0) refuse(null);
	for (let index = 0; index < missing; index++) {
		const refusal = refusalFor(world, workload);
		refuse(refusal);
		if (refusal !== null) break;
		startPod(fleet, addPod(fleet, workload), () => reconcile(fleet, workload));
	}

	const ready = alive.filter(isReady).length;
	const [oldest] = old;
	if (oldest && (ready >= wanted || workload.type !== 'apps.deployment' || !isReady(oldest)))
		deletePod(fleet, oldest);
	for (const pod of fresh.slice(wanted)) deletePod(fleet, pod);
	assess(fleet, workload);
};

/** A new template: every pod is replaced. Keeps the old one as a replica set that can be rolled back to. */
export const rollOut = (fleet: Fleet, workload: Entity, image: string, hash = newHash(fleet)): void => {
	const revision = numberOf(workload.fields.revision) + 1;
	fleet.world.change(workload.key, {image, hash, revision});
	if (workload.type === 'apps.deployment') addReplicaSet(fleet, workload);
	reconcile(fleet, workload);
};

/** The replica set of a deployment's present template. */
export const addReplicaSet = (fleet: Fleet, workload: Entity): void => {
	const {name, namespace, image, hash, revision} = workload.fields;
	const id = `${textOf(namespace)}/${textOf(name)}-${textOf(hash)}`;
	const known = fleet.world.find(`apps.replicaset/${workload.scope}:${id}`);
	if (known) fleet.world.change(known.key, {revision: revision ?? null});
	else {
		add(fleet, workload.scope, 'apps.replicaset', id, {
			owner: workload.key,
			image: image ?? null,
			hash: hash ?? null,
			revision: revision ?? null,
		});
	}
};

/** Deletes a workload with all its pods. */
export const deleteWorkload = (fleet: Fleet, workload: Entity): void => {
	const {world} = fleet;
	const pods = podsOf(fleet, workload);
	world.change(workload.key, {replicas: 0, deleting: true, deletedAt: world.clock.now()});
	for (const pod of pods) deletePod(fleet, pod);
	world.after(4000, () => {
		if (!world.find(workload.key)) return;
		for (const set of world.list('apps.replicaset', workload.scope)) {
			if (set.fields.owner === workload.key) world.remove(set.key);
		}

		world.remove(workload.key);
	});
};
