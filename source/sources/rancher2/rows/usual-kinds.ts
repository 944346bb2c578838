import type {Kind} from '../../../model/kind.js';
import {kindOf, knownKinds, ownColumns} from './kinds.js';

// What Kubernetes prints of its kinds (kubernetes pkg/printers/internalversion/printers.go), as Steve's schemas have it.
const printed = `
pod READY STATUS RESTARTS IP NODE NOMINATED_NODE READINESS_GATES
node STATUS ROLES VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME
deployment READY UP-TO-DATE AVAILABLE CONTAINERS IMAGES SELECTOR
statefulset READY CONTAINERS IMAGES
daemonset DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE_SELECTOR CONTAINERS IMAGES SELECTOR
replicaset DESIRED CURRENT READY CONTAINERS IMAGES SELECTOR
job STATUS COMPLETIONS DURATION CONTAINERS IMAGES SELECTOR
cronjob SCHEDULE TIMEZONE SUSPEND ACTIVE LAST_SCHEDULE CONTAINERS IMAGES SELECTOR
namespace STATUS
service TYPE CLUSTER-IP EXTERNAL-IP PORT(S) SELECTOR
configmap DATA
secret TYPE DATA
event LAST_SEEN TYPE REASON OBJECT SUBOBJECT FIRST_SEEN COUNT
persistentvolume CAPACITY ACCESS_MODES RECLAIM_POLICY STATUS CLAIM STORAGECLASS VOLUMEATTRIBUTESCLASS REASON VOLUMEMODE
persistentvolumeclaim STATUS VOLUME CAPACITY ACCESS_MODES STORAGECLASS VOLUMEATTRIBUTESCLASS VOLUMEMODE
ingress CLASS HOSTS ADDRESS PORTS
`;

const titles: ReadonlyMap<string, readonly string[]> = new Map(
	printed
		.trim()
		.split('\n')
		.map(line => {
			const [kind = '', ...words] = line.split(' ');
			return [kind, words.map(word => word.replaceAll('_', ' '))];
		}),
);

/** The kinds with usual names, with the columns that a Kubernetes of today has of them. */
export const usualKinds: readonly Kind[] = [...knownKinds.values()].map(({name, plural}) =>
	kindOf(name, plural, [
		...ownColumns(name),
		...(titles.get(name) ?? []).map(title => ({title, type: 'text' as const, wide: false})),
	]),
);
