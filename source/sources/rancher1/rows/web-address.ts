import type {Resource} from '../../../model/resource.js';
import {pageAddress} from '../../requests/page-address.js';
import {placeOf} from '../wire/place.js';
import {projectsScope} from './scope.js';

// By kind, from the page of an environment on (rancher/ui 1.6 app/router.js).
const pages: ReadonlyMap<string, readonly string[]> = new Map([
	['host', ['infra', 'hosts']],
	['container', ['infra', 'containers']],
	['virtualmachine', ['infra', 'vms']],
	['certificate', ['infra', 'certificates']],
	['storagePool', ['infra', 'storagepools']],
	['secret', ['infra', 'secrets']],
	['stack', ['apps', 'stacks']],
]);

const stackOf = ({parents}: Resource): string | null => {
	const key = parents.find(parent => parent.split('/')[2] === 'stack');
	return key === undefined ? null : key.slice(key.lastIndexOf('/') + 1);
};

/** The address of a row in Rancher's own pages; null where they have none for its kind. */
export const webAddressOf = (resource: Resource, url: string): string | null => {
	const {kind, id, scope} = resource;
	const base = new URL(url).origin + placeOf(url).prefix;
	if (kind === 'project') return pageAddress(base, 'env', id);
	if (kind === 'processInstance') return pageAddress(base, 'admin', 'processes', id);
	if (scope === projectsScope) return null;
	const page = pages.get(kind);
	if (page) return pageAddress(base, 'env', scope, ...page, id);
	const stack = kind === 'service' ? stackOf(resource) : null;
	return stack === null ? null : pageAddress(base, 'env', scope, 'apps', 'stacks', stack, 'services', id);
};
