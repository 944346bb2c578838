/** A workload to be built, with so many pods; `none` has no pods (a cron job between its runs). */
export type WorkloadPlan = {
	readonly type: 'deployment' | 'statefulset' | 'daemonset' | 'cronjob' | 'job';
	readonly name: string;
	readonly image: string;
	readonly replicas: number;
	/** A second container in each pod, or null. */
	readonly sidecar: string | null;
	/** So many pods its disruption budget wants; 0 for no budget. */
	readonly minAvailable: number;
};

/** A namespace with what is in it. */
export type NamespacePlan = {
	readonly name: string;
	/** Short id of its project: `p-9fj2k`. */
	readonly project: string;
	readonly workloads: readonly WorkloadPlan[];
	readonly services: readonly string[];
	readonly claims: readonly string[];
	/** How many pods its quota allows; null without one. */
	readonly pods: number | null;
};

/** A cluster to be built. */
export type ClusterPlan = {
	readonly id: string;
	readonly name: string;
	readonly provider: string;
	readonly version: string;
	/** Name and roles of each node. */
	readonly nodes: readonly {readonly name: string; readonly roles: string}[];
	/** Short id and name of each project. */
	readonly projects: readonly {readonly id: string; readonly name: string}[];
	readonly namespaces: readonly NamespacePlan[];
};

/** Ids of the two clusters that are not the management server's own. */
export const downstreamIds = ['c-m-4xk7b2qp', 'c-m-9rf2h6wd'] as const;

// Names of the sort that breaks screens are among them: wide, long.
const plan = `
cluster local local rke2 v1.33.4+rke2r1
node rancher-1 control-plane,etcd,master
node rancher-2 control-plane,etcd,master
node rancher-3 control-plane,etcd,master
project p-sys01 System
namespace cattle-system
 deployment rancher rancher/rancher:v2.13.1 3
 deployment rancher-webhook rancher/rancher-webhook:v0.8.2 1
namespace cattle-fleet-system
 deployment fleet-controller rancher/fleet:v0.14.1 1
namespace kube-system
 deployment rke2-coredns rancher/hardened-coredns:v1.12.3 2
 daemonset rke2-canal rancher/hardened-calico:v3.30.2 3 +flannel

cluster c-m-4xk7b2qp production rke2 v1.33.4+rke2r1
node cp-1 control-plane,etcd,master
node cp-2 control-plane,etcd,master
node cp-3 control-plane,etcd,master
node wk-01 worker
node wk-02 worker
node wk-03 worker
node wk-04 worker
project p-9fj2k Shop
namespace shop
 deployment web registry.example.net/shop/web:3.18.0 6 +envoy
 deployment api registry.example.net/shop/api:6.2.1 6 +envoy
 deployment cart registry.example.net/shop/cart:2.4.0 3
 deployment checkout registry.example.net/shop/checkout:1.12.3 4
 statefulset postgres postgres:17.5 3 >=3
 statefulset redis valkey/valkey:8.1.3 3
 cronjob nightly-export registry.example.net/shop/export:0.9.2 1
 service web api cart checkout postgres redis
 claim data-postgres-0 data-postgres-1 data-postgres-2
namespace shop-preview
 deployment preview-web registry.example.net/shop/web:3.19.0-rc1 2
 quota 4
project p-s7x41 Data
namespace search
 statefulset opensearch opensearchproject/opensearch:3.1.0 4
 deployment query registry.example.net/search/query:1.3.1 5
 deployment indexer registry.example.net/search/indexer:1.3.1 3
 service opensearch query
 claim data-opensearch-0 data-opensearch-1
namespace 媒体转码
 deployment 转码-worker registry.example.net/media/transcode:5.1.0 4
project p-sys02 System
namespace kube-system
 deployment rke2-coredns rancher/hardened-coredns:v1.12.3 2
 deployment rke2-metrics-server rancher/hardened-k8s-metrics-server:v0.8.0 1
 daemonset rke2-canal rancher/hardened-calico:v3.30.2 7 +flannel
 daemonset rke2-ingress-nginx-controller rancher/nginx-ingress-controller:v1.12.4 4
namespace monitoring
 statefulset prometheus-rancher-monitoring-prometheus rancher/prom-prometheus:v3.5.0 2 +config-reloader
 deployment rancher-monitoring-grafana grafana/grafana:12.1.0 1
 daemonset rancher-monitoring-prometheus-node-exporter quay.io/prometheus/node-exporter:v1.9.1 7

cluster c-m-9rf2h6wd staging k3s v1.29.15+k3s1
node edge-a control-plane,master
node edge-b worker
node edge-c worker
project p-stg01 Staging
namespace shop
 deployment web registry.example.net/shop/web:3.19.0 2
 deployment api registry.example.net/shop/api:6.3.0 2
 deployment worker registry.example.net/shop/worker:4.0.0 3
 statefulset postgres postgres:17.5 1
 service web api
namespace ci
 deployment runner registry.example.net/ci/runner:18.2.0 3
 job migrate-20260412 registry.example.net/shop/migrate:6.3.0 1
project p-sys03 System
namespace kube-system
 deployment coredns rancher/mirrored-coredns-coredns:1.12.1 1
 deployment traefik rancher/mirrored-library-traefik:2.11.24 1
 daemonset svclb-traefik rancher/klipper-lb:v0.4.9 3
`;

