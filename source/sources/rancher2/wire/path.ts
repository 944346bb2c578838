/**
 * A name as one part of a path. What RFC 3986 allows there stays as it is: Steve before 2.14 matches the path as it was
 * sent, so that `system%3Ax` is not `system:x` to it (rancher/steve#1063).
 */
export const pathPart = (name: string): string =>
	encodeURIComponent(name).replace(/%(?:3A|40|24|26|2B|2C|3B|3D)/g, decodeURIComponent);

/** The path of an object by its id: `shop/web`, or `system:node`. */
export const objectPath = (collection: string, id: string): string =>
	`${collection}/${id.split('/').map(pathPart).join('/')}`;

/**
 * An address that a server gave, below the cluster that was asked: the links of the cluster `local` lack that, and a
 * token for one cluster is good for nothing else (test/fixtures/rancher2/more/edit-get-deployment-view.http).
 *
 * @param cluster `/k8s/clusters/<id>`, or null for the management server itself
 */
export const inCluster = (link: string, cluster: string | null): string => {
	const {pathname, search} = new URL(link, 'http://server');
	const isInside = cluster === null || pathname.startsWith('/k8s/clusters/');
	return `${isInside ? '' : cluster}${pathname}${search}`;
};
