import type {Probe} from '../../family.js';

/** Rancher 1 names itself in every answer since 1.2 (cattle `ApiRequestFilter.java`), its schemas always. */
export const probe: Probe = {
	path: '/v1',
	rank: 2,
	recognise: ({headers}) =>
		headers['x-api-schemas'] !== undefined ||
		(headers['x-rancher-version'] ?? '').startsWith('v1.') ||
		(headers['www-authenticate'] ?? '').includes('API access key'),
};
