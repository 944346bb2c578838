import type {Health} from '../../../source/model/resource.js';

/** A recorded situation with what its row must show; a message of null is none. */
export type Situation = {
	readonly file: string;
	readonly state: string;
	readonly health: Health;
	readonly message: RegExp | null;
	/** As the server dates it, or null. */
	readonly since: string | null;
};

const situation = (
	file: string,
	state: string,
	health: Health,
	message: RegExp | null = null,
	since: string | null = null,
): Situation => ({file, state, health, message, since});

const on = (time: string): string => `2026-11-30T${time}.000Z`;

/** Every pod in `test/fixtures/rancher2/more`, as Steve and as Kubernetes itself describe it. */
export const pods: readonly Situation[] = [
	situation('badname', 'invalidImageName', 'error', /^Failed to apply default image tag/, on('03:56:40')),
	situation('crash-error', 'error', 'error', /^panic: cannot open .* \(exit code 1\)$/, on('04:22:06')),
	situation(
		'crash',
		'crashLoopBackOff',
		'error',
		/^panic: cannot open .* \(exit code 1\); back-off 5m0s/,
		on('04:02:25'),
	),
	situation('done', 'completed', 'ok'),
	situation('evicted', 'evicted', 'error', /^The node was low on resource: memory/, on('04:06:40')),
	situation('fails', 'error', 'error', /^import failed at line 7 \(exit code 1\)$/, on('03:56:55')),
	situation('held', 'terminating', 'transitioning', /finalizer rig\.example\.com\/never$/, on('03:56:48')),
	situation(
		'initfail-init02',
		'init:0/2',
		'transitioning',
		/incomplete status: \[wait migrate\]/,
		on('04:22:08'),
	),
	situation('initfail-init12', 'init:1/2', 'transitioning', /incomplete status: \[migrate\]/, on('04:22:08')),
	situation('initfail-initerror', 'init:Error', 'error', /^migration 42 failed.*exit code 3/, on('04:22:08')),
	situation(
		'initfail',
		'init:CrashLoopBackOff',
		'error',
		/^migration 42 failed.*exit code 3\); back-off/,
		on('03:56:40'),
	),
	situation(
		'leaving-kept',
		'terminating',
		'transitioning',
		/finalizer rig\.example\.com\/never/,
		on('04:03:36'),
	),
	situation('lingers', 'terminating', 'transitioning', null, on('03:56:47')),
	situation('liveness', 'crashLoopBackOff', 'error', /^exit code 0; back-off/, on('04:02:54')),
	situation('needs-affinity', 'pending', 'error', /didn't match Pod's node affinity/, on('03:56:41')),
	situation('needs-cpu', 'pending', 'error', /2 Insufficient cpu/, on('03:56:41')),
	situation('needs-label', 'pending', 'error', /^0\/7 nodes are available/, on('03:56:41')),
	situation('needs-taint', 'pending', 'error', /untolerated taint/, on('03:56:41')),
	situation('needs-volume', 'pending', 'error', /unbound immediate PersistentVolumeClaims/, on('03:56:42')),
	situation('nocommand-runcontainererror', 'runContainerError', 'error', /stat \/nosuch/, on('04:22:13')),
	situation('nocommand', 'runContainerError', 'error', /stat \/nosuch/, on('03:56:40')),
	situation('noconfig', 'createContainerConfigError', 'error', /^configmap "app-settings"/, on('03:56:40')),
	situation('nosecretkey', 'createContainerConfigError', 'error', /^secret "app-secret"/, on('03:56:40')),
	situation('novolume', 'containerCreating', 'transitioning', /unready status: \[app\]/, on('03:56:40')),
	situation(
		'on-lost-node-terminating',
		'terminating',
		'transitioning',
		/^Taint manager: deleting/,
		on('04:08:31'),
	),
	situation('once', 'error', 'error', /^exit code 1$/, on('03:56:45')),
	situation('oom-oomkilled', 'oomKilled', 'error', /^OOMKilled \(exit code 137\)$/, on('04:22:01')),
	situation('oom', 'crashLoopBackOff', 'error', /^OOMKilled \(exit code 137\); back-off/, on('04:03:02')),
	situation('private', 'imagePullBackOff', 'error', /pull access denied/, on('03:56:40')),
	situation('pull-containercreating', 'containerCreating', 'transitioning', /unready status/, on('04:22:07')),
	situation('pull-errimagepull', 'errImagePull', 'error', /broken:9\.9: not found$/, on('04:22:07')),
	situation('pull', 'imagePullBackOff', 'error', /^Back-off pulling image/, on('03:56:40')),
	situation('readiness', 'running', 'transitioning', /unready status: \[app\]/, on('03:56:41')),
	situation('segv', 'crashLoopBackOff', 'error', /^exit code 139; back-off/, on('04:02:42')),
	situation('slowpull', 'containerCreating', 'transitioning', /unready status/, on('03:56:40')),
	situation('startup', 'running', 'transitioning', /unready status: \[app\]/, on('03:56:41')),
	situation('two', 'crashLoopBackOff', 'error', /^exit code 1; back-off/, on('04:02:41')),
	situation('web', 'running', 'ok'),
];

