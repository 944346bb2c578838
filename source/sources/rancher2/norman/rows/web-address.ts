import type {Resource} from '../../../../model/resource.js';
import {pageAddress} from '../../../requests/page-address.js';
import {workloadKinds} from '../../rows/kinds.js';

const projectOf = ({parents}: Resource): string | null => {
	const key = parents.find(parent => parent.split('/')[2] === 'project');
	// The key has a slash where the id has a colon.
	return key?.split('/').slice(3).join(':') ?? null;
};

/** The address of a row in the pages of Rancher 2.0 to 2.5 (rancher/ui app/router.js); null where they have none. */
export const webAddressOf = (resource: Resource, origin: string): string | null => {
	const {kind, id, scope} = resource;
	if (kind === 'cluster') return pageAddress(origin, 'c', id);
	if (kind === 'project') return pageAddress(origin, 'p', id);
	if (kind === 'node') return pageAddress(origin, 'c', scope, 'nodes', id);
	if (kind === 'namespace') return pageAddress(origin, 'c', scope, 'projects-namespaces');
	const project = projectOf(resource);
	if (project === null) return null;
	if (kind === 'pod') return pageAddress(origin, 'p', project, 'workloads', id);
	return workloadKinds.has(kind) ? pageAddress(origin, 'p', project, 'workload', id) : null;
};
