import {isObject} from '../../../model/json-object.js';
import type {Probe} from '../../family.js';

/**
 * Rancher 2 reports its version to everybody (rancher `routes.go`) and whether it knows the user
 * (`pkg/auth/server.go`). It has a `/v1` as well, which is what identifies a Rancher 1.
 */
export const probe: Probe = {
	path: '/rancherversion',
	rank: 1,
	recognise(response) {
		if (response.headers['x-api-cattle-auth'] !== undefined) return true;
		const body = response.json();
		return isObject(body) && typeof body.Version === 'string';
	},
};
