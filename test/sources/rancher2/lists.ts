/** Rows of a recorded list that are not plainly well, as `name state health message…`; all others are. */
export type RecordedList = {
	readonly file: string;
	readonly kind: string;
	/** As many as the file holds. */
	readonly rows: number;
	/** The state of the rows that are well. */
	readonly well: readonly string[];
	/** The others: name, state, health and how the message begins. */
	readonly trouble: readonly (readonly [string, string, string, string])[];
};

const list = (
	file: string,
	kind: string,
	rows: number,
	well: readonly string[] = ['active'],
	trouble: RecordedList['trouble'] = [],
): RecordedList => ({file, kind, rows, well, trouble});

const evicted = 'The node was low on resource: memory';
const backOff = 'Back-off pulling image';

/** The lists of a cluster, or of the management server, by Steve. */
export const steveLists: readonly RecordedList[] = [
	list('list-clusters', 'cluster', 1),
	list('list-configmaps', 'configmap', 4),
	list('list-crds', 'customresourcedefinition', 4),
	list('list-cronjobs', 'cronjob', 1),
	list('list-daemonsets', 'daemonset', 1),
	list(
		'list-deployments',
		'deployment',
		4,
		['active'],
		[
			['shop/badimage', 'error', 'error', 'ReplicaSet "badimage-674d996565" has timed out progressing.'],
			['shop/crash', 'updating', 'transitioning', 'Deployment does not have minimum availability.'],
		],
	),
	list(
		'list-jobs',
		'job',
		4,
		['completed'],
		[['shop/fails', 'error', 'error', 'Job has reached the specified backoff limit']],
	),
	list('list-mgmt-nodes', 'machine', 3),
	list('list-namespaces', 'namespace', 4),
	list('list-nodes', 'node', 3, ['running']),
	list(
		'list-pods',
		'pod',
		40,
		['running', 'completed'],
		[
			['shop/badimage-674d996565-42c4l', 'imagePullBackOff', 'error', backOff],
			['shop/badimage-674d996565-k5xlc', 'imagePullBackOff', 'error', backOff],
			['shop/crash-67f8c8cbc5-gf6vt', 'crashLoopBackOff', 'error', 'exit code 1; back-off 10s'],
			['shop/fails-w9278', 'containerFailed', 'error', 'container failed (exit code 1)'],
			['shop/unschedulable', 'pending', 'error', '0/3 nodes are available'],
			['shop/fails-7g8cs', 'containerFailed', 'error', 'container failed (exit code 1)'],
		],
	),
	list('list-projects', 'project', 4),
	list('list-provclusters', 'provisioning.cattle.io.cluster', 1),
	list(
		'list-replicasets',
		'replicaset',
		4,
		['active'],
		[
			['shop/badimage-674d996565', 'in-progress', 'transitioning', 'Available: 0/2'],
			['shop/crash-67f8c8cbc5', 'in-progress', 'transitioning', 'Available: 0/1'],
		],
	),
	list('list-services', 'service', 3),
	list('list-statefulsets', 'statefulset', 1),
	list('readonly-pods', 'pod', 3, ['running']),
	list('more/features', 'feature', 23),
	list(
		'more/ghost-list.steve',
		'pod',
		2,
		['running'],
		[['outage/g-4', 'running', 'transitioning', 'not ready']],
	),
	list('more/pods-on-node-cordoned.steve', 'pod', 1, ['running']),
	list('more/pods-on-node-drained.steve', 'pod', 1, ['running']),
	list('more/pods-on-node-draining.steve', 'pod', 2, ['running']),
	list(
		'more/pods-on-node-kubelet-notready.steve',
		'pod',
		6,
		['running'],
		[
			['shop/hog-7965f7d449-jsptz', 'evicted', 'error', evicted],
			['shop/hog-7965f7d449-n8dpk', 'evicted', 'error', evicted],
			['shop/modest-6dbbd84985-z779z', 'evicted', 'error', evicted],
		],
	),
	list(
		'more/pods-on-node-memorypressure.steve',
		'pod',
		3,
		[],
		[
			['shop/hog-7965f7d449-jsptz', 'evicted', 'error', evicted],
			['shop/hog-7965f7d449-n8dpk', 'evicted', 'error', evicted],
			['shop/modest-6dbbd84985-z779z', 'evicted', 'error', evicted],
		],
	),
	list(
		'more/pods-on-node-notready.steve',
		'pod',
		6,
		[],
		[
			['shop/free-5dbdcf5f96-8wcmp', 'running', 'transitioning', 'not ready'],
			['shop/free-5dbdcf5f96-gcd89', 'running', 'transitioning', 'not ready'],
			['shop/guarded-7d58c5f48b-76k5v', 'running', 'transitioning', 'not ready'],
			['shop/guarded-7d58c5f48b-wjxl6', 'running', 'transitioning', 'not ready'],
			['shop/web-5dc7bd7474-7rkmw', 'terminating', 'transitioning', ''],
			['shop/web-5dc7bd7474-fw6x7', 'terminating', 'transitioning', ''],
		],
	),
	list(
		'more/pods-on-node-ready.steve',
		'pod',
		6,
		['completed'],
		[
			['leaving/kept', 'terminating', 'transitioning', 'held by finalizer rig.example.com/never'],
			['shop/badname-6df5fdd8bf-v7cch', 'invalidImageName', 'error', 'Failed to apply default image tag'],
			['shop/crash-74964fc445-7d9nz', 'crashLoopBackOff', 'error', 'panic: cannot open /etc/app/config.yaml'],
			['shop/fails-qnnxl', 'error', 'error', 'import failed at line 7 (exit code 1)'],
			['shop/fails-s6xdp', 'error', 'error', 'import failed at line 7 (exit code 1)'],
		],
	),
];

/** The lists of the management API. */
export const normanLists: readonly RecordedList[] = [
	list('norman-clusters', 'cluster', 1),
	list('norman-namespaces', 'namespace', 4),
	list('norman-nodes', 'node', 3),
	list(
		'norman-pods',
		'pod',
		8,
		['running'],
		[
			['shop/badimage-674d996565-42c4l', 'unavailable', 'error', `ImagePullBackOff: ${backOff}`],
			['shop/badimage-674d996565-k5xlc', 'unavailable', 'error', `ImagePullBackOff: ${backOff}`],
			['shop/crash-67f8c8cbc5-gf6vt', 'unavailable', 'error', 'CrashLoopBackOff: exit code 1; back-off 10s'],
		],
	),
	list('norman-projects', 'project', 4),
	list(
		'norman-workloads',
		'workload',
		8,
		['active', 'completed'],
		[
			['shop/badimage', 'updating', 'error', 'ReplicaSet "badimage-674d996565" has timed out progressing.'],
			['shop/crash', 'updating', 'transitioning', 'Deployment does not have minimum availability.'],
			['shop/fails', 'error', 'error', 'Job has reached the specified backoff limit'],
		],
	),
];
