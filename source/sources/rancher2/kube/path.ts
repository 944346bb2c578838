import {pathPart} from '../wire/path.js';

/** A type of objects in Kubernetes' own API. */
export type KubeType = {
	/** Path of its group and version: `/api/v1`, `/apis/apps/v1`. */
	readonly group: string;
	/** As it stands in paths: `deployments`. */
	readonly resource: string;
};

/** One object in Kubernetes' own API. */
export type KubeObject = {
	/** Id of its cluster: `local`, `c-m-4xk7b2qp`. */
	readonly cluster: string;
	readonly type: KubeType;
	/** `shop/web`, or the name alone of what is in no namespace. */
	readonly id: string;
};

/** Pods. */
export const podType: KubeType = {group: '/api/v1', resource: 'pods'};

/** Kubernetes' own API of a cluster, by way of the server's tunnel to it. */
const kubeRoot = (cluster: string): string => `/k8s/clusters/${pathPart(cluster)}`;

/** Path of all objects of a type, or of those in a namespace. */
export const kubeListPath = (
	cluster: string,
	{group, resource}: KubeType,
	namespace: string | null,
): string =>
	`${kubeRoot(cluster)}${group}${namespace === null ? '' : `/namespaces/${pathPart(namespace)}`}/${resource}`;

/** Path of an object, or of a subresource of it such as `log` or `eviction`. */
export const kubeObjectPath = (
	{cluster, type, id}: KubeObject,
	subresource: string | null = null,
): string => {
	const [name = id, namespace = null] = id.split('/').reverse();
	const path = `${kubeListPath(cluster, type, namespace)}/${pathPart(name)}`;
	return subresource === null ? path : `${path}/${subresource}`;
};

/** Path of a pod, or of a subresource of it. */
export const podPath = (
	cluster: string,
	{namespace, name}: {readonly namespace: string; readonly name: string},
	subresource: string | null = null,
): string => kubeObjectPath({cluster, type: podType, id: `${namespace}/${name}`}, subresource);

/** Path of the versions and types that a cluster has: of `/api/v1` or `/apis/apps`, or of `/apis` itself. */
export const kubeDiscoveryPath = (cluster: string, group: string): string => `${kubeRoot(cluster)}${group}`;