const network = /^container runtime network not ready/;
const silent = /^Kubelet stopped posting node status/;
const memory = /insufficient memory/;

/** Every node, by Steve together with what the management server knows of it; those of kwok are `running`. */
export const nodes: readonly Situation[] = [
	situation('cordoned', 'cordoned', 'warning'),
	situation('drained', 'drained', 'warning'),
	situation('draining', 'draining', 'transitioning'),
	situation('kubelet-notready', 'unavailable', 'error', network, on('04:13:56')),
	situation('memorypressure', 'error', 'error', memory, on('04:06:41')),
	situation('notready', 'unavailable', 'error', silent, on('04:07:59')),
	situation('ready', 'active', 'ok'),
];

/** Every node by Norman, which says nothing of what a node is short of but for its taints. */
export const nodesByNorman: readonly Situation[] = nodes.map(one =>
	one.file === 'memorypressure'
		? situation('memorypressure', 'active', 'warning', /node\.kubernetes\.io\/memory-pressure/)
		: one,
);

/** Everything else, by the names of the recorded files without their ending. */
export const others: readonly Situation[] = [
	situation('cronjob-nightly.steve', 'active', 'ok'),
	situation('deployment-late.steve', 'error', 'error', /timed out progressing/, on('03:57:03')),
	situation(
		'deployment-needs-cpu.steve',
		'updating',
		'transitioning',
		/minimum availability/,
		on('03:56:41'),
	),
	situation('deployment-too-big.steve', 'error', 'error', /cpu limit of 500m/, on('03:56:43')),
	situation('deployment-too-many.steve', 'error', 'error', /exceeded quota: small/, on('03:56:43')),
	situation('deployment-web.steve', 'active', 'ok'),
	situation('edit-get-deployment.steve', 'active', 'ok'),
	situation('job-done.steve', 'completed', 'ok'),
	situation('job-fails.steve', 'error', 'error', /backoff limit/, on('03:56:57')),
	situation('job-slow.steve', 'error', 'error', /longer than specified deadline/, on('03:56:53')),
	situation(
		'metrics-apiservice-unavailable.steve',
		'updating',
		'transitioning',
		/connection refused/,
		on('04:09:53'),
	),
	situation('namespace-leaving.steve', 'terminating', 'transitioning', null, on('04:03:29')),
	situation('namespace-leaving.raw', 'terminating', 'transitioning', null, on('04:03:29')),
	situation(
		'namespace-leaving-configmap.steve',
		'terminating',
		'transitioning',
		/rig\.example\.com\/never/,
		on('04:47:03'),
	),
	situation(
		'namespace-leaving-configmap.raw',
		'terminating',
		'transitioning',
		/rig\.example\.com\/never/,
		on('04:47:03'),
	),
	situation('pdb-guarded.steve', 'active', 'ok'),
	situation('persistentvolumeclaim-data.steve', 'pending', 'transitioning'),
	situation('reader-get-deployment-links.steve', 'active', 'ok'),
	situation('resourcequota-small.steve', 'active', 'ok'),
];