const smallPlan = `
cluster local local rke2 v1.33.4+rke2r1
cluster c-m-4xk7b2qp production rke2 v1.33.4+rke2r1
node wk-01 worker
project p-9fj2k Shop
namespace shop
 deployment web registry.example.net/shop/web:3.18.0 1
 service web
`;

type Draft<T> = {-readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Draft<Item>[] : T[Key]};

const workload = (type: WorkloadPlan['type'], words: readonly string[]): WorkloadPlan => {
	const [name = '', image = '', replicas = '1', ...more] = words;
	const sidecar = more.find(word => word.startsWith('+'))?.slice(1) ?? null;
	const minAvailable = Number(more.find(word => word.startsWith('>='))?.slice(2) ?? 0);
	return {type, name, image, replicas: Number(replicas), sidecar, minAvailable};
};

const read = (text: string): readonly ClusterPlan[] => {
	const clusters: Draft<ClusterPlan>[] = [];
	for (const line of text.trim().split('\n')) {
		const [word = '', ...words] = line.trim().split(' ');
		const [first = '', second = '', third = '', fourth = ''] = words;
		const cluster = clusters.at(-1);
		const namespace: Draft<NamespacePlan> | undefined = cluster?.namespaces.at(-1);
		if (word === 'cluster') {
			clusters.push({
				id: first,
				name: second,
				provider: third,
				version: fourth,
				nodes: [],
				projects: [],
				namespaces: [],
			});
		} else if (word === 'node') cluster?.nodes.push({name: first, roles: second});
		else if (word === 'project') cluster?.projects.push({id: first, name: second});
		else if (word === 'namespace') {
			const project = cluster?.projects.at(-1)?.id ?? '';
			cluster?.namespaces.push({name: first, project, workloads: [], services: [], claims: [], pods: null});
		} else if (word === 'service') namespace?.services.push(...words);
		else if (word === 'claim') namespace?.claims.push(...words);
		else if (word === 'quota' && namespace) namespace.pods = Number(first);
		else if (word === 'deployment' || word === 'statefulset' || word === 'daemonset') {
			namespace?.workloads.push(workload(word, words));
		} else if (word === 'cronjob' || word === 'job') namespace?.workloads.push(workload(word, words));
	}

	return clusters;
};

/** The clusters of the demo; `small`: the management server's own, empty, and one with a node, a deployment and its pod. */
export const clusterPlans = (small: boolean): readonly ClusterPlan[] => read(small ? smallPlan : plan);
