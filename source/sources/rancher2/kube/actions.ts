/** What a user may do to an object, by its links. */
type Rights = {readonly update: boolean; readonly remove: boolean};

/** Workloads whose template holds containers. */
const templateKinds: ReadonlySet<string> = new Set(['deployment', 'statefulset', 'daemonset', 'cronjob']);

// Not objects of Kubernetes, or reports of what was.
const uneditable: ReadonlySet<string> = new Set(['container', 'event']);

/** Names of what can be done to an object by Kubernetes' own API only. */
export const kubeActions = (kind: string, {update, remove}: Rights): readonly string[] => [
	...(update && templateKinds.has(kind) ? ['image'] : []),
	...(update && kind === 'cronjob' ? ['trigger'] : []),
	...(remove && kind === 'pod' ? ['evict', 'forceRemove'] : []),
	...(kind === 'secret' ? ['decode'] : []),
	...(update && !uneditable.has(kind) ? [kind === 'secret' ? 'edit secret' : 'edit'] : []),
];
