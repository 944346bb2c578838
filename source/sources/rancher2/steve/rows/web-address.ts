import type {Resource} from '../../../../model/resource.js';
import {pageAddress} from '../../../requests/page-address.js';
import type {Catalogue} from './catalogue.js';

/** The address of a row in Rancher's dashboard (rancher/dashboard shell/config/router/routes.js); null where it has none. */
export const webAddressOf = (
	{kind, id, scope}: Resource,
	{byKind}: Catalogue,
	origin: string,
): string | null => {
	const explorer = (cluster: string, ...parts: readonly string[]) =>
		pageAddress(`${origin}/dashboard/c`, cluster, 'explorer', ...parts);
	const parts = id.split('/');
	if (kind === 'cluster') return explorer(id);
	// A project has no page of its own, but a part of this one.
	if (kind === 'project') return explorer(parts[0] ?? '', 'projectsnamespaces');
	// A container is on the page of its pod.
	if (kind === 'container') return explorer(scope, 'pod', ...parts.slice(0, -1));
	const schema = byKind.get(kind)?.schema;
	return schema === undefined ? null : explorer(scope, schema, ...parts);
};
